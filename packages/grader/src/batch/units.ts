/** What is to be graded: each notebook of each student below `submitted/`. */

import { existsSync, readdirSync } from "node:fs";
import type { Assignment } from "../model/assignment.js";
import { isStudentId } from "../model/receipt.js";

export interface Unit {
  readonly student: string;
  readonly notebook: string;
}

/** One after the other: a course can have more hand-ins than there is memory for. */
export function* units(assignment: Assignment, only: readonly string[]): Generator<Unit> {
  for (const student of students(assignment)) {
    if (only.length > 0 && !only.includes(student)) continue;
    for (const notebook of assignment.notebooks)
      if (existsSync(assignment.submitted(student, `${notebook}.ipynb`))) yield { student, notebook };
  }
}

/** Those who have handed in, by name. */
export function students(assignment: Assignment): string[] {
  const folder = assignment.submitted();
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isStudentId(entry.name))
    .map(({ name }) => name)
    .sort();
}
