/** Which sample comes next: all of them once, then all of them again. */

import { shuffle } from "../random/shuffle.js";

export class SampleOrder {
  readonly #epoch: Int32Array;
  readonly #random: (() => number) | undefined;
  #used: number;

  /** @param random gives every epoch an order of its own; without it all have the order of the data */
  constructor(samples: number, random: (() => number) | undefined) {
    this.#epoch = Int32Array.from({ length: samples }, (_, i) => i);
    this.#random = random;
    this.#used = samples;
  }

  /** How many samples of the epoch are still to come. */
  get left(): number {
    const { length } = this.#epoch;
    return this.#used === length ? length : length - this.#used;
  }

  /** Write the numbers of the next samples. */
  next(into: Int32Array, count: number): void {
    const epoch = this.#epoch;
    let used = this.#used;
    for (let i = 0; i < count; i++) {
      if (used === epoch.length) {
        if (this.#random) shuffle(epoch, this.#random);
        used = 0;
      }
      into[i] = epoch[used++]!;
    }
    this.#used = used;
  }
}
