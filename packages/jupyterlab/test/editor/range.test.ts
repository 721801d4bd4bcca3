import assert from "node:assert/strict";
import { isAfter } from "../../src/editor/range.js";

describe("a range", () => {
  const cursor = { from: 5, to: 5 };

  it("is after the cursor when it begins there or later", () => {
    assert.equal(isAfter({ from: 6, to: 9 }, cursor, 1), true);
    assert.equal(isAfter({ from: 5, to: 9 }, cursor, 1), true);
    assert.equal(isAfter({ from: 2, to: 9 }, cursor, 1), false);
    assert.equal(isAfter({ from: 2, to: 9 }, cursor, -1), true);
  });

  it("is neither before nor after itself", () => {
    for (const direction of [1, -1] as const) assert.equal(isAfter(cursor, { ...cursor }, direction), false);
  });
});
