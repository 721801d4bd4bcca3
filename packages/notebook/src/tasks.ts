/** Words for a student who has not written a task yet, or whose numbers are off. */

import { formatNumber } from "@gradus/core";

/** An error that is all words: no stack of files that the student has never seen. */
abstract class PlainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
    this.stack = message;
  }
}

/** A task of the notebook still waits for its solution. */
export class OpenTaskError extends PlainError {}

/** A number differs from the one of the sheet. */
export class UnexpectedNumberError extends PlainError {}

/**
 * Stands where the student's code will stand.
 *
 * @param task the task of the sheet, for example `(a) WeightGate.backward`
 * @param what what to write there, in words
 * @throws OpenTaskError always
 */
export function openTask(task: string, what: string): never {
  throw new OpenTaskError(`Task ${task} is still open. What to write: ${what}`);
}

/**
 * Compare a number with the expected one and print the result.
 *
 * @param tolerance the largest error that is still rounding, in the number's own unit
 * @throws UnexpectedNumberError when they differ
 */
export function expectClose(what: string, got: number, expected: number, tolerance = 1e-9): void {
  // Written this way round, so that NaN and undefined fail.
  if (!(Math.abs(got - expected) <= tolerance)) {
    const shown = typeof got === "number" ? formatNumber(got, 6) : String(got);
    throw new UnexpectedNumberError(`✗ ${what} is ${shown}, expected ${formatNumber(expected, 6)}.`);
  }
  console.log(`✓ ${what} = ${formatNumber(expected, 6)}`);
}
