/** What an instructor wants to know of all students together. */

import type { Assignment } from "../../model/assignment.js";
import { outlinesOf } from "../outline.js";
import { rounded, sumOf } from "../points.js";
import type { Standing, Status } from "../standing.js";

export interface Summary {
  readonly assignment: string;
  readonly points: number;
  readonly students: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  /** How many students reached which tenth of the points, of those whose score is known; the last one has all of it. */
  readonly histogram: readonly number[];
  /** Undefined while no score is known. */
  readonly mean: number | undefined;
  readonly median: number | undefined;
  readonly tests: readonly TestCount[];
  readonly notGradable: readonly { student: string; notebook: string; reason: string }[];
  readonly waiting: { readonly answers: number; readonly students: number };
  readonly late: readonly { student: string; lateness: string; penalty: number }[];
  readonly notHandedIn: readonly { notebook: string; students: number }[];
}

/** A test, the most failed one first. */
export interface TestCount {
  readonly notebook: string;
  readonly task: string;
  readonly test: string;
  readonly failed: number;
  /** Nobody has tried them. */
  readonly open: number;
  readonly of: number;
}

const BINS = 10;
const MOST_TESTS = 10;

/** Takes one student after the other, and keeps of each no more than a few numbers. */
export class Summarizer {
  readonly #assignment: Assignment;
  readonly #byStatus = { graded: 0, "waits for a person": 0, "not graded": 0, "not gradable": 0 };
  /** Of all points, from 0 to 1, with the score. */
  readonly #scores: { share: number; score: number }[] = [];
  readonly #tests = new Map<string, { -readonly [K in keyof TestCount]: TestCount[K] }>();
  readonly #notGradable: { student: string; notebook: string; reason: string }[] = [];
  readonly #waiting = { answers: 0, students: 0 };
  readonly #late: { student: string; lateness: string; penalty: number }[] = [];
  readonly #missing = new Map<string, number>();

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
  }

  add(standing: Standing): void {
    const { student, status, score, points, waiting, lateness, penalty, notebooks } = standing;
    this.#byStatus[status]++;
    if (status === "graded" || status === "waits for a person")
      this.#scores.push({ share: points === 0 ? 0 : score / points, score });
    if (waiting.length > 0) this.#waiting.students++;
    this.#waiting.answers += waiting.length;
    if (lateness !== undefined) this.#late.push({ student, lateness, penalty });
    for (const { outline, state, result, tasks } of notebooks) {
      const { notebook } = outline;
      if (state === "not handed in") this.#missing.set(notebook, (this.#missing.get(notebook) ?? 0) + 1);
      if (state === "not gradable")
        this.#notGradable.push({ student, notebook, reason: result?.reason ?? "" });
      for (const { task } of tasks)
        for (const test of task.tests) this.#count(notebook, task.title, test.name, test.status);
    }
  }

  #count(notebook: string, task: string, test: string, status: "passed" | "failed" | "open"): void {
    const key = JSON.stringify([notebook, task, test]);
    const found = this.#tests.get(key) ?? { notebook, task, test, failed: 0, open: 0, of: 0 };
    found.of++;
    if (status !== "passed") found[status]++;
    this.#tests.set(key, found);
  }

  get summary(): Summary {
    const outlines = outlinesOf(this.#assignment);
    const histogram = new Array<number>(BINS).fill(0);
    // Full points belong to the last tenth.
    for (const { share } of this.#scores) histogram[Math.min(BINS - 1, Math.floor(share * BINS))]!++;
    const scores = this.#scores.map(({ score }) => score).sort((a, b) => a - b);
    const tests = [...this.#tests.values()].filter(({ failed }) => failed > 0);
    return {
      assignment: this.#assignment.settings.title ?? this.#assignment.name,
      points: rounded(sumOf(outlines.map(({ points }) => points))),
      students: Object.values(this.#byStatus).reduce((sum, each) => sum + each, 0),
      byStatus: this.#byStatus,
      histogram,
      mean: scores.length > 0 ? rounded(sumOf(scores) / scores.length) : undefined,
      median: medianOf(scores),
      tests: tests.sort((a, b) => b.failed / b.of - a.failed / a.of || b.of - a.of).slice(0, MOST_TESTS),
      notGradable: this.#notGradable,
      waiting: this.#waiting,
      late: this.#late,
      notHandedIn: outlines.flatMap(({ notebook }) => {
        const students = this.#missing.get(notebook) ?? 0;
        return students > 0 ? [{ notebook, students }] : [];
      }),
    };
  }
}

function medianOf(sorted: readonly number[]): number | undefined {
  if (sorted.length === 0) return undefined;
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return rounded((sorted[low]! + sorted[high]!) / 2);
}
