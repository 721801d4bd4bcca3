/** What people have graded in nbgrader's formgrader, back to us. */

import { existsSync, readFileSync } from "node:fs";
import { answerId, keepGrades, readGrades, type PersonsGrade } from "../manual/grades.js";
import type { Assignment } from "../model/assignment.js";
import { parseNotebook } from "../notebook/notebook.js";
import type { NbgraderCourse } from "./course.js";
import type { Gradebook, Place } from "./gradebook.js";

export interface Imported {
  /** Cells about which a person has said something new. */
  readonly taken: number;
  /** Where we have another grade of a person, and keep it. */
  readonly kept: readonly Place[];
}

/**
 * The second time changes nothing.
 *
 * @param replace what people have graded here gives way to what they have graded in nbgrader
 * @throws CourseError, MachineError
 */
export async function importGrades(
  assignment: Assignment,
  course: NbgraderCourse,
  gradebook: Pick<Gradebook, "read">,
  replace: boolean,
): Promise<Imported> {
  const grades = readGrades(assignment);
  const changed: PersonsGrade[] = [];
  const kept: Place[] = [];
  for (const { student, notebook, cell, score, comment } of await gradebook.read(assignment.name)) {
    const place = { student, notebook, cell };
    const answer = answerShown(course, assignment, place);
    const our = grades.of(place);
    const their: PersonsGrade = {
      ...place,
      score: score ?? our?.score ?? null,
      comment: comment ?? our?.comment ?? null,
      ...(answer !== undefined && { answer }),
    };
    if (our && isSame(our, their)) continue;
    if (our && contradicts(our, their) && !replace) kept.push(place);
    else changed.push(their);
  }
  if (changed.length > 0) keepGrades(assignment, changed);
  return { taken: changed.length, kept };
}

/** Of the text that formgrader has shown. A test is no text. */
function answerShown(course: NbgraderCourse, { name }: Assignment, place: Place): string | undefined {
  const file = course.autograded(place.student, name, place.notebook);
  if (!existsSync(file)) return undefined;
  const { cells } = parseNotebook(readFileSync(file, "utf8"), file);
  const shown = cells.find(({ metadata: { nbgrader } }) => nbgrader?.grade_id === place.cell);
  return shown?.metadata.nbgrader?.solution ? answerId(shown.source) : undefined;
}

const isSame = (a: PersonsGrade, b: PersonsGrade): boolean =>
  a.score === b.score && a.comment === b.comment && a.answer === b.answer;

/** About the same text, and what one of them leaves open is no difference. */
function contradicts(our: PersonsGrade, their: PersonsGrade): boolean {
  if (our.answer !== undefined && our.answer !== their.answer) return false;
  return (
    (our.score !== null && our.score !== their.score) ||
    (our.comment !== null && our.comment !== their.comment)
  );
}
