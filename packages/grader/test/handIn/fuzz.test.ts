/** No file can bring the grader down: each is refused in words, or becomes a program. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { NotebookError } from "../../src/errors.js";
import { readMaster } from "../../src/grade/master.js";
import { match } from "../../src/handIn/match.js";
import { readHandIn } from "../../src/handIn/read.js";
import { notebookResult } from "../../src/model/result.js";
import { link } from "../../src/program/program.js";
import { exercise3 } from "../course.js";
import { malformed } from "./malformed.js";

const NOTEBOOK = "3-4-computational-graphs";
const RUNS = 2000;

describe("a malformed notebook", function () {
  this.timeout(180_000);

  it(`is refused in words or becomes a program: ${RUNS} of them`, async () => {
    const master = readMaster(exercise3, NOTEBOOK);
    const original = readFileSync(exercise3.solution(NOTEBOOK), "utf8");
    const count = { refused: 0, programs: 0 };
    const property = fc.asyncProperty(malformed(original), async (bytes) => {
      let handIn;
      try {
        handIn = readHandIn(bytes, "a.ipynb");
      } catch (error) {
        if (!(error instanceof NotebookError)) throw error;
        assert.match(error.message, /^a\.ipynb: ./);
        count.refused++;
        return;
      }
      const { findings, answers, sources, tests } = match(master, handIn);
      notebookResult.shape.findings.parse(findings);
      notebookResult.shape.answers.parse(answers);
      assert.equal(tests.length, 7);
      const program = await link(sources, tests);
      assert.equal(program.given.length, 7);
      for (const { constants, variables } of program.cells)
        for (const provider of [...Object.values(constants), ...Object.values(variables).flat()])
          if ("cell" in provider) assert(program.cells[provider.cell]?.declares.includes(provider.name));
      count.programs++;
    });
    await fc.assert(property, { numRuns: RUNS, seed: 3, endOnFailure: true });
    // Otherwise it would be one side alone that is tried.
    assert(count.refused > RUNS / 20 && count.programs > RUNS / 2, JSON.stringify(count));
  });
});
