/** The 2-4-1 network of the exercise, from built-in gates; its peer is `xor.c`. */

import {
  AddGate,
  ComputationalGraph,
  InputGate,
  MultiplyGate,
  seededRandom,
  SigmoidGate,
  SquaredLossGate,
  WeightGate,
  xor,
} from "@gradus/core";
import type { BuiltNetwork } from "./gradus.js";
import { oneByOne } from "./layers.js";
import type { Task } from "./task.js";

export const HIDDEN = 4;
export const ALPHA = 1;

/** Weights by hidden unit: w1, w2, b, v; then c. */
export function xorTask(): Task {
  const random = seededRandom(3);
  return { weights: Array.from({ length: 4 * HIDDEN + 1 }, () => 2 * random() - 1), samples: xor() };
}

export function xorNetwork(weights: readonly number[]): BuiltNetwork {
  const next = oneByOne(weights);
  const weight = () => new WeightGate(ALPHA, next());
  const [x1, x2, y] = [new InputGate(), new InputGate(), new InputGate()];
  const products = Array.from({ length: HIDDEN }, () => {
    const z = new AddGate([new MultiplyGate([weight(), x1]), new MultiplyGate([weight(), x2]), weight()]);
    return new MultiplyGate([weight(), new SigmoidGate([z])]);
  });
  const yHat = new SigmoidGate([new AddGate([...products, weight()])]);
  return { graph: new ComputationalGraph(new SquaredLossGate([yHat, y])), x: [x1, x2], y: [y] };
}
