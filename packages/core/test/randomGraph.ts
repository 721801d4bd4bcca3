/** Random graphs of all built-in gates, for property tests. */

import fc from "fast-check";
import {
  AddGate,
  BinaryCrossEntropyGate,
  ComputationalGraph,
  ConstantGate,
  DivideGate,
  ExpGate,
  InputGate,
  LeakyReLUGate,
  LogGate,
  MaximumGate,
  MeanSquaredErrorGate,
  MultiplyGate,
  NegateGate,
  PowerGate,
  ReLUGate,
  SigmoidGate,
  SoftplusGate,
  SquaredLossGate,
  SubtractGate,
  TanhGate,
  WeightGate,
  type GateLike,
} from "../src/index.js";

/**
 * How to build each kind of gate from any gates. Values stay in a range in which measuring is accurate: a sigmoid
 * or a tanh tames what would grow, and shifts it to where a logarithm or a quotient has finite values.
 */
const kinds: Readonly<Record<string, (picked: readonly GateLike[]) => GateLike>> = {
  add: (picked) => new AddGate(picked),
  subtract: (picked) => new SubtractGate([picked[0]!, picked.at(-1)!]),
  negate: ([a]) => new NegateGate([a!]),
  multiply: (picked) => new MultiplyGate(picked.map((gate) => new TanhGate([gate]))),
  divide: (picked) => new DivideGate([picked[0]!, aboveOne(picked.at(-1)!)]),
  square: ([a]) => new PowerGate([new TanhGate([a!])], 2),
  cube: ([a]) => new PowerGate([new TanhGate([a!])], 3),
  root: ([a]) => new PowerGate([aboveOne(a!)], 0.5),
  inverse: ([a]) => new PowerGate([aboveOne(a!)], -1),
  exp: ([a]) => new ExpGate([new TanhGate([a!])]),
  log: ([a]) => new LogGate([aboveOne(a!)]),
  sigmoid: ([a]) => new SigmoidGate([a!]),
  tanh: ([a]) => new TanhGate([a!]),
  softplus: ([a]) => new SoftplusGate([new TanhGate([a!])]),
  relu: ([a]) => new ReLUGate([a!]),
  leakyRelu: ([a]) => new LeakyReLUGate([a!], 0.1),
  maximum: (picked) => new MaximumGate(picked),
  squaredLoss: (picked) => new SquaredLossGate([new TanhGate([picked[0]!]), new TanhGate([picked.at(-1)!])]),
  meanSquaredError: (picked) =>
    new MeanSquaredErrorGate([...picked, ...picked].map((gate) => new SigmoidGate([gate]))),
  binaryCrossEntropy: (picked) =>
    new BinaryCrossEntropyGate([new TanhGate([picked[0]!]), new SigmoidGate([picked.at(-1)!])]),
};

/** 1 + σ(a), between 1 and 2. */
function aboveOne(gate: GateLike): GateLike {
  return new AddGate([new ConstantGate(1), new SigmoidGate([gate])]);
}

const plan = fc.record({
  kind: fc.constantFrom(...Object.keys(kinds)),
  /** Which of the gates so far it reads, as fractions of their number: re-use and parallel edges are common. */
  picks: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 4 }),
});

const value = fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true }));

export const randomGraph = fc
  .record({
    inputs: fc.array(value, { minLength: 1, maxLength: 3 }),
    weights: fc.array(value, { minLength: 1, maxLength: 3 }),
    gates: fc.array(plan, { minLength: 1, maxLength: 10 }),
  })
  .map((drawn) => {
    const { inputs, weights, gates } = drawn;
    const leaves = [
      ...inputs.map((v, i) => new InputGate(v, `x${i}`)),
      ...weights.map((v, i) => new WeightGate(0.1, v, `w${i}`)),
    ];
    const all: GateLike[] = [...leaves];
    for (const { kind, picks } of gates) {
      all.push(kinds[kind]!(picks.map((pick) => all[Math.floor(pick * all.length)]!)));
    }
    const graph = new ComputationalGraph(new TanhGate([all.at(-1)!], "y"));
    return {
      graph,
      leaves: leaves.filter((leaf) => graph.gates.includes(leaf)),
      // A counterexample is told as it was drawn: the graph itself would fill pages.
      [fc.toStringMethod]: () => JSON.stringify(drawn),
    };
  });

/** Whether a kink (of ReLU, of a maximum) is so near that a difference would reach across it. */
export function isNearKink({ gates }: ComputationalGraph, distance: number): boolean {
  return gates.some((gate) => {
    const inputs = gate.inputNodes.map(({ out }) => out);
    if (gate instanceof ReLUGate || gate instanceof LeakyReLUGate) return Math.abs(inputs[0]!) < distance;
    if (!(gate instanceof MaximumGate)) return false;
    const others = gate.inputNodes.filter(
      (input) => input.out !== gate.out || input !== gate.inputNodes[inputs.indexOf(gate.out)],
    );
    return others.some(({ out }) => Math.abs(out - gate.out) < distance);
  });
}
