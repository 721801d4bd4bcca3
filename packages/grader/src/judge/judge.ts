/** Run the tests of every task against a hand-in, and decide. Nothing here runs in the process of the student's code. */

import {
  EndlessError,
  MissingWorkError,
  runTask,
  StudentError,
  type TaskResult,
  type TestResult,
} from "@gradus/tasks";
import type { Matched, TestPlace } from "../handIn/match.js";
import type { Finding, GradedTask, GradedTest } from "../model/result.js";
import type { Program } from "../program/program.js";
import type { Running } from "../sandbox/launcher.js";
import { LIMITS, type Times } from "../sandbox/limits.js";
import type { Provider } from "../wire/messages.js";
import { drawingFrom } from "./drawing.js";
import { EndedError } from "./errors.js";
import { RemoteWorld, type RemoteRunner } from "./remoteRunner.js";
import { Session } from "./session.js";

/** The numbers that the check in the notebook shows. */
const VISIBLE_SEED = 1;

const ONLY_VISIBLE =
  "It holds with the numbers of the check in the notebook, but not with others. " +
  "Is a number written down that should be calculated?";

type Given = Readonly<Record<string, Provider>>;

export interface Verdict {
  readonly tasks: readonly GradedTask[];
  readonly findings: readonly Finding[];
}

/**
 * @param start starts a runner
 * @param seedOf the seed of a task's hidden numbers
 * @throws MachineError when something else than the student's code failed
 */
export async function judge(
  matched: Matched,
  program: Program,
  start: () => Running,
  seedOf: (task: string) => number,
  times: Times = LIMITS,
): Promise<Verdict> {
  const hidden = new Session(program, start, times);
  // Processes that have never seen a hidden number, nor been there at the same time as one that has: what they say can be
  // shown.
  const visible = new Session(program, start, times);
  try {
    const results: (TaskResult | string)[] = [];
    for (const [i, place] of matched.tests.entries())
      results.push(await attempt(place, program.given[i]!, hidden, seedOf(place.cell.task.id)));
    await hidden.close();

    const tasks: GradedTask[] = [];
    for (const [i, place] of matched.tests.entries()) {
      const result = results[i]!;
      const isFine = typeof result === "string" || result.tests.every(({ status }) => status === "passed");
      const shown = isFine ? undefined : await attempt(place, program.given[i]!, visible, VISIBLE_SEED);
      const drawing = shown && typeof shown !== "string" ? await draw(shown, visible) : undefined;
      const isOpen = isUnanswered(place, program.given[i]!, matched, program);
      tasks.push(gradedTask(place.cell, isOpen, result, shown, drawing));
    }
    return { tasks, findings: findingsOf(program, matched, hidden) };
  } finally {
    await Promise.all([hidden.close(), visible.close()]);
  }
}

/** @returns a sentence when not a single test could be run */
async function attempt(
  { cell: { task, work } }: TestPlace,
  given: Given,
  session: Session,
  seed: number,
): Promise<TaskResult | string> {
  let runner: RemoteRunner;
  try {
    runner = await session.runner();
    await runner.request({ do: "hand over", given });
  } catch (error) {
    return howItEnded(error);
  }
  try {
    return await runTask(task, new RemoteWorld(runner), seed);
  } catch (error) {
    return error instanceof MissingWorkError ? missing(error, work) : howItEnded(error);
  }
}

/** In words of ours: those of the student's code could tell hidden numbers. */
function howItEnded(error: unknown): string {
  if (error instanceof EndedError || error instanceof EndlessError) return `Your code ${error.said}.`;
  if (error instanceof StudentError) return "Your code stopped with an error.";
  throw error;
}

function missing({ missing }: MissingWorkError, work: Readonly<Record<string, string>>): string {
  const names = missing.map((name) => work[name] ?? name).join(", ");
  return `${names} ${missing.length === 1 ? "is" : "are"} not there, so nothing could be tested.`;
}

