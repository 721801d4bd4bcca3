/** Grade everything that has been handed in, and go on where an earlier run has stopped. */

import type { Assignment } from "../model/assignment.js";
import type { Graded } from "./dispatcher.js";
import type { Grading } from "./grading.js";
import { units, type Unit } from "./units.js";

export interface BatchOptions {
  /** Those students alone; all when it is empty. */
  readonly students: readonly string[];
  /** Ends the batch after what is already graded is kept. */
  readonly signal: AbortSignal;
  /** Called after each notebook. */
  readonly onDone: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface BatchReport {
  readonly total: number;
  /** Graded in this run, and known from an earlier one. */
  readonly graded: number;
  readonly known: number;
  readonly notGradable: number;
  /** What could not be graded here and now, and why: not the student's fault. */
  readonly problems: readonly (Unit & { readonly why: string })[];
  readonly isInterrupted: boolean;
}

/** Closes the grading in the end. */
export async function gradeAll(
  assignment: Assignment,
  grading: Grading,
  { students, signal, onDone }: BatchOptions,
): Promise<BatchReport> {
  const total = countOf(units(assignment, students));
  const left = units(assignment, students);
  const counts = { graded: 0, known: 0, notGradable: 0 };
  const problems: (Unit & { why: string })[] = [];

  const take = (unit: Unit, graded: Graded): void => {
    if ("problem" in graded) problems.push({ ...unit, why: graded.problem });
    else {
      counts[graded.isKnown ? "known" : "graded"]++;
      if (graded.result.status === "not gradable") counts.notGradable++;
    }
    onDone({ done: counts.graded + counts.known + problems.length, total });
  };
  const handOn = async (): Promise<void> => {
    for (let next = left.next(); !next.done && !signal.aborted; next = left.next()) {
      const graded = await grading.grade(assignment, next.value);
      if (!signal.aborted || !("problem" in graded)) take(next.value, graded);
    }
  };
  const stop = (): void => {
    void grading.close();
  };
  signal.addEventListener("abort", stop);
  try {
    await Promise.all(Array.from({ length: Math.min(grading.abreast, total) }, handOn));
  } finally {
    signal.removeEventListener("abort", stop);
    await grading.close();
  }
  return { total, ...counts, problems, isInterrupted: signal.aborted };
}

function countOf(list: Iterator<unknown>): number {
  let count = 0;
  while (!list.next().done) count++;
  return count;
}
