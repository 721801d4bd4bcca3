/** What there is of a student: the receipt, the hand-ins, and what grading has found in them. */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readRegularFile } from "../files/readRegularFile.js";
import { LIMITS } from "../handIn/limits.js";
import type { Assignment } from "../model/assignment.js";
import { receipt, type Receipt } from "../model/receipt.js";
import { notebookResult, type NotebookResult } from "../model/result.js";
import { readOurs } from "../files/readOurs.js";

export type Outcome =
  | { readonly state: "not handed in" }
  /** The hand-in is newer than its result, or nobody has graded it yet. */
  | { readonly state: "not graded" }
  | { readonly state: "graded"; readonly bytes: Uint8Array; readonly result: NotebookResult };

/** @throws CourseError for a file of ours that was changed */
export function outcomeOf(assignment: Assignment, student: string, notebook: string): Outcome {
  const file = assignment.submitted(student, `${notebook}.ipynb`);
  if (!existsSync(file)) return { state: "not handed in" };
  const bytes = readRegularFile(file, LIMITS.file) ?? new Uint8Array();
  const result = readOurs(assignment.graded("students", student, `${notebook}.json`), notebookResult);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return result?.sha256 === sha256 ? { state: "graded", bytes, result } : { state: "not graded" };
}

/** Without one, nobody knows when the hand-in came. */
export const receiptOf = (assignment: Assignment, student: string): Receipt | undefined =>
  readOurs(assignment.submitted(student, "receipt.json"), receipt);
