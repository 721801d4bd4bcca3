/** What a task of the course is, and how its tests are run against a student's code, wherever that is. */

import { formatNumber } from "@gradus/core";
import { EndlessError, MissingWorkError, Mismatch, StudentError } from "./errors.js";
import { Numbers } from "./numbers.js";
import { errorHint } from "./world/errorHint.js";
import { describe, Student, Thing, type Held } from "./world/student.js";
import type { Value, World } from "./world/world.js";

export interface Task {
  readonly id: string;
  /** As on the sheet, for example `3-4 (b) MultiplyGate`. */
  readonly title: string;
  /** The names of what a student hands over. */
  readonly needs: readonly string[];
  readonly tests: readonly Test[];
}

export interface Test {
  /** What holds if the test passes, as a sentence. */
  readonly name: string;
  readonly points: number;
  readonly run: (context: Context) => Promise<void>;
}

export type Status = "passed" | "failed" | "open";

export interface TestResult {
  readonly name: string;
  readonly points: number;
  readonly status: Status;
  /** What was looked at, with what was expected and what came: where the test failed. */
  readonly what?: string;
  readonly expected?: string;
  readonly got?: string;
  /** What has most likely led to this, and what to do. */
  readonly hint?: string;
  /** The gate that the test was about, in the student's world. */
  readonly subject?: Value;
}

export interface TaskResult {
  readonly task: string;
  readonly title: string;
  readonly tests: readonly TestResult[];
}

/** A wrong number and the mistake that leads to it. */
export type Suspicion = readonly [wrong: number | undefined, hint: string];

export class Context {
  subject: Thing | undefined;
  /** Whether the student's code had to be stopped. */
  isEndless = false;

  constructor(
    readonly student: Student,
    readonly numbers: Numbers,
  ) {}

  /** Name the gate that is tested: where the test fails, it can be shown. */
  readonly about = (gate: Thing): Thing => {
    this.subject = gate;
    return gate;
  };

  /**
   * @param suspicions in the order in which they are considered
   * @throws Mismatch when the numbers differ by more than rounding
   */
  readonly close = (
    what: string,
    got: Held,
    expected: number,
    suspicions: readonly Suspicion[] = [],
  ): void => {
    if (agrees(got, expected)) return;
    const [, hint] =
      suspicions.find(([wrong]) => Object.is(got, wrong) || (wrong !== undefined && agrees(got, wrong))) ??
      [];
    const shown = typeof got === "number" ? formatNumber(got, 6) : describe(got);
    throw new Mismatch(what, formatNumber(expected, 6), shown, hint ?? generalHint(got));
  };

  /** @throws Mismatch where it does not hold */
  readonly holds = (isRight: boolean, what: string, expected: string, got: string, hint?: string): void => {
    if (!isRight) throw new Mismatch(what, expected, got, hint);
  };
}

/** @throws MissingWorkError when nothing was handed over under one of the names */
export async function runTask(task: Task, world: World, seed: number): Promise<TaskResult> {
  const student = new Student(world);
  const given = await Promise.all(task.needs.map((name) => student.given(name)));
  const missing = task.needs.filter((_, i) => given[i] === undefined);
  if (missing.length > 0) throw new MissingWorkError(task.id, missing, task.needs);
  const tests: TestResult[] = [];
  let isEndless = false;
  for (const [i, test] of task.tests.entries()) {
    // Each test has numbers of its own, so that one more test does not change the others.
    const context = new Context(student, new Numbers(seed + 1009 * i));
    // The next test would wait for the same loop again.
    tests.push(isEndless ? notTried(test) : await runTest(test, context));
    isEndless ||= context.isEndless;
  }
  return { task: task.id, title: task.title, tests };
}

async function runTest({ name, points, run }: Test, context: Context): Promise<TestResult> {
  try {
    await run(context);
    return { name, points, status: "passed" };
  } catch (error) {
    context.isEndless = error instanceof EndlessError;
    const subject = context.subject && { subject: context.subject.ref };
    return { name, points, ...failure(error), ...subject };
  }
}

function notTried({ name, points }: Test): TestResult {
  return { name, points, status: "failed", what: "your code", expected: "an end", got: "not tried again" };
}

function failure(error: unknown): Pick<TestResult, "status" | "what" | "expected" | "got" | "hint"> {
  if (error instanceof Mismatch) {
    const { what, expected, got, hint } = error;
    return { status: "failed", what, expected, got, ...(hint !== undefined && { hint }) };
  }
  if (!(error instanceof StudentError)) throw error;
  const { type, said, during } = error;
  if (type === "OpenTaskError") return { status: "open", hint: said };
  const hint = errorHint(error);
  return {
    ...{ status: "failed", what: during, expected: "no error", got: `${type}: ${said}` },
    ...(hint !== undefined && { hint }),
  };
}

function generalHint(got: Held): string | undefined {
  if (got === undefined) return "Nothing was written there.";
  if (typeof got === "number" && Number.isNaN(got))
    return "NaN comes from a value that is missing, from 0 / 0, or from ∞ − ∞.";
  return undefined;
}

/** Up to rounding. Written so that NaN agrees with nothing. */
export function agrees(got: Held, expected: number): boolean {
  if (typeof got !== "number") return false;
  if (got === expected) return true;
  // Every number would be within the tolerance of ∞.
  return Number.isFinite(expected) && Math.abs(got - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}
