/** The numbers of a test, drawn from a seed: students see them with one seed and are graded with another. */

import { seededRandom } from "@gradus/core";

export class Numbers {
  readonly #random: () => number;
  #last = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** From a range, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  /**
   * A number that a person can calculate with, never the same twice in a row: one decimal, from 1.2 to 4.8 in size.
   * So it is not 0 or 1, which hide mistakes, and neither are products and sums of two.
   */
  value(): number {
    const size = this.integer(12, 48) / 10;
    if (size === this.#last || Math.abs(size - 2) < 0.15) return this.value();
    this.#last = size;
    return size;
  }

  /** The same with a random sign. */
  signed(): number {
    return this.value() * (this.#random() < 0.5 ? -1 : 1);
  }

  seed(): number {
    return this.integer(1, 1e9);
  }
}
