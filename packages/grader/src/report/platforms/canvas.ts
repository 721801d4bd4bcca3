/**
 * The table that Canvas's gradebook imports. The assignment is found by its title, and made where it is not there.
 * Source: lib/gradebook_importer.rb of canvas-lms
 */

import type { Assignment } from "../../model/assignment.js";
import { csvLine } from "../csv/write.js";
import type { Standing } from "../standing.js";

const POINTS_POSSIBLE = "Points Possible";

export function canvasHead(assignment: Assignment, points: number): string {
  const title = assignment.settings.title ?? assignment.name;
  const columns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title];
  return csvLine(columns) + csvLine([`    ${POINTS_POSSIBLE}`, "", "", "", "", points]);
}

/** @param grade undefined leaves the grade in Canvas as it is */
export function canvasRow({ student, receipt }: Standing, grade: number | undefined): string {
  const name = receipt?.name ?? student;
  // A student with such a name would change how many points there are.
  const harmless = name.includes(POINTS_POSSIBLE) ? student : name;
  return csvLine([harmless, receipt?.platformId, undefined, student, undefined, grade]);
}
