/** 3-3: what the tasks by hand have in common. */

import { Mismatch, StudentError } from "../errors.js";
import type { Numbers } from "../numbers.js";
import type { Context, Suspicion } from "../task.js";
import { describe, fieldOf, type Held } from "../world/student.js";
import { type Start } from "./sheet.js";

/** Other numbers than the sheet's, of the same size: no sigmoid is flat there, and no factor is 0 or 1. */
export function drawStart(numbers: Numbers): Start {
  const [x1, x2, w1, w2] = [numbers.signed(), numbers.signed(), numbers.signed() / 4, numbers.signed() / 4];
  return { x1, x2, w1, w2, p0: numbers.signed() / 4, y: numbers.value() / 10 };
}

export function wordsOf(start: Start): string {
  const { x1, x2, w1, w2, p0, y } = start;
  return `x = (${x1}, ${x2}), w = (${w1}, ${w2}), p₀ = ${p0}, y = ${y}`;
}

/**
 * A number that the student wrote into an object.
 *
 * @throws StudentError which reads as an open task, as long as nothing is there
 */
export async function written({ student }: Context, object: string, field: string): Promise<Held> {
  const value = await fieldOf(await student.given(object), field);
  if (value === undefined || value === null)
    throw new StudentError("OpenTaskError", `Write ${object}.${field} = … with your number.`);
  return value;
}

/** Compare a number that was calculated by hand. The right one is not told, for it would be the whole answer. */
export function closeByHand(
  { close }: Context,
  what: string,
  got: Held,
  expected: number,
  suspicions: readonly Suspicion[],
): void {
  try {
    close(what, got, expected, suspicions);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const { got: shown, hint = "Calculate this step once more, and mind the signs." } = error;
    throw new Mismatch(what, "another number", shown, hint);
  }
}

/** What a function of the student's answers for these numbers. @throws Mismatch where it is no object */
export async function answer(
  { student, holds }: Context,
  functionName: string,
  start: object,
): Promise<Held> {
  const made = await student.call(functionName, { ...start });
  holds(
    typeof made === "object" && made !== null && !Array.isArray(made),
    `what ${functionName}(…) returns`,
    "an object with a number for each name",
    describe(made),
    made === undefined ? "Return it at the end: return { … };" : "Return an object: return { … };",
  );
  return made;
}
