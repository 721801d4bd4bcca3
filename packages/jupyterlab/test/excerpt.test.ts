import assert from "node:assert/strict";

import { excerpt } from "../src/excerpt.js";

const five = ["digraph {", "  a -> b", "  b -> ", "  -> c", "}"].join("\n");

/** The excerpt as a person reads it. */
const shown = (dot: string, line: number): string[] =>
  excerpt(dot, line).map(({ number, text, isAtFault }) => `${isAtFault ? ">" : " "}${number} ${text}`);

describe("the excerpt of a DOT text", () => {
  it("shows the line at fault, the two before and the one after", () => {
    assert.deepEqual(shown(five, 4), [" 2   a -> b", " 3   b -> ", ">4   -> c", " 5 }"]);
  });

  it("ends where the text ends", () => {
    assert.deepEqual(shown(five, 1), [">1 digraph {", " 2   a -> b"]);
    assert.deepEqual(shown(five, 5), [" 3   b -> ", " 4   -> c", ">5 }"]);
    assert.deepEqual(shown("digraph { a -> }", 1), [">1 digraph { a -> }"]);
  });

  it("counts as Graphviz does, whatever the end of a line is", () => {
    assert.deepEqual(shown("digraph {\r\n->\r\n}", 2), [" 1 digraph {", ">2 ->", " 3 }"]);
  });

  it("cuts long lines", () => {
    assert.equal(excerpt("x".repeat(1_000_000), 1)[0]?.text.length, 201);
  });

  it("is empty if there is no such line: a text may tell Graphviz to count otherwise", () => {
    assert.deepEqual(excerpt(five, 0), []);
    assert.deepEqual(excerpt(five, 6), []);
  });
});
