/** nbgrader's own word on the notebooks that students get. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { exercise, root, runTestPython } from "../support/python.js";

describe("nbgrader", function () {
  this.timeout(60_000);

  it("finds the metadata and the checksums of all student and solution versions valid", async () => {
    const notebooks = ["student", "solution"].flatMap((version) =>
      readdirSync(join(exercise, version)).map((name) => join(exercise, version, name)),
    );
    const script = join(root, "tests/notebooks/nbgrader_check.py");
    const { stdout } = await runTestPython([script, ...notebooks]);
    const reports = JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<
      string,
      { readonly cells: number; readonly "wrong checksums": readonly string[] }
    >;
    assert.deepEqual(Object.keys(reports), notebooks);
    for (const [path, report] of Object.entries(reports)) {
      assert(report.cells > 5, path);
      assert.deepEqual(report["wrong checksums"], [], path);
    }
  });
});
