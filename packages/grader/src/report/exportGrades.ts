/** The grades of an assignment in the form that another program imports. */

import type { Assignment } from "../model/assignment.js";
import { gradesHead, gradesRow } from "./grades.js";
import { outlinesOf } from "./outline.js";
import { canvasHead, canvasRow } from "./platforms/canvas.js";
import { moodleHead, moodleRow } from "./platforms/moodle.js";
import { rounded, sumOf } from "./points.js";
import { standings, type Standing, type Status } from "./standing.js";

export const FORMATS = ["csv", "moodle", "canvas"] as const;
export type Format = (typeof FORMATS)[number];

export interface ExportedGrades {
  readonly text: string;
  readonly students: number;
  /** Those whose score is not final. A gradebook would take what there is so far for their grade. */
  readonly left: readonly { readonly student: string; readonly status: Status }[];
}

/** @param withPreliminary also what there is so far of those who wait for a person goes to a platform */
export function exportGrades(
  assignment: Assignment,
  format: Format,
  withPreliminary: boolean,
): ExportedGrades {
  const lines = [headOf(assignment, format)];
  const left: { student: string; status: Status }[] = [];
  for (const standing of standings(assignment)) {
    const { student, status, score } = standing;
    const isFinal = status === "graded";
    if (!isFinal) left.push({ student, status });
    const isShown = isFinal || (withPreliminary && status === "waits for a person");
    lines.push(rowOf(assignment, format, standing, isShown ? score : undefined));
  }
  return { text: lines.join(""), students: lines.length - 1, left };
}

function headOf(assignment: Assignment, format: Format): string {
  const points = rounded(sumOf(outlinesOf(assignment).map((each) => each.points)));
  if (format === "csv") return gradesHead(assignment);
  return format === "moodle" ? moodleHead : canvasHead(assignment, points);
}

function rowOf(
  assignment: Assignment,
  format: Format,
  standing: Standing,
  grade: number | undefined,
): string {
  if (format === "csv") return gradesRow(assignment, standing);
  return format === "moodle" ? moodleRow(standing, grade) : canvasRow(standing, grade);
}
