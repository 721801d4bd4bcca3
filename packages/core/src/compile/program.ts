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

/** The most steps that a trainer does at once. */
export const LONGEST_RUN = 1024;

/** Steps of stochastic gradient descent over samples that were handed over once. */
export interface Trainer {
  /** How the graph was compiled. "gates" runs the gates' own methods: the student's classes. */
  readonly engine: "wasm" | "kernels" | "gates";
  /** Write here which samples the next steps take, {@link LONGEST_RUN} at most. */
  readonly order: Int32Array;
  /** The targets' value in each step of the last run, taken before the weights moved. */
  readonly losses: Float64Array;
  /** One step for each of the first `count` samples in `order`: forward, backward, and every weight's step. */
  run(count: number): void;
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
