/** Grade everything that has been handed in, on all processors, and go on where an earlier run has stopped. */

import { createHash } from "node:crypto";
import { readRegularFile } from "../files/readRegularFile.js";
import { LIMITS } from "../handIn/limits.js";
import type { Assignment } from "../model/assignment.js";
import type { NotebookResult } from "../model/result.js";
import { Store } from "./store.js";
import { startThreads, type Thread } from "./threads.js";
import { units, type Unit } from "./units.js";

export interface BatchOptions {
  readonly jobs: number;
  /** Those students alone; all when it is empty. */
  readonly students: readonly string[];
  readonly isUnsafe: boolean;
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

export async function gradeAll(assignment: Assignment, options: BatchOptions): Promise<BatchReport> {
  const { jobs, isUnsafe, signal, onDone } = options;
  const store = new Store(assignment);
  const total = countOf(units(assignment, options.students));
  const left = units(assignment, options.students);
  const counts = { graded: 0, known: 0, notGradable: 0 };
  const problems: (Unit & { why: string })[] = [];
  const threads = startThreads(Math.min(jobs, total), {
    folder: assignment.folder,
    secret: store.secret,
    isUnsafe,
  });
  const sandbox = isUnsafe ? "none" : "bubblewrap";

  const work = async (thread: Thread): Promise<void> => {
    for (let next = left.next(); !next.done && !signal.aborted; next = left.next()) {
      const unit = next.value;
      const file = assignment.submitted(unit.student, `${unit.notebook}.ipynb`);
      const bytes = readRegularFile(file, LIMITS.file) ?? new Uint8Array();
      const key = store.key(unit, bytes, sandbox);
      let result = store.find(key);
      if (result) counts.known++;
      else {
        const found = await gradeOne(thread, unit, bytes, sandbox);
        if (signal.aborted) return;
        if (typeof found === "string") problems.push({ ...unit, why: found });
        else {
          store.keep(key, (result = found));
          counts.graded++;
        }
      }
      if (result) store.give(unit, result);
      if (result?.status === "not gradable") counts.notGradable++;
      onDone({ done: counts.graded + counts.known + problems.length, total });
    }
  };
  const stop = (): void => {
    for (const thread of threads) void thread.end();
  };
  signal.addEventListener("abort", stop);
  try {
    await Promise.all(threads.map(work));
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all(threads.map((thread) => (signal.aborted ? thread.end() : thread.close())));
  }
  return { total, ...counts, problems, isInterrupted: signal.aborted };
}

function countOf(list: Iterator<unknown>): number {
  let count = 0;
  while (!list.next().done) count++;
  return count;
}

/** @returns a sentence when the machine is at fault */
async function gradeOne(
  thread: Thread,
  { notebook, student }: Unit,
  bytes: Uint8Array,
  sandbox: NotebookResult["sandbox"],
): Promise<NotebookResult | string> {
  // A second time with a fresh thread, since a machine can have bad moments, too.
  for (let attempt = 0; attempt < 2; attempt++) {
    const report = await thread.grade({ do: "grade", notebook, file: `${student}/${notebook}.ipynb`, bytes });
    if (report) return "result" in report ? report.result : report.problem;
  }
  return {
    ...{ notebook, sandbox, status: "not gradable" },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    reason: "Its code takes too long to read, twice. Is there a cell with code that no person has written?",
    ...{ findings: [], tasks: [], answers: [] },
  };
}
