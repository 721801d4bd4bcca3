/** Points along two curves of the plane, one curve for each class: what circles, moons and spirals share. */

import { InvalidOptionError } from "../errors.js";
import { gaussian } from "../random/gaussian.js";
import { seededRandom } from "../random/seededRandom.js";
import { shuffle } from "../random/shuffle.js";
import type { Sample } from "./sample.js";

export interface PointOptions {
  /** The standard deviation of the normal noise on both coordinates. Default 0: the points lie on the curves. */
  readonly noise?: number;
  /** An integer that stands for the noise and the order: the same seed gives the same samples. Default 0. */
  readonly seed?: number;
}

/** The point `i`, from 0, of `count` points on the curve. */
export type Curve = (i: number, count: number) => readonly [number, number];

/**
 * Half of the points on each curve, in random order. Of an odd number, class 1 gets one more.
 *
 * Two random numbers are drawn for each coordinate, class 0 first, then those of the order; as many without noise,
 * so that the same seed gives the same points in the same order at every level of noise.
 *
 * @param where the function that was called, for its errors
 * @throws InvalidOptionError
 */
export function twoClasses(
  where: string,
  count: number,
  { noise = 0, seed = 0 }: PointOptions,
  curves: readonly [Curve, Curve],
): readonly Sample[] {
  const ensure = (holds: boolean, option: string, got: unknown, expected: string) => {
    if (!holds) throw new InvalidOptionError(where, option, got, expected);
  };
  const isCount = Number.isSafeInteger(count) && count >= 2;
  ensure(
    isCount,
    "count",
    count,
    `a whole number of at least 2, a point for each class, such as ${where}(200)`,
  );
  ensure(Number.isFinite(noise) && noise >= 0, "noise", noise, "a number of at least 0, such as noise: 0.1");
  ensure(Number.isSafeInteger(seed), "seed", seed, "a whole number, such as seed: 1");

  const random = seededRandom(seed);
  const sizes = [Math.floor(count / 2), Math.ceil(count / 2)];
  const samples = curves.flatMap((curve, label) =>
    Array.from({ length: sizes[label]! }, (_, i): Sample => {
      const point = curve(i, sizes[label]!);
      return { x: point.map((coordinate) => coordinate + noise * gaussian(random)), y: [label] };
    }),
  );
  const order = Int32Array.from(samples, (_, i) => i);
  shuffle(order, random);
  return Array.from(order, (i) => samples[i]!);
}
