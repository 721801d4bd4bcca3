/** What people read of a cell that is not run. */
import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";

import { CellSyntaxError } from "../../src/cells/cell.js";
import type { Problem } from "../../src/check/checker.js";
import { syntaxFailure, typeFailure, typeWarning } from "../../src/front/report.js";

const problem = (start: number, end: number, more: Partial<Problem> = {}): Problem => ({
  start,
  end,
  code: 2322,
  severity: "error",
  message: "No.",
  ...more,
});
const plain = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => stripVTControlCharacters(line).split("\n"));

describe("the report of a type error", () => {
  const subject = { count: 3, source: 'let a = 1;\nlet ä: number = "x";' };

  it("tells its place, its line, what TypeScript says and what that means", () => {
    const hint = "Numbers have no quotation marks.";
    const { ename, evalue, traceback } = typeFailure(subject, [problem(15, 16, { hint })]);
    assert.equal(ename, "TypeScriptError");
    assert.equal(evalue, "cell [3]:2:5 – TS2322: No.");
    assert.deepEqual(plain(traceback), [
      "TypeScript found an error. Nothing of this cell was run.",
      "",
      "cell [3]:2:5 – TS2322",
      '  2 | let ä: number = "x";',
      "    |     ~",
      "No.",
      `Hint: ${hint}`,
    ]);
  });

  it("marks a line's part of what has several, and at least one letter", () => {
    const marks = (source: string, start: number, end: number): string | undefined =>
      plain(typeFailure({ count: 1, source }, [problem(start, end)]).traceback)[4];
    assert.equal(marks("f(\n1)", 0, 5), "    | ~~");
    assert.equal(marks("ab", 2, 2), "    |   ~");
    assert.equal(marks("ab\n", 3, 3), "    | ~");
    assert.equal(marks("\tab", 1, 3), "    | \t~~");
  });

  it("leaves the end of the line away", () => {
    const { traceback } = typeFailure({ count: 1, source: "a b\r\nc" }, [problem(2, 9)]);
    assert.deepEqual(plain(traceback).slice(3, 5), ["  1 | a b", "    |   ~"]);
  });

  it("keeps the marks below their line when the line's number is long", () => {
    const source = `${"\n".repeat(99)}ab`;
    const { traceback } = typeFailure({ count: 1, source }, [problem(100, 101)]);
    assert.deepEqual(plain(traceback).slice(3, 5), ["  100 | ab", "      |  ~"]);
  });

  it("lists ten at most", () => {
    const problems = Array.from({ length: 12 }, (_, i) => problem(i, i + 1));
    const lines = plain(typeFailure(subject, problems).traceback);
    assert.equal(lines[0], "TypeScript found 12 errors. Nothing of this cell was run.");
    assert.equal(lines.filter((line) => line.endsWith("TS2322")).length, 10);
    assert.equal(lines.at(-1), "… and 2 more");
  });

  it("names the file that is wrong, and shows no line of the cell for it", () => {
    const file = { path: "a.ts", line: 4, column: 2 };
    const { evalue, traceback } = typeFailure(subject, [problem(0, 0, { file })]);
    assert.equal(evalue, "a.ts:4:2 – TS2322: No.");
    assert.deepEqual(plain(traceback).slice(2), ["a.ts:4:2 – TS2322", "No."]);
  });

  it("may be a warning", () => {
    const lines = plain([typeWarning(subject, [problem(4, 5)])]);
    assert.deepEqual(lines, [
      "TypeScript warns; the cell is run all the same.",
      "",
      "cell [3]:1:5 – TS2322",
      "  1 | let a = 1;",
      "    |     ~",
      "No.",
      "",
    ]);
  });
});

describe("the report of a cell that cannot be read", () => {
  it("tells its place and its line", () => {
    const { ename, evalue, traceback } = syntaxFailure(
      { count: 2, source: "a\n1 + )" },
      new CellSyntaxError("Unexpected token", 6, 7),
    );
    assert.deepEqual([ename, evalue], ["SyntaxError", "cell [2]:2:5: Unexpected token"]);
    assert.deepEqual(plain(traceback), [
      "SyntaxError: Unexpected token",
      "",
      "cell [2]:2:5",
      "  2 | 1 + )",
      "    |     ~",
    ]);
  });
});
