/**
 * Has hand-ins graded, one of each student's notebooks at a time: the result of an earlier one must not come last. What is
 * waiting is in the database, so a service that was killed goes on.
 */

import type { Grading } from "../../batch/grading.js";
import type { Graded } from "../../batch/dispatcher.js";
import type { Assignment } from "../../model/assignment.js";
import { writeStudentReports } from "../../report/writeReports.js";
import type { Courses } from "../courses.js";
import type { Submission } from "../data/schema.js";
import type { Submissions } from "../data/submissions.js";

export interface GradingLineOptions {
  readonly grading: Grading;
  readonly submissions: Submissions;
  readonly courses: Courses;
  readonly log: (message: string) => void;
}

/** What students are told. What it was is for the log: it can name files of this machine. */
const FAILED = "The machine that grades has a problem. It tries again by itself; you need not hand in again.";

export class GradingLine {
  readonly #options: GradingLineOptions;
  /** The latest of each student's notebooks. */
  readonly #waiting = new Map<string, Submission>();
  readonly #running = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(options: GradingLineOptions) {
    this.#options = options;
  }

  readonly add = (submission: Submission): void => {
    this.#waiting.set(keyOf(submission), submission);
    this.#goOn();
  };

  /** All that is waiting, also what the machine has failed at. */
  async takeUp(): Promise<void> {
    const { submissions, courses } = this.#options;
    const running = new Set(this.#running.keys());
    for (const each of await submissions.open(courses.names))
      if (!running.has(keyOf(each)) && !this.#waiting.has(keyOf(each))) this.add(each);
  }

  /** What is not graded stays waiting. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#options.grading.close();
    await Promise.all(this.#running.values());
  }

  #goOn(): void {
    for (const [key, submission] of this.#waiting) {
      if (this.#isClosed || this.#running.size >= this.#options.grading.abreast) return;
      if (this.#running.has(key)) continue;
      this.#waiting.delete(key);
      const done = this.#grade(submission).finally(() => {
        this.#running.delete(key);
        this.#goOn();
      });
      this.#running.set(key, done);
    }
  }

  async #grade(submission: Submission): Promise<void> {
    const { student, notebook, assignment: name, sha256 } = submission;
    try {
      const { assignment } = this.#options.courses.get(name)!;
      const graded = await this.#options.grading.grade(assignment, { student, notebook });
      // Another file has come in between, and will be written down next.
      if ("result" in graded && graded.result.sha256 !== sha256) return;
      // An interrupt is no failure.
      if ("problem" in graded && this.#isClosed) return;
      if ("result" in graded) this.#report(submission, assignment);
      await this.#settle(submission, graded);
    } catch (error) {
      const problem = (error as Error).message;
      await this.#settle(submission, { problem }).catch((worse: unknown) => {
        this.#options.log(`failed ${wordsOf(submission)}: ${(worse as Error).message}`);
      });
    }
  }

  /** What cannot be reported is graded all the same. */
  #report(submission: Submission, assignment: Assignment): void {
    try {
      writeStudentReports(assignment, submission.student);
    } catch (error) {
      this.#options.log(`no report ${wordsOf(submission)}: ${(error as Error).message}`);
    }
  }

  async #settle(submission: Submission, graded: Graded): Promise<void> {
    const { submissions, log } = this.#options;
    if ("problem" in graded) {
      await submissions.settle(submission.seq, { status: "not graded", reason: FAILED });
      log(`failed ${wordsOf(submission)}: ${graded.problem}`);
    } else {
      const { status, reason } = graded.result;
      await submissions.settle(submission.seq, { status, reason, result: JSON.stringify(graded.result) });
      log(`${status} ${wordsOf(submission)}`);
    }
  }
}

const keyOf = ({ student, assignment, notebook }: Submission): string =>
  `${assignment}/${student}/${notebook}`;

export const wordsOf = ({ student, assignment, notebook, sha256 }: Submission): string =>
  `${student} ${assignment} ${notebook} ${sha256.slice(0, 12)}`;
