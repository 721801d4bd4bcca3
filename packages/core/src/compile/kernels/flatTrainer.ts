/** Training on flat arrays: for graphs that are too large to become one program. */

import { WeightGate } from "../../gates/weight.js";
import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import type { Trainer, TrainingTask } from "../program.js";
import { FlatGraph } from "./flatGraph.js";

export class FlatTrainer implements Trainer {
  readonly engine = "kernels";
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

  run(order: Int32Array, begin: number, end: number): number {
    let loss = 0;
    for (let i = begin; i < end; i++) {
      this.#write(order[i]!);
      loss += this.#flat.forward();
      this.#flat.backward();
      this.#addNorms();
      this.#descend();
    }
    this.#stepped ||= end > begin;
    return loss;
  }

  evaluate(): number {
    const { out } = this.#flat;
    const lastStep = out.slice();
    let loss = 0;
    const samples = this.#rows.length / this.#feed.length || 0;
    for (let row = 0; row < samples; row++) {
      this.#write(row);
      loss += this.#flat.forward();
    }
    out.set(lastStep);
    return loss;
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
