/**
 * The grading worksheet of a Moodle assignment: what "Download grading worksheet" gives and "Upload grading worksheet"
 * takes. The gradebook's import (Grades → Import → CSV file) takes it, too, with "Email address" mapped to the same.
 * Source: mod/assign/feedback/offline/importgradeslib.php of Moodle
 */

import { csvLine } from "../csv/write.js";
import { outputOf } from "../gradescope.js";
import { escapeHtml } from "../html/html.js";
import type { Standing } from "../standing.js";

export const moodleHead = csvLine([
  ...["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"],
  // Moodle wants the column. Empty, it replaces no grade that somebody has given in Moodle since.
  ...["Last modified (grade)", "Feedback comments"],
]);

/** @param grade undefined leaves the grade in Moodle as it is */
export function moodleRow(standing: Standing, grade: number | undefined): string {
  const { receipt, student, points } = standing;
  const id = receipt?.platformId;
  return csvLine([
    ...[id === undefined ? undefined : `Participant ${id}`, receipt?.name ?? student, receipt?.email],
    ...[standing.status, grade, points, undefined],
    // Moodle reads comments as HTML.
    grade === undefined ? undefined : escapeHtml(outputOf(standing)).replaceAll("\n", "<br>"),
  ]);
}
