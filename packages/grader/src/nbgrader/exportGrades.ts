/** Our grades into nbgrader's gradebook, and a notebook for each hand-in that its formgrader can show. */

import { readFileSync } from "node:fs";
import { students } from "../batch/units.js";
import { writeWhole } from "../files/writeWhole.js";
import { readMaster } from "../grade/master.js";
import { readHandIn } from "../handIn/read.js";
import { readGrades } from "../manual/grades.js";
import type { Assignment } from "../model/assignment.js";
import { parseNotebook, printNotebook } from "../notebook/notebook.js";
import { studentVersion } from "../notebook/versions.js";
import { checkName, type NbgraderCourse } from "./course.js";
import type { Gradebook, Place } from "./gradebook.js";
import { recordedHandIn, recordedNotebook, type StudentsWork } from "./recorded.js";
import { shownNotebook } from "./shown.js";
import { outcomeOf, receiptOf } from "./studentsWork.js";

export interface Exported {
  readonly students: number;
  /** Where nbgrader's gradebook has another grade of a person, and keeps it. */
  readonly kept: readonly Place[];
  /** They wait for a person there. */
  readonly ungraded: readonly {
    readonly student: string;
    readonly notebook: string;
    readonly why: string;
  }[];
}

/**
 * The second time changes nothing.
 *
 * @param replace what people have graded in nbgrader gives way to what they have graded here
 * @throws CourseError, MachineError
 */
export async function exportGrades(
  assignment: Assignment,
  course: NbgraderCourse,
  gradebook: Gradebook,
  replace: boolean,
): Promise<Exported> {
  checkName(assignment);
  const manual = readGrades(assignment);
  const works = students(assignment).map((student): StudentsWork => ({
    student,
    receipt: receiptOf(assignment, student),
    outcomes: new Map(assignment.notebooks.map((name) => [name, outcomeOf(assignment, student, name)])),
    manual,
  }));
  const released = new Map(
    assignment.notebooks.map((name) => {
      const file = assignment.source(name);
      return [name, studentVersion(parseNotebook(readFileSync(file, "utf8"), file))];
    }),
  );
  const notebooks = [...released].map(([name, notebook]) => recordedNotebook(name, notebook));
  const kept = await gradebook.write({
    assignment: assignment.name,
    due: assignment.settings.due ?? null,
    notebooks,
    handIns: works.map((work) => recordedHandIn(work, notebooks)),
    replace,
  });

  const masters = new Map(assignment.notebooks.map((name) => [name, readMaster(assignment, name)]));
  const ungraded: { student: string; notebook: string; why: string }[] = [];
  for (const { student, outcomes } of works)
    for (const [notebook, outcome] of outcomes) {
      if (outcome.state === "not graded") ungraded.push({ student, notebook, why: "It is not graded yet." });
      if (outcome.state !== "graded") continue;
      const { result, bytes } = outcome;
      if (result.status === "not gradable") ungraded.push({ student, notebook, why: result.reason ?? "" });
      else
        writeWhole(
          course.autograded(student, assignment.name, notebook),
          printNotebook(
            shownNotebook(
              released.get(notebook)!,
              masters.get(notebook)!,
              readHandIn(bytes, notebook),
              result,
            ),
          ),
        );
    }
  return { students: works.length, kept, ungraded };
}