/** The gate of the first test that failed, with what is wrong marked. */
async function draw({ tests }: TaskResult, session: Session): Promise<unknown> {
  const failed = tests.find(({ status, subject }) => status === "failed" && subject !== undefined);
  const subject = failed?.subject;
  if (typeof subject !== "object" || subject === null || !("ref" in subject)) return undefined;
  try {
    const runner = await session.runner();
    return drawingFrom(await runner.request({ do: "draw", ref: subject.ref as number }));
  } catch (error) {
    // A gate that cannot even be computed has no drawing.
    if (error instanceof StudentError) return undefined;
    throw error;
  }
}

function gradedTask(
  cell: TestPlace["cell"],
  isOpen: boolean,
  result: TaskResult | string,
  shown: TaskResult | string | undefined,
  drawing: unknown,
): GradedTask {
  const { task, points } = cell;
  const ofTests = task.tests.reduce((sum, test) => sum + test.points, 0);
  /** The points that the notebook promises, shared out as the tests weigh. */
  const scale = ofTests === 0 ? 0 : points / ofTests;
  const tests = task.tests.map((test, i): GradedTest => {
    const { name } = test;
    const found = typeof result === "string" ? undefined : result.tests[i];
    const status =
      found?.status === "passed" ? "passed" : isOpen || found?.status === "open" ? "open" : "failed";
    const worth = test.points * scale;
    const example = status === "failed" && typeof shown === "object" ? shown.tests[i] : undefined;
    return {
      name,
      points: worth,
      score: status === "passed" ? worth : 0,
      status,
      ...wordsOf(status, found, example),
    };
  });
  return {
    ...{ cell: cell.id, task: task.id, title: task.title, points },
    score: tests.reduce((sum, { score }) => sum + score, 0),
    tests,
    ...(typeof result === "string" && { problem: isOpen ? "This task was not answered." : result }),
    ...(drawing !== undefined && { drawing }),
  };
}

function wordsOf(
  status: GradedTest["status"],
  found: TestResult | undefined,
  example: TestResult | undefined,
): Pick<GradedTest, "hint" | "example"> {
  if (status !== "failed" || !found || !example) return {};
  if (example.status === "passed") return { hint: ONLY_VISIBLE };
  const { what, expected, got, hint } = example;
  if (what === undefined || expected === undefined || got === undefined) return {};
  return { example: { what, expected, got, ...(hint !== undefined && { hint }) } };
}

/** Whether what is handed over comes from answers that nobody has touched, or from none. */
function isUnanswered(
  { cell }: TestPlace,
  given: Given,
  { open, owners, sources }: Matched,
  program: Program,
): boolean {
  return cell.task.needs.every((name) => {
    const provider = given[name];
    const answer =
      provider && "cell" in provider
        ? sources[program.sources[provider.cell]!]!.id
        : owners.get(cell.work[name] ?? name);
    return answer !== undefined && open.has(answer);
  });
}

/** Cells that could not be compiled, or stopped. That an open task says so is no news. */
function findingsOf(program: Program, { sources }: Matched, session: Session): Finding[] {
  const failed = (source: number, why: string): Finding => {
    const { id } = sources[source]!;
    return { kind: "cell failed", cell: id, text: `The cell "${id}" ${why}` };
  };
  return [
    ...[...program.problems].map(([source, problem]) =>
      failed(source, `is not valid TypeScript: ${problem}.`),
    ),
    ...[...session.failed]
      .filter(([, { type }]) => type !== "OpenTaskError")
      .map(([cell, error]) => failed(program.sources[cell]!, `stopped: ${wordsOfFailure(error)}`)),
  ];
}

function wordsOfFailure(error: StudentError): string {
  const isOurs = error instanceof EndedError || error instanceof EndlessError;
  return isOurs ? `it ${error.said}.` : `${error.type}: ${error.said}`;
}
