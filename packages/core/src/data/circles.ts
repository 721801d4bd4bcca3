/** Two circles around one centre: a border that is closed. */

import { InvalidOptionError } from "../errors.js";
import type { Sample } from "./sample.js";
import { twoClasses, type Curve, type PointOptions } from "./twoClasses.js";

export interface CirclesOptions extends PointOptions {
  /** The radius of the inner circle, from 0 to below 1. Default 0.8. */
  readonly factor?: number;
}

/**
 * Class 0 lies on the circle of radius 1 around (0, 0), class 1 on the circle of radius `factor` inside of it.
 *
 * Source: the shape is that of scikit-learn's `make_circles`.
 *
 * @param count the number of samples, half of them in each class
 * @throws InvalidOptionError
 */
export function circles(count: number, { factor = 0.8, ...options }: CirclesOptions = {}): readonly Sample[] {
  if (!(factor >= 0 && factor < 1)) {
    const expected = "a number from 0 to below 1, such as factor: 0.5";
    throw new InvalidOptionError("circles", "factor", factor, expected);
  }
  return twoClasses("circles", count, options, [circle(1), circle(factor)]);
}

function circle(radius: number): Curve {
  return (i, count) => {
    const angle = (2 * Math.PI * i) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
}
