/** Grades as a test wants it: it gives a result, holds it back, or fails. */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Graded } from "../../src/batch/dispatcher.js";
import type { Grading } from "../../src/batch/grading.js";
import type { Unit } from "../../src/batch/units.js";
import type { Assignment } from "../../src/model/assignment.js";
import type { NotebookResult } from "../../src/model/result.js";
import type { QueueCounts } from "../../src/queue/status.js";
import { failed, passed, task } from "../report/scratch.js";

export class FakeGrading implements Grading {
  readonly abreast = 4;
  /** What it was asked for, as `student/notebook`. */
  readonly asked: string[] = [];
  isFailing = false;
  /** Of its queue, where it has one. */
  counts?: () => Promise<QueueCounts>;
  /** Part of each result. */
  result: Partial<NotebookResult> = {};
  most = 0;
  isClosed = false;
  #running = 0;
  #isHeld = false;
  readonly #held: (() => void)[] = [];

  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    for (const go of this.#held.splice(0)) go();
  }

  async grade(assignment: Assignment, { student, notebook }: Unit): Promise<Graded> {
    this.asked.push(`${student}/${notebook}`);
    this.most = Math.max(this.most, ++this.#running);
    const file = assignment.submitted(student, `${notebook}.ipynb`);
    const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
    if (this.#isHeld) await new Promise<void>((resolve) => this.#held.push(resolve));
    this.#running--;
    if (this.isClosed) return { problem: "Interrupted." };
    if (this.isFailing) return { problem: "ENOSPC, write '/srv/secret/place'" };
    const result: NotebookResult = {
      ...{ notebook, sha256, status: "graded", sandbox: "bubblewrap" },
      ...{ findings: [{ kind: "extra cell", text: "A cell of your own." }], answers: [] },
      tasks: [{ ...task, tests: [passed, failed] }],
      ...this.result,
    };
    const to = assignment.graded("students", student, `${notebook}.json`);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, JSON.stringify(result));
    return { result, isKnown: false };
  }

  close(): Promise<void> {
    this.isClosed = true;
    this.release();
    return Promise.resolve();
  }
}
