/** nbgrader's own word on the notebooks that students get. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { exercise, root, runTestPython } from "../support/python.js";

describe("nbgrader", function () {
  this.timeout(60_000);

  for (const path of ["student", "solution"].flatMap((version) =>
    readdirSync(join(exercise, version)).map((name) => join(version, name)),
  )) {
    it(`finds the metadata and the checksums of ${path} valid`, async () => {
      const notebook = join(exercise, path);
      const { stdout } = await runTestPython([join(root, "tests/notebooks/nbgrader_check.py"), notebook]);
      const report = JSON.parse(stdout.trim().split("\n").at(-1)!) as {
        cells: number;
        "wrong checksums": string[];
      };
      assert.ok(report.cells > 5);
      assert.deepEqual(report["wrong checksums"], []);
    });
  }
});
