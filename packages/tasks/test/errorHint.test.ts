/** Errors of JavaScript in words that a student understands. */

import assert from "node:assert/strict";
import { StudentError } from "../src/errors.js";
import { errorHint } from "../src/world/errorHint.js";

/** What running this code throws, as a test sees it. */
function errorOf(code: string): StudentError {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a student's code is a text that is run
    (new Function(`"use strict"; ${code}`) as () => void)();
  } catch (error) {
    const { name, message } = error as Error;
    return new StudentError(name, message, "forward()");
  }
  throw new Error(`${code} throws nothing.`);
}

const GATE = "class Gate { constructor(inputs) { for (const input of inputs) input.consumers.push(this); } }";

describe("a hint for an error names", () => {
  for (const [what, code, hint] of [
    [
      "a forgotten super",
      "new (class extends Object { constructor() { this.out = 1; } })()",
      /super\(…\) first/,
    ],
    [
      "an input that is not there",
      "const inputNodes = []; inputNodes[0].out;",
      /an input that it does not have/,
    ],
    ["this in a function", "[1].forEach(function () { this.inputNodes; });", /arrow function/],
    ["a gate to write to that is not there", "[][0].out = 1;", /no gate whose out/],
    ["a pattern that is not there", "const patterns = []; patterns[0.5].x1;", /from 0 to 3/],
    ["a number for a gate", `${GATE} new Gate([1]);`, /A number becomes one/],
    ["a list that is none", `${GATE} new Gate(1);`, /A list is needed/],
    ["a misspelt method", "Math.Exp(1);", /There is no Exp\(\)/],
    ["a forgotten this", "inputNodes;", /this\.inputNodes/],
    ["an unknown name", "sigmoyd(1);", /sigmoyd is unknown/],
    ["a forgotten new", `${GATE} Gate([]);`, /Write new/],
    ["a const that changes", "const a = 1; a = 2;", /Write let/],
    ["a name above its line", "a; const a = 1;", /Move that line up/],
    ["a function that calls itself", "const f = () => f(); f();", /calls itself/],
    [
      "something else that does not exist",
      "const net = undefined; net.layers;",
      /before \.layers does not exist/,
    ],
    ["where it stopped, for all others", "throw new Error('oh');", /^forward\(\) stopped here/],
  ] as const)
    it(what, () => {
      assert.match(errorHint(errorOf(code))!, hint);
    });

  it("nothing where an error of Gradus says the cure itself", () => {
    assert.equal(errorHint(new StudentError("CycleError", "Remove one of these inputs.")), undefined);
  });
});
