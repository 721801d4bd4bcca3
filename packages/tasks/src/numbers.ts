/** The numbers of a test, drawn from a seed: students see them with one seed and are graded with another. */

import { seededRandom } from "@gradus/core";

/**
 * Sizes that a person can calculate with. They are primes in tenths, so that no product of some of them is that of
 * others, and none is 0, 1 or 2, where a wrong formula may give the right number (2 + 2 = 2 · 2).
 */
const SIZES = [1.3, 1.7, 1.9, 2.3, 2.9, 3.1, 3.7, 4.1, 4.3, 4.7];

export class Numbers {
  readonly #random: () => number;
  #left: number[] = [];

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** From a range, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  /** One decimal, from 1.3 to 4.7. Ten in a row are all different, so that nobody can confuse them unnoticed. */
  value(): number {
    if (this.#left.length === 0) this.#left = [...SIZES];
    return this.#left.splice(this.integer(0, this.#left.length - 1), 1)[0]!;
  }

  /** The same with a random sign. */
  signed(): number {
    return this.value() * (this.#random() < 0.5 ? -1 : 1);
  }

  seed(): number {
    return this.integer(1, 1e9);
  }
}
