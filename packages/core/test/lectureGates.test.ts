/** The gates of the lecture at their corners: exact values, no overflow, no NaN, conventions at kinks. */

import assert from "node:assert/strict";
import {
  BinaryCrossEntropyGate,
  ComputationalGraph,
  DivideGate,
  ExpGate,
  InputCountError,
  InputGate,
  LeakyReLUGate,
  LogGate,
  MaximumGate,
  MeanSquaredErrorGate,
  NegateGate,
  PowerGate,
  ReLUGate,
  SoftplusGate,
  SubtractGate,
  TanhGate,
  type Gate,
  type GateLike,
} from "../src/index.js";
import { assertClose } from "./assert.js";

/** A gate on inputs with these values: its value, and its derivative with respect to each input. */
function at(values: readonly number[], build: (inputs: readonly GateLike[]) => Gate): [number, ...number[]] {
  const inputs = values.map((value) => new InputGate(value));
  const target = build(inputs);
  const graph = new ComputationalGraph(target);
  graph.forward();
  graph.backward();
  return [target.out, ...inputs.map(({ dz }) => dz)];
}

const relu = (inputs: readonly GateLike[]) => new ReLUGate(inputs);
const leaky = (inputs: readonly GateLike[]) => new LeakyReLUGate(inputs, 0.1);
const softplus = (inputs: readonly GateLike[]) => new SoftplusGate(inputs);
const tanh = (inputs: readonly GateLike[]) => new TanhGate(inputs);
const maximum = (inputs: readonly GateLike[]) => new MaximumGate(inputs);
const crossEntropy = (inputs: readonly GateLike[]) => new BinaryCrossEntropyGate(inputs);
const meanSquared = (inputs: readonly GateLike[]) => new MeanSquaredErrorGate(inputs);
const power = (n: number) => (inputs: readonly GateLike[]) => new PowerGate(inputs, n);

describe("a gate of the lecture", () => {
  for (const [what, values, build, expected] of [
    ["5 − 3", [5, 3], (inputs: readonly GateLike[]) => new SubtractGate(inputs), [2, 1, -1]],
    ["−(5)", [5], (inputs: readonly GateLike[]) => new NegateGate(inputs), [-5, -1]],
    ["6 / 3", [6, 3], (inputs: readonly GateLike[]) => new DivideGate(inputs), [2, 1 / 3, -2 / 3]],
    ["0 / 4", [0, 4], (inputs: readonly GateLike[]) => new DivideGate(inputs), [0, 1 / 4, 0]],
    ["(−2)³", [-2], power(3), [-8, 12]],
    ["0⁰, a constant", [0], power(0), [1, 0]],
    ["0¹", [0], power(1), [0, 1]],
    ["4^½", [4], power(0.5), [2, 0.25]],
    ["2⁻¹", [2], power(-1), [0.5, -0.25]],
    ["e⁰", [0], (inputs: readonly GateLike[]) => new ExpGate(inputs), [1, 1]],
    ["e⁻¹⁰⁰⁰", [-1000], (inputs: readonly GateLike[]) => new ExpGate(inputs), [0, 0]],
    ["ln 1", [1], (inputs: readonly GateLike[]) => new LogGate(inputs), [0, 1]],
    ["ln 1e−300", [1e-300], (inputs: readonly GateLike[]) => new LogGate(inputs), [Math.log(1e-300), 1e300]],
    ["tanh 0", [0], tanh, [0, 1]],
    ["tanh 1000", [1000], tanh, [1, 0]],
    ["tanh −1000", [-1000], tanh, [-1, 0]],
    ["ReLU of 3", [3], relu, [3, 1]],
    ["ReLU of −3", [-3], relu, [0, 0]],
    ["ReLU of 0", [0], relu, [0, 0]],
    ["leaky ReLU of 3", [3], leaky, [3, 1]],
    ["leaky ReLU of −3", [-3], leaky, [-0.3, 0.1]],
    ["leaky ReLU of 0", [0], leaky, [0, 0.1]],
    ["softplus of 0", [0], softplus, [Math.LN2, 0.5]],
    ["softplus of 1000", [1000], softplus, [1000, 1]],
    ["softplus of −1000", [-1000], softplus, [0, 0]],
    ["softplus of −40, where 1 + eᵃ rounds to 1", [-40], softplus, [Math.exp(-40), Math.exp(-40)]],
    ["the maximum of 1, 3, 2", [1, 3, 2], maximum, [3, 0, 1, 0]],
    ["the maximum of equal ones, where the first takes it all", [3, 3], maximum, [3, 1, 0]],
    ["a mean squared error of two", [1, 2, 0, 4], meanSquared, [2.5, 1, -2, -1, 2]],
    ["a cross-entropy at z = 0", [0, 1], crossEntropy, [Math.LN2, -0.5, 0]],
    ["a cross-entropy that is sure and right", [1000, 1], crossEntropy, [0, 0, -1000]],
    ["a cross-entropy that is nearly sure and right", [40, 1], crossEntropy, [Math.exp(-40), 0, -40]],
    [
      "a cross-entropy that is nearly sure of 0 and right",
      [-40, 0],
      crossEntropy,
      [Math.exp(-40), Math.exp(-40), 40],
    ],
    ["a cross-entropy that is sure and wrong", [1000, 0], crossEntropy, [1000, 1, -1000]],
    ["a cross-entropy that is sure of 0 and wrong", [-1000, 1], crossEntropy, [1000, -1, 1000]],
  ] as const) {
    it(`has value and derivatives for ${what}`, () => {
      const actual = at(values, build);
      assert.equal(actual.length, expected.length);
      actual.forEach((number, i) => {
        // Relative, so that e⁻⁴⁰ counts as a number and not as 0.
        const error = Math.abs(number - expected[i]!);
        assert(
          error <= 1e-14 * Math.abs(expected[i]!),
          `got ${actual.join(", ")}, expected ${expected.join(", ")}`,
        );
      });
    });
  }

  it("is the cross-entropy −y ln σ(z) − (1 − y) ln(1 − σ(z))", () => {
    for (const z of [-3, -0.5, 0.2, 4]) {
      for (const y of [0, 0.3, 1]) {
        const sigma = 1 / (1 + Math.exp(-z));
        const [loss, dz] = at([z, y], crossEntropy);
        assertClose(loss, -y * Math.log(sigma) - (1 - y) * Math.log(1 - sigma));
        assertClose(dz!, sigma - y);
      }
    }
  });

  it("needs as many true values as predictions", () => {
    const [a, b, c] = [1, 2, 3].map((value) => new InputGate(value));
    assert.throws(
      () => new MeanSquaredErrorGate([a!, b!, c!]),
      (error) =>
        error instanceof InputCountError &&
        /takes an even number of inputs, got 3.*\[\.\.\.predictions, \.\.\.truths\]/.test(error.message),
    );
  });
});
