/** What a student wrote is found wherever it stands, and put into the instructor's notebook; everything strange is told. */

import assert from "node:assert/strict";
import { taskOf } from "@gradus/tasks";
import type { Master, MasterCell } from "../../src/grade/master.js";
import { match, type Matched } from "../../src/handIn/match.js";
import type { HandInCell } from "../../src/handIn/read.js";

const MASTER: Master = {
  notebook: "n",
  kernel: "tslab",
  sha256: "",
  cells: [
    { id: "intro", kind: "text", text: "# Read" },
    { id: "given", kind: "code", text: "const given = 1;", isLocked: true },
    { id: "a", kind: "answer", text: "function a() { openTask(); }", declares: ["a"] },
    {
      id: "a-test",
      kind: "test",
      text: "await check('a', { a });",
      points: 2,
      task: taskOf("weight-gate"),
      work: { a: "a" },
    },
    { id: "play", kind: "code", text: "show(a);", isLocked: false },
    {
      id: "b",
      kind: "answer",
      text: "class B { b() { openTask(); } }\nconst more = 1;",
      declares: ["B", "more"],
    },
    { id: "why", kind: "manual", text: "*Your answer:*", points: 3 },
  ] satisfies MasterCell[],
};

/** As the student version has it. */
function cell(id: string, text?: string): HandInCell {
  const { kind, text: released } = MASTER.cells.find((each) => each.id === id)!;
  return {
    kind: kind === "text" || kind === "manual" ? "text" : "code",
    id,
    gradeId: id,
    text: text ?? released,
  };
}

const extra = (text: string, id?: string): HandInCell => ({ kind: "code", id, gradeId: undefined, text });
const withoutName = (each: HandInCell): HandInCell => ({ ...each, gradeId: undefined });
const A = "function a() { return 1; }";
const B = "class B { b() {} }\nconst more = 2;";
const WHY = "Because.";

/** All cells with answers in them, some of them replaced: by none, by one, or by several. */
function handIn(replaced: Readonly<Record<string, readonly HandInCell[]>> = {}): HandInCell[] {
  const written: Readonly<Record<string, string>> = { a: A, b: B, why: WHY };
  return MASTER.cells.flatMap(({ id }) => replaced[id] ?? [cell(id, written[id])]);
}

const matchCells = (cells: readonly HandInCell[], kernel?: string, lost: readonly string[] = []): Matched =>
  match(MASTER, { kernel, cells, lost });

const findingsOf = (cells: readonly HandInCell[]): [kind: string, cell: string | undefined][] =>
  matchCells(cells).findings.map(({ kind, cell }) => [kind, cell]);
const sourcesOf = (cells: readonly HandInCell[]): [id: string, text: string][] =>
  matchCells(cells).sources.map(({ id, text }) => [id, text]);
const sourceOf = (id: string, cells: readonly HandInCell[]): string | undefined =>
  sourcesOf(cells).find(([each]) => each === id)?.[1];

describe("a hand-in as it should be", () => {
  const { sources, tests, answers, findings, open } = matchCells(handIn(), "tslab");

  it("has nothing strange", () => {
    assert.deepEqual(findings, []);
  });
  it("gives its answers to the instructor's cells", () => {
    assert.deepEqual(
      sources.map(({ id, text, isAnswer }) => [id, text, isAnswer]),
      [
        ["given", "const given = 1;", false],
        ["a", A, true],
        ["play", "show(a);", false],
        ["b", B, true],
      ],
    );
  });
  it("is checked where the instructor's notebook checks", () => {
    assert.deepEqual(
      tests.map(({ cell, at, work }) => [cell.id, at, work]),
      [["a-test", 2, { a: "a" }]],
    );
  });
  it("has texts for a person", () => {
    assert.deepEqual(answers, [{ cell: "why", points: 3, text: WHY, isUnchanged: false }]);
    assert.equal(open.size, 0);
  });
});

