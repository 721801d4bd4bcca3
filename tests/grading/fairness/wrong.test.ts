/**
 * What is wrong loses the points of the tests that it fails, and no others: the sandbox judges as the check in the notebook
 * does, with the same numbers.
 */

import assert from "node:assert/strict";
import { judge } from "../../../packages/grader/src/judge/judge.js";
import { match } from "../../../packages/grader/src/handIn/match.js";
import { readHandIn } from "../../../packages/grader/src/handIn/read.js";
import type { GradedTask } from "../../../packages/grader/src/model/result.js";
import { link } from "../../../packages/grader/src/program/program.js";
import type { SandboxLauncher } from "../../../packages/grader/src/sandbox/launcher.js";
import * as right from "../../tasks/exercise3/right.js";
import type { Mistake } from "../../tasks/exercise3/wrong/mistake.js";
import { multiplyGateMistakes } from "../../tasks/exercise3/wrong/multiplyGate.js";
import { sheetGraphMistakes } from "../../tasks/exercise3/wrong/sheetGraph.js";
import { sigmoidGateMistakes } from "../../tasks/exercise3/wrong/sigmoidGate.js";
import { squaredLossGateMistakes } from "../../tasks/exercise3/wrong/squaredLossGate.js";
import { weightGateMistakes } from "../../tasks/exercise3/wrong/weightGate.js";
import { xorNetworkMistakes } from "../../tasks/exercise3/wrong/xorNetwork.js";
import { xorTrainingMistakes } from "../../tasks/exercise3/wrong/xorTraining.js";
import { solve } from "../../tasks/solve.js";
import { masterOf, useLaunchers } from "./grading.js";
import { handedIn, partsOf, type Parts } from "./parts.js";

const NOTEBOOK = "3-4-computational-graphs";

/** A spread of each: every fifth one. */
const MISTAKES = [
  ...[weightGateMistakes, multiplyGateMistakes, sigmoidGateMistakes, squaredLossGateMistakes],
  ...[sheetGraphMistakes, xorNetworkMistakes, xorTrainingMistakes],
].flatMap((mistakes) => mistakes.filter((_, i) => i % 5 === 1));

/** In the order of the cells. */
const SOLUTION: Parts = partsOf(right.xorNetwork + right.train + right.sheetGraph.slice(right.gates.length));

type Statuses = Readonly<Record<string, readonly string[]>>;

describe("a wrong hand-in loses the points of what is wrong, and no others:", function () {
  this.timeout(60_000);
  const launchers = useLaunchers(2);
  let graded: readonly Promise<readonly GradedTask[]>[];

  // All at once, two at a time: one after the other would take twice as long.
  before(() => {
    let at = 0;
    const settle: ((launcher: SandboxLauncher) => Promise<void>)[] = [];
    graded = MISTAKES.map(
      (mistake, i) =>
        new Promise((resolve) =>
          settle.push(async (launcher) => {
            const tasks = gradeAsTheCheck(mistake, seedOf(i), launcher);
            resolve(tasks);
            await tasks.catch(() => undefined);
          }),
        ),
    );
    for (const launcher of launchers)
      void (async () => {
        for (let next = settle[at++]; next; next = settle[at++]) await next(launcher);
      })();
  });

  it("enough of them are tried", () => {
    assert(MISTAKES.length >= 60, String(MISTAKES.length));
  });

  for (const [i, mistake] of MISTAKES.entries())
    it(`${mistake.task} that ${mistake.name}`, async () => {
      const tasks = await graded[i]!;
      const task = tasks.find((each) => each.task === mistake.task)!;
      assert(task.score < task.points, "It has all points.");
      assert.equal(statusesOf(tasks)[mistake.task]![indexOf(task, mistake.caughtBy)], "failed");
      assert.deepEqual(statusesOf(tasks), await inTheNotebook(mistake, seedOf(i)));
      for (const { score, tests } of tasks) assert.equal(score, pointsOf(tests));
    });
});

/** Another one for each: no draw of numbers may change a status between here and there. */
function seedOf(i: number): number {
  return 1000 + 7 * i;
}

async function gradeAsTheCheck(
  { code }: Mistake,
  seed: number,
  launcher: SandboxLauncher,
): Promise<readonly GradedTask[]> {
  const bytes = handedIn(NOTEBOOK, partsOf(code)).bytes();
  const matched = match(masterOf(NOTEBOOK), readHandIn(bytes, `${NOTEBOOK}.ipynb`));
  const program = await link(matched.sources, matched.tests);
  const { tasks } = await judge(
    matched,
    program,
    () => launcher.start(),
    () => seed,
  );
  return tasks;
}

/** What the checks say of the same cells in the process of a notebook. */
async function inTheNotebook({ code }: Mistake, seed: number): Promise<Statuses> {
  const all = Object.values({ ...SOLUTION, ...partsOf(code) }).join("\n");
  const tasks = masterOf(NOTEBOOK).cells.flatMap((cell) => (cell.kind === "test" ? [cell.task.id] : []));
  const found: Record<string, readonly string[]> = {};
  for (const task of tasks) found[task] = (await solve(task, all, seed)).tests.map(({ status }) => status);
  return found;
}

function statusesOf(tasks: readonly GradedTask[]): Statuses {
  return Object.fromEntries(tasks.map(({ task, tests }) => [task, tests.map(({ status }) => status)]));
}

function indexOf({ tests }: GradedTask, name: string): number {
  return tests.findIndex((test) => test.name === name);
}

function pointsOf(tests: GradedTask["tests"]): number {
  return tests.reduce((sum, { status, points }) => sum + (status === "passed" ? points : 0), 0);
}
