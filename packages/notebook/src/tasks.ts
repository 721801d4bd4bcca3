/** Words for a student who has not written a task yet, or whose numbers are off. */

import { formatNumber } from "@gradus/core";
import { OpenTaskError, UnexpectedNumberError } from "./errors.js";

/**
 * Stands where the student's code will stand.
 *
 * @param task the task of the sheet, for example `(a) WeightGate.backward`
 * @param what what to write there, in words
 * @throws OpenTaskError always
 */
export function openTask(task: string, what: string): never {
  throw new OpenTaskError(task, what);
}

/**
 * Compare a number with the expected one and print the result.
 *
 * @param tolerance the largest error that is still rounding, in the number's own unit
 * @throws UnexpectedNumberError when they differ
 */
export function expectClose(what: string, got: number, expected: number, tolerance = 1e-9): void {
  // Written this way round, so that NaN and undefined fail.
  if (!(Math.abs(got - expected) <= tolerance)) throw new UnexpectedNumberError(what, got, expected);
  console.log(`✓ ${what} = ${formatNumber(expected, 6)}`);
}