describe("an answer as it was released", () => {
  it("is open, also with other white space at its ends", () => {
    assert.deepEqual([...matchCells(handIn({ a: [cell("a")] })).open], ["a"]);
    assert.deepEqual([...matchCells(handIn({ a: [cell("a", `\n${cell("a").text}\n\n`)] })).open], ["a"]);
  });
  it("is unchanged, where a person would grade it", () => {
    assert.equal(
      matchCells(handIn({ why: [cell("why", "*Your answer:*\n")] })).answers[0]!.isUnchanged,
      true,
    );
    assert.deepEqual(matchCells(handIn({ why: [] })).answers, [
      { cell: "why", points: 3, text: "", isUnchanged: true },
    ]);
  });
  it("does not hide the answer in a cell of its own", () => {
    const cells = handIn({ a: [extra(A), cell("a")] });
    assert.equal(sourceOf("a", cells), undefined);
    assert.equal(sourceOf("cell 3", cells), A);
    assert.deepEqual(findingsOf(cells), []);
  });
});

describe("an answer that is there twice", () => {
  it("counts as the last one that was changed", () => {
    const [first, last] = [cell("a", "function a() { return 'first'; }"), cell("a", A)];
    assert.equal(sourceOf("a", handIn({ a: [first, last] })), A);
    assert.equal(sourceOf("a", handIn({ a: [last, cell("a")] })), A);
    assert.equal(sourceOf("a", handIn({ a: [cell("a"), last] })), A);
    assert.deepEqual(findingsOf(handIn({ a: [first, last] })), [["duplicate cell", "a"]]);
  });
  it("is open when nobody has touched either", () => {
    const { open, sources } = matchCells(handIn({ a: [cell("a"), cell("a")] }));
    assert.deepEqual([...open], ["a"]);
    assert.equal(sources.filter(({ text }) => text === cell("a").text).length, 1);
  });
});

describe("an answer that is gone", () => {
  it("is told, and is open", () => {
    const { findings, open } = matchCells(handIn({ a: [] }));
    assert.deepEqual(findings, [
      {
        kind: "missing cell",
        cell: "a",
        text: 'The cell "a" is not in the notebook. It counts as not answered.',
      },
    ]);
    assert.deepEqual([...open], ["a"]);
    assert.equal(sourceOf("a", handIn({ a: [] })), cell("a").text);
  });
  it("counts where another answer has it", () => {
    const cells = handIn({ a: [], b: [cell("b", `${A}\n${B}`)] });
    assert.equal(sourceOf("a", cells), undefined);
    assert.match(matchCells(cells).findings[0]!.text, /What it should define stands in another cell/);
  });
  it("can be one for a person", () => {
    assert.deepEqual(findingsOf(handIn({ why: [] })), [["missing cell", "why"]]);
  });
});

describe("an answer that has lost its name", () => {
  it("is found by the id of its cell", () => {
    const cells = handIn({ a: [withoutName(cell("a", "return"))] });
    assert.equal(sourceOf("a", cells), "return");
    assert.deepEqual(findingsOf(cells), [["found without id", "a"]]);
    assert.match(matchCells(cells).findings[0]!.text, /found by its id\.$/);
  });
  it("is found by what it defines", () => {
    const cells = handIn({ a: [extra(A, "other")], b: [extra(B)] });
    assert.deepEqual([sourceOf("a", cells), sourceOf("b", cells)], [A, B]);
    assert.match(matchCells(cells).findings[0]!.text, /found by what it defines\.$/);
  });
  it("is not found by a part of what it defines", () => {
    assert.deepEqual(findingsOf(handIn({ b: [extra("class B {}")] })), [["missing cell", "b"]]);
  });
  it("is found by its id, where a person grades it", () => {
    const cells = handIn({ why: [withoutName(cell("why", WHY))] });
    assert.equal(matchCells(cells).answers[0]!.text, WHY);
  });
  it("is not looked for in cells that cannot be read", () => {
    assert.deepEqual(findingsOf(handIn({ a: [extra("function a" + "(".repeat(30_000))] })), [
      ["missing cell", "a"],
    ]);
  });
});

