/** The reports that are there after each grading. All follow from the results: the same results, the same bytes. */

import { CourseError } from "../errors.js";
import { writeWhole } from "../files/writeWhole.js";
import type { Assignment } from "../model/assignment.js";
import { gradescopeResults } from "./gradescope.js";
import { gradesHead, gradesRow } from "./grades.js";
import { standingOf, standings } from "./standing.js";
import { summaryPage } from "./summary/page.js";
import { Summarizer, type Summary } from "./summary/summary.js";

/**
 * Write `graded/students/S/results.json`.
 *
 * @throws CourseError
 */
export function writeStudentReports(assignment: Assignment, student: string): void {
  if (assignment.notebooks.includes("results"))
    throw new CourseError(
      `${assignment.source("results")} must have another name: results.json is the file of all results of a student.`,
    );
  const results = gradescopeResults(assignment.name, standingOf(assignment, student));
  writeWhole(assignment.graded("students", student, "results.json"), `${JSON.stringify(results, null, 1)}\n`);
}

/**
 * Write `graded/grades.csv` and `graded/summary.markup`.
 *
 * @throws CourseError
 */
export function writeCourseReports(assignment: Assignment): Summary {
  const summarizer = new Summarizer(assignment);
  const rows = [gradesHead(assignment)];
  for (const standing of standings(assignment)) {
    rows.push(gradesRow(assignment, standing));
    summarizer.add(standing);
  }
  writeWhole(assignment.graded("grades.csv"), rows.join(""));
  const { summary } = summarizer;
  writeWhole(assignment.graded("summary.html"), summaryPage(summary));
  return summary;
}
