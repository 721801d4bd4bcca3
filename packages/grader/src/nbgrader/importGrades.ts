/** What people have graded in nbgrader's formgrader, back to us. */

import type { Assignment } from "../model/assignment.js";
import type { Gradebook, Place } from "./gradebook.js";
import { readManual, writeManual, type PersonsGrade } from "./manual.js";

export interface Imported {
  /** Cells whose score or comment is new here. */
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
  gradebook: Gradebook,
  replace: boolean,
): Promise<Imported> {
  const theirs = await gradebook.read(assignment.name);
  const grades = new Map(readManual(assignment).map((each) => [keyOf(each), each]));
  let taken = 0;
  const kept: Place[] = [];
  for (const their of theirs) {
    const our = grades.get(keyOf(their));
    const merged: PersonsGrade = {
      ...their,
      score: their.score ?? our?.score ?? null,
      comment: their.comment ?? our?.comment ?? null,
    };
    if (our && isSame(our, merged)) continue;
    if (our && differs(our, merged) && !replace) {
      const { student, notebook, cell } = their;
      kept.push({ student, notebook, cell });
      continue;
    }
    grades.set(keyOf(their), merged);
    taken++;
  }
  if (taken > 0) writeManual(assignment, [...grades.values()]);
  return { taken, kept };
}

const keyOf = ({ student, notebook, cell }: Place): string => JSON.stringify([student, notebook, cell]);

const isSame = (a: PersonsGrade, b: PersonsGrade): boolean => a.score === b.score && a.comment === b.comment;

/** What one of them leaves open is no difference. */
const differs = (our: PersonsGrade, their: PersonsGrade): boolean =>
  (our.score !== null && our.score !== their.score) ||
  (our.comment !== null && our.comment !== their.comment);
