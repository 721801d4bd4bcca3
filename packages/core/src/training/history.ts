/** What a training leaves behind, epoch by epoch, and when it has gone on for long enough. */

import type { Trainer } from "../compile/program.js";

/** Why a training ended: all epochs done, loss reached, no progress any more, aborted, or no finite loss any more. */
export type Stopped = "epochs" | "loss" | "patience" | "aborted" | "diverged";

export interface StoppingRules {
  readonly stopAtLoss?: number;
  readonly patience?: number;
}

export class History {
  /** The mean loss of each finished epoch. */
  readonly losses: number[] = [];
  /** By layer and epoch. */
  readonly norms: readonly number[][];
  readonly #samples: number;
  readonly #rules: StoppingRules;
  #sum = 0;
  #used = 0;
  #best = Infinity;
  #bestEpoch = 0;

  constructor(samples: number, layers: number, rules: StoppingRules) {
    this.#samples = samples;
    this.#rules = rules;
    this.norms = Array.from({ length: layers }, () => []);
  }

  /** Note the last run of the trainer. @returns why to stop, if at all */
  note({ losses, gradientNorms }: Trainer, count: number): Stopped | undefined {
    const samples = this.#samples;
    let [sum, used] = [this.#sum, this.#used];
    let stopped: Stopped | undefined;
    for (let i = 0; i < count && stopped === undefined; i++) {
      // One by one, so that the sum does not depend on where a run ended.
      sum += losses[i]!;
      if (++used < samples) continue;
      for (let layer = 0; layer < this.norms.length; layer++) {
        this.norms[layer]!.push(gradientNorms[layer]! / samples);
        gradientNorms[layer] = 0;
      }
      stopped = this.#endEpoch(sum / samples);
      sum = used = 0;
    }
    this.#sum = sum;
    this.#used = used;
    return stopped;
  }

  #endEpoch(loss: number): Stopped | undefined {
    const { stopAtLoss = -Infinity, patience = Infinity } = this.#rules;
    this.losses.push(loss);
    if (!Number.isFinite(loss)) return "diverged";
    if (loss <= stopAtLoss) return "loss";
    if (loss < this.#best) {
      this.#best = loss;
      this.#bestEpoch = this.losses.length;
    }
    return this.losses.length - this.#bestEpoch >= patience ? "patience" : undefined;
  }
}
