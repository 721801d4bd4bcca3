/** nbgrader's own word on the notebooks that students get. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { exercise, root, runTestPython } from "../support/python.js";

describe("nbgrader", function () {
  this.timeout(60_000);

  for (const version of ["student", "solution"]) {
    it(`finds the metadata and the checksums of the ${version} version valid`, async () => {
      const notebook = join(exercise, version, "3-4-computational-graphs.ipynb");
      const { stdout } = await runTestPython([join(root, "tests/notebooks/nbgrader_check.py"), notebook]);
      const report = JSON.parse(stdout.trim().split("\n").at(-1)!) as {
        cells: number;
        "wrong checksums": string[];
      };
      assert.ok(report.cells > 20);
      assert.deepEqual(report["wrong checksums"], []);
    });
  }
});
