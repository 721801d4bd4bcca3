/** How the mistakes of a task are tried: each with many seeds, for students' and graders' numbers differ. */

import assert from "node:assert/strict";
import { solve } from "../solve.js";
import type { Mistake } from "./wrong/mistake.js";

/** Declares a test for each mistake: with every seed it is caught where it should be, and told in words that fit. */
export function catches(mistakes: readonly Mistake[], seeds: number): void {
  for (const { name, task, code, caughtBy, hint } of mistakes)
    it(name, async () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const { tests } = await solve(task, code, seed, undefined, caughtBy);
        const found = tests.find((test) => test.name === caughtBy);
        assert(found, `There is no test "${caughtBy}".`);
        const where = `seed ${seed}: ${JSON.stringify(found)}`;
        assert.equal(found.status, "failed", where);
        // Gradus's own errors say the cure themselves.
        assert.match(found.hint ?? found.got ?? "nothing", hint, where);
      }
    });
}
