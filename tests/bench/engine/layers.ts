/** Dense layers, written out gate by gate. */

import { AddGate, MultiplyGate, ReLUGate, SigmoidGate, WeightGate, type GateLike } from "@gradus/core";

type Activation = (z: GateLike) => GateLike;

export const sigmoid: Activation = (z) => new SigmoidGate([z]);
export const relu: Activation = (z) => new ReLUGate([z]);
export const linear: Activation = (z) => z;

/**
 * One layer of units, each with a weight for each input and a bias.
 *
 * @param next the start value of the next weight: for each unit its weights, then its bias
 */
export function dense(
  inputs: readonly GateLike[],
  units: number,
  activation: Activation,
  alpha: number,
  next: () => number,
): GateLike[] {
  return Array.from({ length: units }, () => {
    const products = inputs.map((input) => new MultiplyGate([new WeightGate(alpha, next()), input]));
    return activation(new AddGate([...products, new WeightGate(alpha, next())]));
  });
}

/** How many weights dense layers of these sizes have, biases included. */
export function weightsOf(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, size, i) => sum + size * (sizes[i]! + 1), 0);
}

/** Hands out a list of numbers one by one. */
export function oneByOne(values: readonly number[]): () => number {
  let at = 0;
  return () => values[at++]!;
}
