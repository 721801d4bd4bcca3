/** A notebook and a hand-in as nbgrader's gradebook keeps them. */

import { answerId, type PersonsGrade, type PersonsGrades } from "../manual/grades.js";
import type { Receipt } from "../model/receipt.js";
import { isLocked, type Notebook } from "../notebook/notebook.js";
import type { RecordedHandIn, RecordedNotebook } from "./gradebook.js";
import type { Outcome } from "./studentsWork.js";

/** @param notebook the student version */
export function recordedNotebook(name: string, notebook: Notebook): RecordedNotebook {
  const { kernelspec = {} } = notebook.metadata;
  const cells = notebook.cells.flatMap(({ cell_type: type, source, metadata: { nbgrader } }) => {
    if (!nbgrader) return [];
    const { grade_id: name, grade: isGrade, solution: isSolution, points = 0, checksum = "" } = nbgrader;
    return [{ name, type, source, checksum, locked: isLocked(nbgrader), isGrade, isSolution, points }];
  });
  return { name, kernelspec, cells };
}

export interface StudentsWork {
  readonly student: string;
  readonly receipt: Receipt | undefined;
  /** By the notebook's name. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly manual: PersonsGrades;
}

export function recordedHandIn(
  { student, receipt, outcomes, manual }: StudentsWork,
  notebooks: readonly RecordedNotebook[],
): RecordedHandIn {
  return {
    student,
    // Which part of a name is the last one depends on whom it belongs to.
    about: {
      ...(receipt?.name !== undefined && { last_name: receipt.name }),
      ...(receipt?.email !== undefined && { email: receipt.email }),
    },
    receivedAt: receipt?.receivedAt ?? null,
    notebooks: notebooks.map(({ name, cells }) => {
      const outcome = outcomes.get(name)!;
      const graded = cells.filter(({ isGrade }) => isGrade);
      const points = graded.reduce((sum, cell) => sum + cell.points, 0);
      const said = (cell: string): PersonsGrade | undefined => manual.of({ student, notebook: name, cell });
      return {
        name,
        penalty: (receipt?.penalty ?? 0) * points,
        grades: graded.map(({ name: cell }) => {
          const isStale = isOfAnotherText(outcome, said(cell));
          const score = isStale ? undefined : said(cell)?.score;
          return { cell, auto: autoScore(outcome, cell), manual: score ?? null, isStale };
        }),
        comments: cells
          .filter(({ isSolution }) => isSolution)
          .map(({ name: cell }) => ({
            ...{ cell, auto: autoComment(outcome, cell), manual: said(cell)?.comment ?? null },
          })),
      };
    }),
  };
}

/** A grade belongs to the text that the person has read. */
function isOfAnotherText(outcome: Outcome, said: PersonsGrade | undefined): boolean {
  if (said?.answer === undefined) return false;
  const now = outcome.state === "graded" && outcome.result.answers.find(({ cell }) => cell === said.cell);
  return !now || answerId(now.text) !== said.answer;
}

/** As nbgrader has it: null waits for a person, and what was not written gets nothing. */
function autoScore(outcome: Outcome, cell: string): number | null {
  if (outcome.state === "not handed in") return 0;
  if (outcome.state === "not graded") return null;
  const task = outcome.result.tasks.find((each) => each.cell === cell);
  return task ? task.score : isUnchanged(outcome, cell) ? 0 : null;
}

/** nbgrader's own words. */
function autoComment(outcome: Outcome, cell: string): string | null {
  return outcome.state === "graded" && isUnchanged(outcome, cell) ? "No response." : null;
}

function isUnchanged({ result }: Extract<Outcome, { state: "graded" }>, cell: string): boolean {
  return result.answers.some((each) => each.cell === cell && each.isUnchanged);
}
