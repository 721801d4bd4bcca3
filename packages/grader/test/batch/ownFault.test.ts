/** What is told of an error of the grader's own, to whoever reads queues and logs. */

import assert from "node:assert/strict";
import { ownFault } from "../../src/batch/ownFault.js";

describe("an error of the grader itself", () => {
  it("is told by its kind and its place", () => {
    assert.match(
      ownFault(new TypeError("no")),
      /^The grader itself has failed with it: TypeError at .*ownFault\.test\.ts/,
    );
  });

  it("is told without its message, however many lines that has", () => {
    const words = ownFault(new Error("const secret = 1;\n  at Ada\n    at Bea"));
    for (const word of ["secret", "Ada", "Bea"]) assert.ok(!words.includes(word), words);
  });

  it("may be anything that was thrown", () => {
    assert.equal(ownFault("const secret = 1;"), "The grader itself has failed with it: UnknownError");
  });
});
