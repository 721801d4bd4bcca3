/** nbgrader's checksum. */

import assert from "node:assert/strict";
import { checksum } from "../../src/notebook/checksum.js";
import type { Cell, NbgraderMetadata } from "../../src/notebook/notebook.js";

const cell = { cell_type: "code", id: "a", metadata: {}, source: "1 + 1" } as Cell;
const metadata = {
  schema_version: 3,
  grade_id: "a",
  grade: true,
  solution: false,
  locked: true,
  task: false,
};

describe("the checksum of a cell", () => {
  it("is nbgrader's own", () => {
    // nbgrader.utils.compute_checksum of nbgrader 0.9.6
    assert.equal(
      checksum(cell, { ...metadata, points: 2 } as NbgraderMetadata),
      "81043eefaaa79d484c3bb299705f11f8",
    );
  });
});