describe("a cell of the instructor", () => {
  it("keeps its text when it is locked, and the change is told", () => {
    const cells = handIn({ given: [cell("given", "const given = 2;")] });
    assert.equal(sourceOf("given", cells), "const given = 1;");
    assert.deepEqual(findingsOf(cells), [["edited cell", "given"]]);
  });
  it("keeps its text when it tests", () => {
    const cells = handIn({ "a-test": [cell("a-test", "true")] });
    assert.deepEqual(findingsOf(cells), [["edited cell", "a-test"]]);
    assert.equal(matchCells(cells).tests.length, 1);
  });
  it("is the student's where it is left open", () => {
    const cells = handIn({ play: [cell("play", "show(a, 2);")] });
    assert.equal(sourceOf("play", cells), "show(a, 2);");
    assert.deepEqual(findingsOf(cells), []);
  });
  it("is there where it was deleted", () => {
    const cells = handIn({ given: [], "a-test": [], play: [], intro: [] });
    assert.deepEqual(sourcesOf(cells), sourcesOf(handIn()));
    assert.equal(matchCells(cells).tests.length, 1);
    assert.deepEqual(findingsOf(cells), []);
  });
  it("is no answer where its name was given to one", () => {
    const forged = { ...cell("given"), text: "const given = 'mine';" };
    const sources = sourcesOf(handIn({ given: [cell("given"), forged] }));
    assert(!sources.some(([, text]) => text.includes("mine")));
  });
});

describe("cells of the student's own", () => {
  it("stand below the cells below which they stood", () => {
    const cells = [
      extra("top"),
      ...handIn({
        a: [cell("a", A), extra("under a"), extra("and one more")],
        why: [cell("why", WHY), extra("end")],
      }),
    ];
    assert.deepEqual(
      sourcesOf(cells).map(([, text]) => text),
      ["top", "const given = 1;", A, "under a", "and one more", "show(a);", B, "end"],
    );
    assert.deepEqual(findingsOf(cells), []);
  });
  it("go with the cell that was moved", () => {
    const cells = [
      cell("intro"),
      cell("given"),
      cell("b", B),
      extra("helper of b"),
      cell("a", A),
      cell("why", WHY),
    ];
    assert.deepEqual(
      sourcesOf(cells).map(([, text]) => text),
      ["const given = 1;", A, "show(a);", B, "helper of b"],
    );
    assert.deepEqual(findingsOf(cells), [["moved cell", "b"]]);
  });
  it("with the name of somebody else's cell are run, too", () => {
    const cells = handIn({ play: [{ ...extra("const x = 1;"), gradeId: "from-another-course" }] });
    assert.equal(sourceOf("cell 5", cells), "const x = 1;");
  });
  it("in text are not run", () => {
    const note: HandInCell = { kind: "text", id: undefined, gradeId: undefined, text: "const note = 1;" };
    assert.deepEqual(sourcesOf(handIn({ play: [cell("play"), note] })), sourcesOf(handIn()));
  });
});

describe("a notebook of another kind", () => {
  it("is told by its kernel", () => {
    const { findings } = matchCells(handIn(), "python3");
    assert.deepEqual(findings, [
      {
        kind: "other kernel",
        text: 'The notebook was saved for the kernel "python3". It was graded as TypeScript.',
      },
    ]);
    assert.deepEqual(matchCells(handIn(), undefined).findings, []);
  });
  it("tells of cells that could not be read", () => {
    assert.deepEqual(matchCells(handIn(), undefined, ["Cell 1 is broken."]).findings, [
      { kind: "other format", text: "Cell 1 is broken." },
    ]);
  });
  it("without any cell has the instructor's, and no answer", () => {
    const { sources, open, findings } = matchCells([]);
    assert.equal(sources.length, 4);
    assert.deepEqual([...open], ["a", "b"]);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ["missing cell", "missing cell", "missing cell"],
    );
  });
});
