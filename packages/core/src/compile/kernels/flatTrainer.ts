/** Training on flat arrays: for graphs that are too large to become one program. */

import { WeightGate } from "../../gates/weight.js";
import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import { LONGEST_RUN, type Trainer, type TrainingTask } from "../program.js";
import { FlatGraph } from "./flatGraph.js";

export class FlatTrainer implements Trainer {
  readonly engine = "kernels";
  readonly order = new Int32Array(LONGEST_RUN);
  readonly losses = new Float64Array(LONGEST_RUN);
  readonly gradientNorms: Float64Array;
  readonly #flat: FlatGraph;
  readonly #rows: Float64Array;
  /** The positions of the gates that are fed; −1 for one that the targets do not depend on. */
  readonly #feed: Int32Array;
  readonly #weights: Int32Array;
  readonly #alphas: Float64Array;
  readonly #groups: readonly Int32Array[];
  #stepped = false;

  /** @throws MissingValueError when a weight, or an input that is not fed, has no value */
  constructor(graph: ComputationalGraph, { feed, rows, groups }: TrainingTask) {
    const index = new Map(graph.gates.map((gate, i) => [gate, i]));
    const fed = new Set(feed);
    const weights = graph.gates.filter(
      (gate): gate is WeightGate => gate instanceof WeightGate && !fed.has(gate),
    );
    this.#flat = new FlatGraph(graph);
    this.#flat.load(fed);
    this.#rows = rows;
    this.#feed = Int32Array.from(feed, (gate) => index.get(gate) ?? -1);
    this.#weights = Int32Array.from(weights, (gate) => index.get(gate)!);
    this.#alphas = Float64Array.from(weights, ({ alpha }) => alpha);
    this.#groups = groups.map((group) => Int32Array.from(group.flatMap((gate) => index.get(gate) ?? [])));
    this.gradientNorms = new Float64Array(groups.length);
  }

  run(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#write(this.order[i]!);
      this.losses[i] = this.#flat.forward();
      this.#flat.backward();
      this.#addNorms();
      this.#descend();
    }
    this.#stepped ||= count > 0;
  }

  store(): void {
    if (this.#stepped) this.#flat.store();
  }

  #write(row: number): void {
    const { out } = this.#flat;
    const width = this.#feed.length;
    this.#feed.forEach((gate, i) => {
      if (gate >= 0) out[gate] = this.#rows[row * width + i]!;
    });
  }

  #addNorms(): void {
    const { dz } = this.#flat;
    this.#groups.forEach((group, g) => {
      let squares = 0;
      for (const weight of group) squares += dz[weight]! ** 2;
      this.gradientNorms[g]! += Math.sqrt(squares);
    });
  }

  #descend(): void {
    const { out, dz } = this.#flat;
    this.#weights.forEach((weight, i) => (out[weight]! -= this.#alphas[i]! * dz[weight]!));
  }
}
