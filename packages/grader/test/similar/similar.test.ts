/** Hand-ins that are alike: found in spite of other names, and not found for what everybody has. */

import assert from "node:assert/strict";
import { parseCsv } from "../../src/report/csv/read.js";
import { likenesses, type Likeness } from "../../src/similar/compare.js";
import { Document } from "../../src/similar/document.js";
import { similarPage } from "../../src/similar/page.js";
import { similarJson, similarTable, similarText } from "../../src/similar/print.js";
import { CAUTION, placesOf, similarPairs, type Similar } from "../../src/similar/similar.js";
import { tokensOf } from "../../src/similar/tokens.js";
import { HOSTILE, Scratch } from "../report/scratch.js";

const LOOP = `function product(gates: Gate[]): number {
  let result = 1;
  for (const gate of gates) {
    if (gate.out === 0) return 0;
    result *= gate.out;
  }
  console.log("done", result);
  return result;
}`;
const RENAMED = LOOP.replaceAll("gate", "node")
  .replaceAll("result", "p")
  .replace("  let", "  // My own idea!\n\n\n  let")
  .replace('"done"', "'ready'");
const REDUCED = `const product = (gates: Gate[]): number =>
  gates.map(({ out }) => out).filter((out) => !Number.isNaN(out)).reduce((a, b) => a * b, 1);
const name = \`product of \${[1, 2].map((i) => \`g\${i}\`).join()}\`;
while (product([]) > 1) { console.error(name); break; }`;

const document = (student: string, ...texts: string[]): Document =>
  new Document(
    student,
    texts.map((text, i) => ({ id: `cell-${i + 1}`, text })),
  );
const NOTHING = document("", "");
const pairs = (documents: Document[], template = NOTHING, threshold = 0.6): Likeness[] => [
  ...likenesses(documents, template, threshold),
];

describe("similar hand-ins", () => {
  it("are found in spite of other names, comments and line ends, with the place", () => {
    const [pair, ...rest] = pairs([
      document("ada", "1;", LOOP),
      document("bea", RENAMED),
      document("cem", REDUCED),
    ]);
    assert.deepEqual([pair!.left.student, pair!.right.student, rest], ["ada", "bea", []]);
    assert.ok(pair!.similarity > 0.9, String(pair!.similarity));
    const tokens = tokensOf(LOOP).length;
    assert.ok(pair!.longest > 0.8 * tokens && pair!.overlap <= tokens + 2, `${pair!.overlap} of ${tokens}`);
    assert.match(placesOf({ ...pair!, notebook: "one" }, "left"), /cell-2 1–\d/);
    assert.match(placesOf({ ...pair!, notebook: "one" }, "right"), /^cell-1 1–1\d$/);
  });

  it("are not found where only what was given is the same", () => {
    const given = document("", LOOP);
    assert.deepEqual(pairs([document("ada", LOOP), document("bea", LOOP)], given), []);
    const [pair] = pairs([document("ada", LOOP, REDUCED), document("bea", LOOP, REDUCED)], given);
    assert.equal(pair!.similarity, 1);
    assert.ok(pair!.overlap < tokensOf(REDUCED).length + 12);
  });

  it("are not found where most students write the same", () => {
    const all = Array.from({ length: 8 }, (_, i) => document(`student-${i}`, LOOP));
    assert.deepEqual(pairs(all), []);
    const two = [document("ada", LOOP, REDUCED), document("bea", LOOP, REDUCED)];
    assert.deepEqual(
      pairs([...all, ...two]).map(({ left, right }) => [left.student, right.student]),
      [["ada", "bea"]],
    );
  });

  it("need some code of their own", () => {
    assert.deepEqual(pairs([document("ada", "const one = 1;"), document("bea", "const one = 1;")]), []);
  });

  it("share no more than all they have", () => {
    const twice = document("ada", LOOP, LOOP, LOOP);
    for (const { similarity } of pairs(
      [twice, document("bea", LOOP), document("cem", LOOP, REDUCED)],
      NOTHING,
      0.01,
    ))
      assert.ok(similarity > 0 && similarity <= 1, String(similarity));
  });

  it("are found fast, even where somebody repeats the same thing without an end", () => {
    const start = performance.now();
    const flood = "x = x + x;\n".repeat(10_000);
    pairs([document("ada", flood), document("bea", flood), document("cem", LOOP)]);
    assert.ok(performance.now() - start < 5000);
  });
});

