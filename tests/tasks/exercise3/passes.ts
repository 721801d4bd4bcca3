/** How right solutions are tried: no draw of numbers may fail one. */

import assert from "node:assert/strict";
import { solve } from "../solve.js";
import type { Solution } from "./unusual/solution.js";

export function passes(solutions: readonly Solution[], seeds: number): void {
  for (const { name, task, code } of solutions)
    it(name, async () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const { tests } = await solve(task, code, seed);
        const failed = tests.filter(({ status }) => status !== "passed");
        assert.deepEqual(failed, [], `seed ${seed}`);
      }
    });
}
