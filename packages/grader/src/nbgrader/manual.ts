/** What people have said about cells, kept in `graded/manual.json`. */

import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { CourseError } from "../errors.js";
import { writeWhole } from "../files/writeWhole.js";
import type { Assignment } from "../model/assignment.js";

export const personsGrade = z.strictObject({
  student: z.string(),
  notebook: z.string(),
  /** The `grade_id`. */
  cell: z.string(),
  /** Null while there is only a comment. */
  score: z.number().nullable(),
  comment: z.string().nullable(),
});

export type PersonsGrade = z.infer<typeof personsGrade>;

/** @throws CourseError */
export function readManual(assignment: Assignment): PersonsGrade[] {
  const file = assignment.graded("manual.json");
  if (!existsSync(file)) return [];
  const parsed = z.array(personsGrade).safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new CourseError(`${file} does not fit:\n${z.prettifyError(parsed.error)}`);
}

export function writeManual(assignment: Assignment, grades: readonly PersonsGrade[]): void {
  writeWhole(assignment.graded("manual.json"), `${JSON.stringify(grades, null, 1)}\n`);
}
