/** Two spirals wound into one another: hard for a small network. */

import type { Sample } from "./sample.js";
import { twoClasses, type Curve, type PointOptions } from "./twoClasses.js";

const RADIUS = 5;
const TURNS = 1.75;

/**
 * Each class lies on a spiral that goes out from (0, 0) to radius 5 in 1¾ turns; class 1 is class 0 turned by π.
 * On the way out from the centre, the distance grows as the angle does.
 *
 * Source: the shape is that of TensorFlow Playground's spiral. Two things differ: the noise is normal, as in the
 * other data sets, and the first point lies one step off the centre, where one point would be in both classes.
 *
 * @param count the number of samples, half of them in each class
 * @throws InvalidOptionError
 */
export function spirals(count: number, options: PointOptions = {}): readonly Sample[] {
  return twoClasses("spirals", count, options, [spiral(0), spiral(Math.PI)]);
}

/** @param start the angle at the centre, clockwise from the second axis */
function spiral(start: number): Curve {
  return (i, count) => {
    const way = (i + 1) / count;
    const angle = start + 2 * Math.PI * TURNS * way;
    return [RADIUS * way * Math.sin(angle), RADIUS * way * Math.cos(angle)];
  };
}
