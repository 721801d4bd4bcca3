/** The bonus: what is right passes, and mistakes are told with a hint. */

import assert from "node:assert/strict";
import * as core from "@gradus/core";
import { LocalWorld, runTask, taskOf } from "@gradus/tasks";

/** The words of the first test that failed, or nothing. */
async function hintFor(
  task: string,
  work: Readonly<Record<string, unknown>>,
  seed = 1,
): Promise<string | undefined> {
  const { tests } = await runTask(taskOf(task), new LocalWorld(work, Infinity), seed);
  const failed = tests.find(({ status }) => status !== "passed");
  return failed && `${failed.name}: ${failed.hint ?? failed.got ?? ""}`;
}

type Slope = (x: number, out: number) => number;

function gateOf(value: (x: number) => number, slope: Slope): unknown {
  return class OwnGate extends core.Gate {
    forward(): void {
      this.out = value(this.inputNodes[0]!.out);
    }
    backward(): void {
      const [input] = this.inputNodes;
      input!.putGradient(this, slope(input!.out, this.out));
    }
  };
}

describe("a gate of one's own", () => {
  const right: Readonly<Record<string, [(x: number) => number, Slope]>> = {
    sine: [Math.sin, Math.cos],
    cube: [(x) => x ** 3, (x) => 3 * x * x],
    softsign: [(x) => x / (1 + Math.abs(x)), (x) => 1 / (1 + Math.abs(x)) ** 2],
    bell: [(x) => Math.exp(-x * x), (x, out) => -2 * x * out],
    tanh: [Math.tanh, (_x, out) => 1 - out * out],
  };
  for (const [name, [value, slope]] of Object.entries(right))
    it(`may be ${name}`, async () => {
      for (let seed = 1; seed <= 20; seed++)
        assert.equal(await hintFor("own-gate", { OwnGate: gateOf(value, slope) }, seed), undefined);
    });

  const wrong: readonly [string, (x: number) => number, Slope, RegExp][] = [
    ["a straight line", (x) => 2 * x + 1, () => 2, /a function that bends/],
    ["no gradient", Math.sin, () => 0, /got no gradient/],
    ["a wrong sign", Math.cos, Math.sin, /passes back its derivative/],
    ["the value as the derivative", Math.sin, Math.sin, /passes back its derivative/],
    ["a value that is no number", () => NaN, () => 1, /for every x/],
    ["not everywhere a number", Math.sqrt, (x) => 0.5 / Math.sqrt(x), /for every x/],
  ];
  for (const [name, value, slope, hint] of wrong)
    it(`is found wrong with ${name}`, async () => {
      for (let seed = 1; seed <= 20; seed++)
        assert.match((await hintFor("own-gate", { OwnGate: gateOf(value, slope) }, seed)) ?? "", hint);
    });
});

describe("a second derivative", () => {
  const sigma = (z: number): number => 1 / (1 + Math.exp(-z));
  const y = (x: number, w: number): number => x * sigma(w * x);
  const first = (x: number, w: number): number => sigma(w * x) + x * w * sigma(w * x) * (1 - sigma(w * x));

  it("may be computed by graphs, or by hand", async () => {
    const byGraphs = (x: number, w: number): number => {
      const [input, weight] = [new core.InputGate(x), new core.WeightGate(0.1, w)];
      const s = new core.SigmoidGate([new core.MultiplyGate([input, weight])]);
      const graph = new core.ComputationalGraph(new core.MultiplyGate([s, input]));
      const gradient = core.gradientGraph(graph).gradientOf(input);
      return core.gradientGraph(new core.ComputationalGraph(gradient)).gradientOf(input).out;
    };
    const byHand = (x: number, w: number): number => {
      const s = sigma(w * x);
      return s * (1 - s) * w * (2 + x * w * (1 - 2 * s));
    };
    for (const secondDerivative of [byGraphs, byHand])
      for (let seed = 1; seed <= 20; seed++)
        assert.equal(await hintFor("second-derivative", { secondDerivative }, seed), undefined);
  });

  for (const [name, secondDerivative, hint] of [
    ["the first one", first, /This is the first derivative/],
    ["y itself", y, /This is y itself/],
    ["its square", (x: number, w: number) => first(x, w) ** 2, /square of the first/],
    ["nothing", () => undefined, /Nothing was written/],
  ] as const)
    it(`is not ${name}`, async () => {
      for (let seed = 1; seed <= 20; seed++)
        assert.match((await hintFor("second-derivative", { secondDerivative }, seed)) ?? "", hint);
    });
});

describe("a network for moons", function () {
  this.timeout(30_000);

  it("passes when it has learned them, and not when it is a straight line", async () => {
    const samples = core.moons(200, { noise: 0.1, seed: 1 });
    const network = core.denseNetwork({ layers: [2, 12, 1], alpha: 0.5, seed: 1 });
    await core.train(network, samples, { epochs: 400, seed: 1 });
    const predict = (x1: number, x2: number): number => network.predict([x1, x2])[0]!;
    const line = core.denseNetwork({ layers: [2, 1], alpha: 0.1, seed: 1 });
    await core.train(line, samples, { epochs: 200, seed: 1 });
    for (let seed = 1; seed <= 5; seed++) {
      assert.equal(await hintFor("moons", { predict }, seed), undefined);
      const straight = (x1: number, x2: number): number => line.predict([x1, x2])[0]!;
      assert.match((await hintFor("moons", { predict: straight }, seed)) ?? "", /as good as a straight line/);
      const opposite = (x1: number, x2: number): number => 1 - predict(x1, x2);
      assert.match((await hintFor("moons", { predict: opposite }, seed)) ?? "", /says the opposite/);
      const list = (x1: number, x2: number): number[] => network.predict([x1, x2]);
      assert.match((await hintFor("moons", { predict: list }, seed)) ?? "", /take the first one/);
    }
  });
});
