/** Write the page of a student, `graded/students/S/feedback.markup`. */

import { writeWhole } from "../files/writeWhole.js";
import type { Assignment } from "../model/assignment.js";
import type { Draughtsman } from "./drawing/draughtsman.js";
import { feedbackPage } from "./feedback/page.js";
import { standingOf, type Standing } from "./standing.js";

/** @throws CourseError */
export async function writeFeedback(
  assignment: Assignment,
  student: string,
  draughtsman: Draughtsman,
): Promise<Standing> {
  const standing = standingOf(assignment, student);
  const page = await feedbackPage(assignment, standing, draughtsman);
  writeWhole(assignment.graded("students", student, "feedback.html"), page);
  return standing;
}
