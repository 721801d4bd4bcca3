/** Edits of a text, and the way back from the new text to the old one. */
import assert from "node:assert/strict";
import fc from "fast-check";

import { columnBefore, Edits } from "../../src/cells/edits.js";

type Edit = readonly [start: number, end: number, text: string];

function applied(source: string, ...list: readonly Edit[]): ReturnType<Edits["apply"]> {
  const edits = new Edits();
  for (const edit of list) edits.replace(...edit);
  return edits.apply(source);
}

/** A text, and edits of it that do not overlap. */
const edited = fc
  .record({
    source: fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "ä", "\n"), maxLength: 40 }),
    seeds: fc.array(
      fc.record({ gap: fc.nat(6), length: fc.nat(4), text: fc.constantFrom("", "X", "YYYY", "(0, Z)") }),
      { maxLength: 8 },
    ),
    order: fc.infiniteStream(fc.nat()),
  })
  .map(({ source, seeds, order }) => {
    const list: Edit[] = [];
    let at = 0;
    for (const { gap, length, text } of seeds) {
      const start = Math.min(source.length, at + gap + 1);
      const end = Math.min(source.length, start + length);
      if (start > at) list.push([start, end, text]);
      at = end;
    }
    const shuffled = list.map((edit) => [order.next().value, edit] as const).sort(([a], [b]) => a - b);
    return { source, list, shuffled: shuffled.map(([, edit]) => edit) };
  });

describe("edits", () => {
  it("are made in the order of their places, and at one place in the order in which they came", () => {
    const edits = new Edits();
    edits.insert(2, "!");
    edits.replace(2, 3, "C");
    edits.insert(2, "?");
    edits.insert(0, ">");
    edits.insert(3, "<");
    assert.equal(edits.apply("abcd").text, ">ab!?C<d");
  });

  it("within what is taken away are not made", () => {
    assert.equal(applied("a bcd e", [2, 5, ""], [3, 4, "X"]).text, "a  e");
    assert.equal(applied("a bcd e", [3, 4, "X"], [2, 5, ""]).text, "a  e");
  });

  it("leave the line ends of what they take away", () => {
    assert.equal(applied("a(\nb\n)c", [1, 6, "X"]).text, "aX\n\nc");
  });

  it("keep every line a line", () => {
    fc.assert(
      fc.property(edited, ({ source, shuffled }) => {
        const { text } = applied(source, ...shuffled);
        assert.equal(text.split("\n").length, source.split("\n").length);
      }),
    );
  });

  it("are found back from each letter that stayed", () => {
    fc.assert(
      fc.property(edited, ({ source, list, shuffled }) => {
        const { text, shifts } = applied(source, ...shuffled);
        const [before, after] = [source.split("\n"), text.split("\n")];
        let offset = 0;
        before.forEach((letters, line) => {
          for (let column = 0; column < letters.length; column++) {
            const at = offset + column;
            if (list.some(([start, end]) => at >= start && at < end)) continue;
            // One column of the new line leads there, and it has the same letter.
            const places = [...after[line]!].flatMap((letter, i) =>
              columnBefore(shifts[line], i) === column && letter === letters[column] ? [i] : [],
            );
            assert.ok(places.length > 0, `${line}:${column} of ${JSON.stringify([source, text])}`);
          }
          offset += letters.length + 1;
        });
      }),
    );
  });

  it("lead nowhere before the line", () => {
    const { shifts } = applied("ab", [0, 0, "12345"]);
    assert.equal(columnBefore(shifts[0], 5), 0);
    assert.equal(columnBefore(shifts[0], 2), 2);
    assert.equal(columnBefore(undefined, 3), 3);
    assert.equal(columnBefore([[0, -9]], 3), 0);
  });
});
