/** Two half circles that reach into one another: a border that is curved, but open. */

import type { Sample } from "./sample.js";
import { twoClasses, type PointOptions } from "./twoClasses.js";

/**
 * Class 0 lies on the upper half of the circle of radius 1 around (0, 0), class 1 on the lower half of the circle
 * of radius 1 around (1, ½).
 *
 * Source: the shape is that of scikit-learn's `make_moons`.
 *
 * @param count the number of samples, half of them in each class
 * @throws InvalidOptionError
 */
export function moons(count: number, options: PointOptions = {}): readonly Sample[] {
  return twoClasses("moons", count, options, [
    (i, n) => [Math.cos(angle(i, n)), Math.sin(angle(i, n))],
    (i, n) => [1 - Math.cos(angle(i, n)), 0.5 - Math.sin(angle(i, n))],
  ]);
}

/** From 0 for the first point to π for the last one. */
function angle(i: number, count: number): number {
  return (Math.PI * i) / Math.max(1, count - 1);
}
