/** The exclusive or: the smallest data set that no straight line separates. */

import type { Sample } from "./sample.js";

/**
 * The four points 00, 01, 10, 11, in this order.
 *
 * Source: exercise 3-4 (f) of the sheet.
 */
export function xor(): readonly Sample[] {
  return [
    { x: [0, 0], y: [0] },
    { x: [0, 1], y: [1] },
    { x: [1, 0], y: [1] },
    { x: [1, 1], y: [0] },
  ];
}
