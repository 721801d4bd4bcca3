/** The table of an assignment, one row per student: `grades.csv`. */

import type { Assignment } from "../model/assignment.js";
import { csvLine } from "./csv/write.js";
import { outlinesOf } from "./outline.js";
import { rounded } from "./points.js";
import type { NotebookStanding, Standing } from "./standing.js";

export function gradesHead(assignment: Assignment): string {
  const notebooks = outlinesOf(assignment).flatMap(({ notebook }) => [notebook, `${notebook} max`]);
  return csvLine([
    ...["assignment", "student", "name", "email", "score", "max", "penalty", "status", "lateness"],
    ...["waiting answers", "received", ...notebooks],
  ]);
}

/** Without a score where it is not known: nothing is not zero. */
export function gradesRow(assignment: Assignment, standing: Standing): string {
  const { student, receipt, score, points, penalty, status, waiting, notebooks, lateness } = standing;
  const isKnown = status === "graded" || status === "waits for a person";
  return csvLine([
    ...[assignment.name, student, receipt?.name, receipt?.email],
    ...[isKnown ? score : undefined, points, penalty, status, lateness],
    ...[waiting.length, receipt?.receivedAt],
    ...notebooks.flatMap((each) => [pointsIn(each), rounded(each.points)]),
  ]);
}

function pointsIn({ state, earned }: NotebookStanding): number | undefined {
  return state === "graded" || state === "not handed in" ? rounded(earned) : undefined;
}
