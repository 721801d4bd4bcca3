/** Comparison of floating point numbers. */

import assert from "node:assert/strict";

/** Equal up to a relative error, and to an absolute one near zero. */
export function assertClose(actual: number, expected: number, tolerance = 1e-12, what = "value"): void {
  const error = Math.abs(actual - expected);
  assert.ok(
    error <= tolerance * Math.max(1, Math.abs(expected)),
    `${what}: got ${actual}, expected ${expected}`,
  );
}
