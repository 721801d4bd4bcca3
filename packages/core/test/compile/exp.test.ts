/** The exponential function and its relatives in WebAssembly are as accurate as the host's. */

import assert from "node:assert/strict";
import {
  AddGate,
  ComputationalGraph,
  ExpGate,
  InputGate,
  seededRandom,
  SigmoidGate,
  SoftplusGate,
  TanhGate,
  WeightGate,
} from "../../src/index.js";
import { numbers } from "../../src/algebra/numbers.js";
import { byTrainer, engines, taskOf } from "./comparing.js";

const SMALLEST = Number.MIN_VALUE;
const SMALLEST_NORMAL = 2 ** -1022;

const positive = [0, SMALLEST, 1e-310, SMALLEST_NORMAL, 1e-300, 1e-20, 1e-8, 0.1, Math.LN2 / 2, Math.LN2, 1, 19, 20]
  .concat([21, 36, 37, 40, 700, 708, 708.4, 709, 709.5, 709.78, 709.79, 710, 740, 745, 745.1, 745.14, 746, 1000])
  .concat([1e10, 1e300, Infinity]); // prettier-ignore

const random = seededRandom(1);
const points = [
  ...positive.flatMap((x) => [x, -x]),
  ...Array.from({ length: 10_000 }, () => 1500 * (random() - 0.5)),
  ...Array.from({ length: 5000 }, () => 40 * (random() - 0.5)),
  ...Array.from({ length: 5000 }, () => (random() < 0.5 ? -1 : 1) * 10 ** (20 * random() - 18)),
];

/** The distance between a number of this size and the next one. */
function ulp(x: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(x))));
  return Math.max(SMALLEST, 2 ** (exponent - 52));
}

/** f at all points; −0 is the weight, since only x + −0 is x for every x. */
function inWasm(Gate: new (inputs: [InputGate]) => InstanceType<typeof ExpGate>): readonly number[] {
  const x = new InputGate(0);
  const graph = new ComputationalGraph(new AddGate([new Gate([x]), new WeightGate(0, -0)]));
  const rows = points.map((point) => [point]);
  const pieces = Array.from({ length: Math.floor(points.length / 1000) }, () => 1000);
  return byTrainer(engines.wasm, graph, taskOf([x], rows), [...points.keys()], pieces).losses;
}

describe("in WebAssembly", () => {
  for (const [name, Gate, f] of [
    ["exp", ExpGate, (x: number) => numbers.exp(x)],
    ["sigmoid", SigmoidGate, (x: number) => numbers.sigmoid(x)],
    ["tanh", TanhGate, (x: number) => numbers.tanh(x)],
    ["softplus", SoftplusGate, (x: number) => numbers.softplus(x)],
  ] as const) {
    it(`${name} is right to four units in the last place, from −∞ to ∞`, () => {
      const values = inWasm(Gate);
      let worst = { error: 0, x: 0 };
      points.forEach((x, i) => {
        const [value, expected] = [values[i]!, f(x)];
        if (Object.is(value, expected)) return;
        // A sigmoid that would underflow is 0.
        if (name === "sigmoid" && value === 0 && expected < SMALLEST_NORMAL) return;
        const error = Math.abs(value - expected) / ulp(expected);
        assert(!Number.isNaN(error), `${name}(${x}) is ${value}`);
        if (error > worst.error) worst = { error, x };
      });
      assert(worst.error <= 4, `${name}(${worst.x}): ${worst.error} units`);
    });
  }
});
