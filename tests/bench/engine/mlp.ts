/** A 64-32-10 network with sigmoids and ten squared losses, gate by gate; its peer is `mlp.c`. */

import { AddGate, ComputationalGraph, InputGate, seededRandom, SquaredLossGate } from "@gradus/core";
import type { BuiltNetwork } from "./gradus.js";
import { dense, oneByOne, sigmoid, weightsOf } from "./layers.js";
import type { Task } from "./task.js";

const [INPUTS, HIDDEN, OUTPUTS] = [64, 32, 10];
const SAMPLES = 100;
const ALPHA = 0.1;

/** Ten classes of noisy pictures of 8 × 8 pixels, each pixel between 0 and 1. */
export function mlpTask(): Task {
  const random = seededRandom(64);
  const numbers = (count: number) => Array.from({ length: count }, random);
  const pictures = Array.from({ length: OUTPUTS }, () => numbers(INPUTS));
  return {
    weights: numbers(weightsOf([INPUTS, HIDDEN, OUTPUTS])).map((u) => 0.5 * u - 0.25),
    samples: Array.from({ length: SAMPLES }, (_, s) => ({
      x: pictures[s % OUTPUTS]!.map((pixel) => (pixel + random()) / 2),
      y: Array.from({ length: OUTPUTS }, (_, k) => (k === s % OUTPUTS ? 1 : 0)),
    })),
  };
}

export function mlpNetwork(weights: readonly number[]): BuiltNetwork {
  const next = oneByOne(weights);
  const x = Array.from({ length: INPUTS }, () => new InputGate());
  const y = Array.from({ length: OUTPUTS }, () => new InputGate());
  const hidden = dense(x, HIDDEN, sigmoid, ALPHA, next);
  const yHat = dense(hidden, OUTPUTS, sigmoid, ALPHA, next);
  const losses = yHat.map((unit, k) => new SquaredLossGate([unit, y[k]!]));
  return { graph: new ComputationalGraph(new AddGate(losses)), x, y };
}
