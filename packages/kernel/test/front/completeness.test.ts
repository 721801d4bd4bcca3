/** What Enter means in a console: run the text, or go on with it. */
import assert from "node:assert/strict";

import { completeness } from "../../src/front/completeness.js";

const BACKSLASH = String.fromCharCode(92);

const TEXTS: Record<string, readonly string[]> = {
  complete: [
    "",
    "  ",
    "let a = 1",
    "f()\n",
    "// note",
    "const x: number = 'no'",
    "for (;;) {}",
    "await f()",
    "if (a) b",
  ],
  incomplete: [
    "1 +",
    "1 +\n\n",
    "f(1,",
    "f(1, // note",
    "if (x) {",
    "if (x)",
    "[1, 2",
    "({ a: 1",
    "a ? b",
    "let x =",
    "let x: ",
    "type T =",
    "class A",
    "enum E {",
    "async () =>",
    "import { a",
    "export {",
    "@d",
    "`abc",
    "`abc ${",
    "`abc ${a} d",
    "`abc ${a",
    "/* abc",
    "f(`a\nb",
    `"abc${BACKSLASH}`,
    "try {",
    "try {}",
    "switch (a) { case 1:",
  ],
  invalid: [
    "a b",
    "let 1",
    "foo)",
    "foo(1))",
    "}",
    ")",
    "1 + )",
    "let x = 1 +;",
    "if (a) {)",
    "case 1:",
    '"abc',
    "'it",
    "f('abc",
    "/abc",
    "else",
  ],
};

describe("a text in a console", () => {
  for (const [status, texts] of Object.entries(TEXTS))
    for (const text of texts)
      it(`is ${status}: ${JSON.stringify(text)}`, () => assert.equal(completeness(text).status, status));

  it("goes on as far to the right as before, and farther behind a bracket", () => {
    const indentOf = (text: string): unknown => completeness(text).indent;
    assert.equal(indentOf("if (x) {"), "  ");
    assert.equal(indentOf("  f("), "    ");
    assert.equal(indentOf("\tf([ "), "\t  ");
    assert.equal(indentOf("if (x) {\n  a +"), "  ");
    assert.equal(indentOf("f(1,"), "");
    assert.equal(indentOf("let a = 1"), undefined);
  });
});
