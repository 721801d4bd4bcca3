/** Keep what a person has said, and bring the reports of those students up to date. */

import type { Assignment } from "../model/assignment.js";
import { writeStudentReports } from "../report/writeReports.js";
import { keepGrades, type PersonsGrade } from "./grades.js";

export function take(assignment: Assignment, grades: readonly PersonsGrade[]): void {
  if (grades.length === 0) return;
  keepGrades(assignment, grades);
  for (const student of new Set(grades.map((each) => each.student))) writeStudentReports(assignment, student);
}
