/** The corners of the single gates. */

import assert from "node:assert/strict";
import {
  AddGate,
  ComputationalGraph,
  InputCountError,
  InputGate,
  MultiplyGate,
  SigmoidGate,
  SquaredLossGate,
} from "../src/index.js";
import { assertClose } from "./assert.js";

function run<T extends { out: number }>(target: T & ConstructorParameters<typeof ComputationalGraph>[0]): T {
  const graph = new ComputationalGraph(target);
  graph.forward();
  graph.backward();
  return target;
}

describe("MultiplyGate", () => {
  it("has the derivative 2x for x · x", () => {
    const x = new InputGate(3);
    assert.equal(run(new MultiplyGate([x, x])).out, 9);
    assert.equal(x.dz, 6);
  });

  it("has the derivative 3x² for x · x · x", () => {
    const x = new InputGate(-2);
    assert.equal(run(new MultiplyGate([x, x, x])).out, -8);
    assert.equal(x.dz, 12);
  });

  it("passes the product of the others to a zero among the factors", () => {
    const inputs = [2, 0, 5].map((value) => new InputGate(value));
    assert.equal(run(new MultiplyGate(inputs)).out, 0);
    assert.deepEqual(
      inputs.map(({ dz }) => dz),
      [0, 10, 0],
    );
  });

  it("has no gradient left with two zeros", () => {
    const inputs = [0, 0, 5].map((value) => new InputGate(value));
    run(new MultiplyGate(inputs));
    assert.deepEqual(
      inputs.map(({ dz }) => dz),
      [0, 0, 0],
    );
  });

  it("takes one input", () => {
    const x = new InputGate(7);
    assert.equal(run(new MultiplyGate([x])).out, 7);
    assert.equal(x.dz, 1);
  });
});

describe("AddGate", () => {
  it("adds any number of inputs, the same one twice too", () => {
    const [a, b] = [new InputGate(1), new InputGate(2)];
    assert.equal(run(new AddGate([a, b, a, b, a])).out, 7);
    assert.equal(a.dz, 3);
    assert.equal(b.dz, 2);
  });
});

describe("SigmoidGate", () => {
  for (const [z, sigma] of [
    [1000, 1],
    [-1000, 0],
    [0, 0.5],
    [Math.log(3), 0.75],
  ] as const) {
    it(`is ${sigma} at z = ${z}`, () => {
      const x = new InputGate(z);
      assertClose(run(new SigmoidGate([x])).out, sigma);
      assertClose(x.dz, sigma * (1 - sigma));
    });
  }
});

describe("the number of inputs", () => {
  const x = new InputGate(1);
  for (const [what, wrong, message] of [
    ["a sigmoid of two", () => new SigmoidGate([x, x]), /SigmoidGate takes exactly 1 input, got 2/],
    [
      "a loss of one",
      () => new SquaredLossGate([x]),
      /SquaredLossGate takes exactly 2 inputs, got 1.*\[yHat, y\]/,
    ],
    ["an empty sum", () => new AddGate([]), /AddGate takes at least 1 input, got 0/],
    ["a product with a hole", () => new MultiplyGate([x, undefined as unknown as InputGate]), /got 1/],
    ["a gate instead of a list", () => new AddGate(x as unknown as InputGate[]), /as a list/],
  ] as const) {
    it(`is an error for ${what}`, () => {
      assert.throws(wrong, (error) => error instanceof InputCountError && message.test(error.message));
    });
  }
});