describe("tokens", () => {
  const kinds = (text: string): string[] => tokensOf(text).map(({ kind }) => kind);

  it("are the same for other names, numbers and texts, and different for other signs", () => {
    assert.deepEqual(kinds("a.b = 'c' + 1 // d"), kinds('x.y = "zz"   +   27'));
    assert.notDeepEqual(kinds("a + b"), kinds("a - b"));
  });

  it("know templates, and what is a division", () => {
    assert.deepEqual(kinds("`a${{ b: `c${d}` }}e` / 2"), [
      ...["TemplateHead", "FirstPunctuation", "Identifier", "ColonToken", "TemplateHead", "Identifier"],
      ...["LastTemplateToken", "CloseBraceToken", "LastTemplateToken", "SlashToken", "FirstLiteralToken"],
    ]);
    assert.deepEqual(kinds("a = /[/}`]/g"), ["Identifier", "FirstAssignment", "RegularExpressionLiteral"]);
  });

  it("come to an end for any text", () => {
    for (const text of [...Object.values(HOSTILE), "`${", "/".repeat(99), "`${`${".repeat(5000), '"', "\\u{"])
      assert.ok(tokensOf(text).length <= 20_000);
  });
});

describe("the report of similar hand-ins", () => {
  let scratch: Scratch;
  let similar: Similar;
  before(() => {
    scratch = new Scratch();
    const source = JSON.parse(scratch.read("source/one.ipynb")) as {
      cells: { id: string; source: string }[];
    };
    // The course's own name of a task, so that the notebook can be read.
    const cells = source.cells.map((cell) =>
      cell.id === "test" ? { ...cell, source: 'await check("multiply-gate", { MultiplyGate });' } : cell,
    );
    scratch.write("source/one.ipynb", JSON.stringify({ ...source, cells }));
    const written = { ada: LOOP, bea: `${RENAMED}\n// ${HOSTILE.markup}`, cem: REDUCED };
    for (const [student, text] of Object.entries(written)) {
      const own = cells.map((cell) => (cell.id === "work" ? { ...cell, source: text } : cell));
      scratch.handIn(student);
      scratch.write(`submitted/${student}/one.ipynb`, JSON.stringify({ ...source, cells: own }));
    }
    scratch.write("submitted/dai/one.ipynb", "This is no notebook.");
    similar = similarPairs(scratch.assignment, 0.6);
  });
  after(() => {
    scratch.remove();
  });

  it("compares the answers of notebooks, and says which ones could not be read", () => {
    assert.deepEqual(
      similar.pairs.map(({ notebook, left, right }) => [notebook, left.student, right.student]),
      [["one", "ada", "bea"]],
    );
    assert.deepEqual(similar.unread, [{ student: "dai", notebook: "one" }]);
  });

  it("says in each form that similarity is no proof", () => {
    assert.ok(similarText(similar, 0.6).includes(CAUTION));
    assert.ok(similarJson(similar).includes(CAUTION));
    assert.ok(similarPage("Week 3", similar).includes("a reason to look, not a proof"));
  });

  it("is a table with the numbers and the places", () => {
    const rows = parseCsv(similarTable(similar));
    assert.ok(typeof rows !== "number");
    const [head, first] = rows.map(({ fields }) => fields);
    assert.equal(head!.length, first!.length);
    assert.deepEqual(first!.slice(0, 3), ["one", "ada", "bea"]);
    assert.match(first!.at(-1)!, /^work 1–\d+$/);
  });

  it("shows a pair side by side, with code as text", () => {
    const html = similarPage("Week 3", similar);
    assert.match(html, /<mark class="tint-1"><sup>1<\/sup>function product/);
    assert.doesNotMatch(html, /<script|<img/);
  });
});
