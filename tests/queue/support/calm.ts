/**
 * What one machine without a queue makes of hand-ins. All rooms have one secret, from which the numbers of the tests
 * follow, so that a hand-in which several of them have is graded once for all.
 */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gradus } from "../../grading/gradus.js";
import { ScratchCourse } from "../../grading/scratchCourse.js";

const secret = randomBytes(32).toString("hex");
let calm: ScratchCourse | undefined;

export function courseWithSecret(): ScratchCourse {
  const course = new ScratchCourse();
  mkdirSync(join(course.folder, "graded"));
  writeFileSync(join(course.folder, "graded/secret"), secret, { mode: 0o600 });
  return course;
}

/** @returns by `student/notebook.json`, as `ScratchCourse` has them */
export async function calmResults(submitted: string): Promise<Map<string, string>> {
  const course = (calm ??= removedAtEnd(courseWithSecret()));
  cpSync(submitted, join(course.folder, "submitted"), { recursive: true });
  const { code, stderr } = await gradus("grade", course.folder);
  assert.equal(code, 0, stderr);
  const students = readdirSync(submitted);
  return new Map([...course.results()].filter(([file]) => students.includes(dirname(file))));
}

function removedAtEnd(course: ScratchCourse): ScratchCourse {
  process.once("exit", () => {
    course.remove();
  });
  return course;
}
