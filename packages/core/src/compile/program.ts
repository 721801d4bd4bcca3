/** What a compiled graph can do, whichever way it was compiled. */

import type { GateLike } from "../gate.js";

/** Runs single passes over a graph of any size, on numbers in flat arrays and not on the gates. */
export interface CompiledGraph {
  /** The value of each gate, in the order of `graph.gates`. Write inputs and weights here before `forward()`. */
  readonly out: Float64Array;
  /** The derivative of the target with respect to each gate. */
  readonly dz: Float64Array;
  /** Read the values of inputs, constants and weights from the gates. */
  load(): void;
  /** @returns the value of the target */
  forward(): number;
  /** Compute all gradients from zero. No weight moves. */
  backward(): void;
  /** Write all values and gradients into the gates. */
  store(): void;
}

/** Steps of stochastic gradient descent over samples that were handed over once. */
export interface Trainer {
  /** How the graph was compiled. "gates" runs the gates' own methods: the student's classes. */
  readonly engine: "wasm" | "kernels" | "gates";
  /**
   * One step for each of the samples `order[begin]` to `order[end − 1]`: forward, backward, and every weight's step.
   *
   * @returns the sum of the targets' values, each taken before its step
   */
  run(order: Int32Array, begin: number, end: number): number;
  /** Forward only, without a step. @returns the sum of the targets' values over all samples */
  evaluate(): number;
  /** By group: the sum, over all steps so far, of the Euclidean norm of the gradient with respect to the group's weights. */
  readonly gradientNorms: Float64Array;
  /** Write the weights, and the values and gradients of the last step, into the gates. */
  store(): void;
}

/** What a trainer is made for. */
export interface TrainingTask {
  /** The gates that are fed, in the order of a sample's numbers. */
  readonly feed: readonly GateLike[];
  /** Sample by sample, `feed.length` numbers each. */
  readonly rows: Float64Array;
  /** Groups of weights whose gradient norms are wanted; empty where nobody asks, and then nothing is spent on it. */
  readonly groups: readonly (readonly GateLike[])[];
}
