/** What a job comes to: takes the hand-in out of the store, has a thread grade it, and lays the result into the store. */

import { createHash } from "node:crypto";
import type { Blobs } from "../blobs/blobs.js";
import { MachineError } from "../errors.js";
import type { NotebookResult } from "../model/result.js";
import type { Job, Work } from "../queue/queue.js";
import { unpackCourse, type Course } from "./course.js";
import { printResult } from "./store.js";
import { startThreads, type Thread } from "./threads.js";

/** Of an assignment's notebooks, or those of a few. */
const KNOWN_COURSES = 50;

export interface WorkplaceOptions {
  readonly jobs: number;
  readonly isUnsafe: boolean;
  /** Called when a result differs from the one that is there, which must not be. */
  readonly onDifference?: (key: string) => void;
}

export class Workplace {
  readonly #blobs: Blobs;
  readonly #options: WorkplaceOptions;
  readonly #threads: readonly Thread[];
  readonly #idle: Thread[];
  readonly #courses = new Map<string, Course>();
  #isEnded = false;

  constructor(blobs: Blobs, options: WorkplaceOptions) {
    this.#blobs = blobs;
    this.#options = options;
    this.#threads = startThreads(options.jobs, { isUnsafe: options.isUnsafe });
    this.#idle = [...this.#threads];
  }

  /** How many jobs it can do at a time. */
  get jobs(): number {
    return this.#threads.length;
  }

  readonly work: Work = async (job) => {
    // It came a second time: a worker was taken for dead, or a queue has lost what it knew.
    if (await this.#blobs.get("results", job.key)) return;
    const course = await this.#courseOf(job);
    const bytes = await this.#blobs.get("handins", job.key);
    if (!bytes) {
      if (await this.#blobs.get("results", job.key)) return;
      throw new MachineError("The store does not have the hand-in. Do all workers use the same store?");
    }
    const result = await this.#grade(course, bytes);
    const outcome = await this.#blobs.put("results", job.key, Buffer.from(printResult(result)));
    if (outcome === "different") this.#options.onDifference?.(job.key);
  };

  /** When it has nothing to do. */
  async close(): Promise<void> {
    this.#isEnded = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  /** At once. What is being graded fails. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  async #courseOf({ course: key }: Job): Promise<Course> {
    const there = this.#courses.get(key);
    if (there) return there;
    const bytes = await this.#blobs.get("courses", key);
    if (!bytes)
      throw new MachineError(
        "The store does not have the notebook's source. Do all workers use the same store?",
      );
    if (this.#courses.size === KNOWN_COURSES) this.#courses.clear();
    const course = unpackCourse(bytes);
    this.#courses.set(key, course);
    return course;
  }

  /** @throws MachineError */
  async #grade(course: Course, bytes: Uint8Array): Promise<NotebookResult> {
    const thread = this.#idle.pop()!;
    try {
      // A second time with a fresh thread, since a machine can have bad moments, too.
      for (let attempt = 0; attempt < 2; attempt++) {
        if (this.#isEnded) throw new MachineError("Interrupted.");
        const report = await thread.grade({ do: "grade", course, bytes });
        if (!report) continue;
        if ("problem" in report) throw new MachineError(report.problem);
        return report.result;
      }
    } finally {
      this.#idle.push(thread);
    }
    if (this.#isEnded) throw new MachineError("Interrupted.");
    return {
      ...{ notebook: course.notebook, sandbox: this.#options.isUnsafe ? "none" : "bubblewrap" },
      ...{ sha256: createHash("sha256").update(bytes).digest("hex"), status: "not gradable" },
      reason: "Its code takes too long to read, twice. Is there a cell with code that no person has written?",
      ...{ findings: [], tasks: [], answers: [] },
    };
  }
}
