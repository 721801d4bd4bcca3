/** Places in a text as Jupyter, TypeScript and people count them. */
import assert from "node:assert/strict";
import fc from "fast-check";

import { offsetOf, placeOf, positionOf } from "../../src/front/text.js";

const text = fc.string({ unit: fc.constantFrom("a", "ä", "😀", "𠮷", "\n", "\r\n", "\t", "e\u0301") });

describe("a place in a text", () => {
  it("is counted in letters by Jupyter, and in UTF-16 units by TypeScript", () => {
    assert.equal(offsetOf("😀a", 1), 2);
    assert.equal(positionOf("😀a", 2), 1);
    assert.equal(offsetOf("a😀b", 3), 4);
    assert.equal(positionOf("a😀b", 4), 3);
  });

  it("is in the text, wherever it is asked for", () => {
    assert.deepEqual([offsetOf("ab", -1), offsetOf("ab", 0), offsetOf("ab", 9)], [0, 0, 2]);
    assert.deepEqual([positionOf("ab", 0), positionOf("ab", 9)], [0, 2]);
  });

  it("is the same there and back", () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const letters = [...source];
        const position = seed % (letters.length + 1);
        const offset = offsetOf(source, position);
        assert.equal(source.slice(0, offset), letters.slice(0, position).join(""));
        assert.equal(positionOf(source, offset), position);
      }),
    );
  });

  it("has a line and a column, both from 1", () => {
    assert.deepEqual(placeOf("", 0), { line: 1, column: 1 });
    assert.deepEqual(placeOf("ab\n\ncd", 2), { line: 1, column: 3 });
    assert.deepEqual(placeOf("ab\n\ncd", 3), { line: 2, column: 1 });
    assert.deepEqual(placeOf("ab\n\ncd", 5), { line: 3, column: 2 });
    assert.deepEqual(placeOf("ab\r\ncd", 5), { line: 2, column: 2 });
  });

  it("is found by its line and column", () => {
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const offset = seed % (source.length + 1);
        const { line, column } = placeOf(source, offset);
        const before = source.split("\n").slice(0, line - 1);
        assert.equal(before.join("\n").length + (line > 1 ? 1 : 0) + column - 1, offset);
      }),
    );
  });
});
