/** The right solutions that the tasks are tried with get full points as hand-ins, several in one notebook. */

import assert from "node:assert/strict";
import {
  unusualLosses,
  unusualProducts,
  unusualSigmoids,
  unusualWeights,
} from "../../tasks/exercise3/unusual/gates.js";
import { unusualNetworks, unusualSheets, unusualTrainings } from "../../tasks/exercise3/unusual/networks.js";
import type { Solution } from "../../tasks/exercise3/unusual/solution.js";
import { grade, useLaunchers } from "./grading.js";
import { handedIn, partsOf, type Parts } from "./parts.js";

const NOTEBOOK = "3-4-computational-graphs";

/** By the cell of the answer, the solutions that are tried in it. */
const SOLUTIONS: Readonly<Record<string, readonly Solution[]>> = {
  a: unusualWeights,
  b: unusualProducts,
  c: unusualSigmoids,
  d: unusualLosses,
  e: unusualSheets,
  "f-network": unusualNetworks,
  "f-train": unusualTrainings,
};

const MOST = Math.max(...Object.values(SOLUTIONS).map(({ length }) => length));

describe("solutions that are unusual get full points together:", function () {
  this.timeout(20_000);
  const launchers = useLaunchers(1);

  for (let i = 0; i < MOST; i++) {
    const chosen = Object.entries(SOLUTIONS).map(
      ([cell, solutions]) => [cell, solutions[i % solutions.length]!] as const,
    );
    it(chosen.map(([, { name }]) => name).join("; "), async () => {
      const parts: Parts = Object.fromEntries(chosen.map(([cell, { code }]) => [cell, partsOf(code)[cell]!]));
      const { tasks } = await grade(NOTEBOOK, handedIn(NOTEBOOK, parts).bytes(), launchers[0]!);
      const lost = tasks.filter(({ score, points }) => score !== points).map(({ task }) => task);
      assert.deepEqual(lost, []);
      assert.equal(tasks.length, 7);
    });
  }
});
