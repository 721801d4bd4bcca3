/** Malformed notebooks that can be read all the same: each one ends in a result, and none in a crash of the grader. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { NotebookError } from "../../../packages/grader/src/errors.js";
import { readHandIn } from "../../../packages/grader/src/handIn/read.js";
import { notebookResult } from "../../../packages/grader/src/model/result.js";
import { malformed } from "../../../packages/grader/test/handIn/malformed.js";
import { exercise3 } from "./draft.js";
import { grade, masterOf, useLaunchers } from "./grading.js";

const NOTEBOOK = "3-4-computational-graphs";
const COUNT = 40;

describe("a malformed notebook that can be read", function () {
  this.timeout(120_000);
  const launchers = useLaunchers(1);

  const original = readFileSync(exercise3.solution(NOTEBOOK), "utf8");
  const chosen = fc
    .sample(malformed(original), { numRuns: 3 * COUNT, seed: 7 })
    .filter(isReadable)
    .slice(0, COUNT);

  it(`there are ${COUNT} to try`, () => {
    assert.equal(chosen.length, COUNT);
  });

  for (const [i, bytes] of chosen.entries())
    it(`is graded: number ${i + 1}`, async () => {
      const { status, tasks } = notebookResult.parse(await grade(NOTEBOOK, bytes, launchers[0]!));
      assert.equal(status, "graded");
      const points = masterOf(NOTEBOOK).cells.flatMap((cell) => (cell.kind === "test" ? [cell.points] : []));
      assert.deepEqual(
        tasks.map((task) => task.points),
        points,
      );
      for (const { score, points } of tasks) assert(score >= 0 && score <= points);
    });
});

function isReadable(bytes: Uint8Array): boolean {
  try {
    readHandIn(bytes, "a.ipynb");
    return true;
  } catch (error) {
    if (error instanceof NotebookError) return false;
    throw error;
  }
}
