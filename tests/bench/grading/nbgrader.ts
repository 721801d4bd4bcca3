/** How long the real nbgrader takes for a hand-in: the solutions of exercise 3-4, in the kernel of `npm start`. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNotebook, printNotebook } from "../../../packages/grader/src/notebook/notebook.js";
import { gradus } from "../../grading/gradus.js";
import { ASSIGNMENT, gradebook, makePlace, nbgrader, write } from "../../grading/nbgrader/course.js";
import { exercise } from "../../support/python.js";

const EXERCISE = "3-4-computational-graphs";
const HAND_INS = 3;

/** Seconds for one more hand-in, without the start of the command. */
export async function nbgraderSeconds(): Promise<number> {
  const text = (version: string): string =>
    readFileSync(join(exercise, version, `${EXERCISE}.ipynb`), "utf8");
  const place = makePlace({ [EXERCISE]: parseNotebook(text("source"), EXERCISE) });
  const { assignment, course } = place;
  try {
    assert.equal((await gradus("nbgrader", "setup", assignment, "--course", course)).code, 0);
    assert.equal((await nbgrader(course, "generate_assignment", ASSIGNMENT)).code, 0);
    const solution = printNotebook(parseNotebook(text("solution"), EXERCISE));
    const students = Array.from({ length: 1 + HAND_INS }, (_, i) => `student-${i}`);
    const handIn = (student: string): void => {
      write(join(course, "submitted", student, ASSIGNMENT, `${EXERCISE}.ipynb`), solution);
    };
    // What is graded already is skipped, so the second time is about the others.
    handIn(students[0]!);
    const one = await autograde(course);
    students.slice(1).forEach(handIn);
    const others = await autograde(course);
    for (const { grades } of Object.values(await gradebook(course)))
      for (const [score] of Object.values(grades)) assert(score! > 0, "a right solution gets its points");
    return (others - one) / (HAND_INS - 1);
  } finally {
    place.remove();
  }
}

async function autograde(course: string): Promise<number> {
  const begin = performance.now();
  const { code, said } = await nbgrader(course, "autograde", ASSIGNMENT);
  assert.equal(code, 0, said);
  return (performance.now() - begin) / 1000;
}
