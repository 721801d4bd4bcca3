/** The network of micrograd's demo, 2-16-16-1 with ReLU, on two moons; its peer is `moons.py`. */

import { ComputationalGraph, InputGate, moons, seededRandom, SquaredLossGate } from "@gradus/core";
import type { BuiltNetwork } from "./gradus.js";
import { dense, linear, oneByOne, relu, weightsOf } from "./layers.js";
import type { Task } from "./task.js";

const SIZES = [2, 16, 16, 1];
const SAMPLES = 20;
const ALPHA = 0.002;

/** Weights by unit, its bias last, as micrograd lists its parameters. */
export function moonsTask(): Task {
  const random = seededRandom(16);
  return {
    weights: Array.from({ length: weightsOf(SIZES) }, () => 2 * random() - 1),
    samples: moons(SAMPLES, { noise: 0.1 }).map(({ x, y }) => ({ x, y: [2 * y[0]! - 1] })),
  };
}

export function moonsNetwork(weights: readonly number[]): BuiltNetwork {
  const next = oneByOne(weights);
  const x = [new InputGate(), new InputGate()];
  const y = new InputGate();
  const first = dense(x, SIZES[1]!, relu, ALPHA, next);
  const second = dense(first, SIZES[2]!, relu, ALPHA, next);
  const [score] = dense(second, 1, linear, ALPHA, next);
  return { graph: new ComputationalGraph(new SquaredLossGate([score!, y])), x, y: [y] };
}
