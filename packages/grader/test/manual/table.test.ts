/** Answers that wait for a person, as a table to fill in: it is taken whole or not at all. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readGrades } from "../../src/manual/grades.js";
import { readTable, waitingTable } from "../../src/manual/table.js";
import { take } from "../../src/manual/take.js";
import { parseCsv } from "../../src/report/csv/read.js";
import { csvLine } from "../../src/report/csv/write.js";
import { answer, HOSTILE, Scratch } from "../report/scratch.js";

type Row = Record<string, string>;

describe("a table of answers", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
    for (const student of ["ada", "bea"]) {
      scratch.handIn(student);
      scratch.grade(student, { answers: [{ ...answer, text: `I am ${student}.` }] });
    }
  });
  afterEach(() => {
    scratch.remove();
  });

  function written(): Row[] {
    const parsed = parseCsv(waitingTable(scratch.assignment).text);
    assert.ok(typeof parsed !== "number");
    const [head, ...rows] = parsed;
    return rows.map(({ fields }) =>
      Object.fromEntries(head!.fields.map((name, i) => [name, fields[i] ?? ""])),
    );
  }

  /** Take the table with these changes to its rows. */
  function read(...changes: Row[]): number {
    const rows = written().map((row, i) => ({ ...row, ...changes[i] }));
    const names = Object.keys(rows[0]!);
    const text = [names, ...rows.map((row) => names.map((name) => row[name]))].map(csvLine).join("");
    const grades = readTable(scratch.assignment, text, "table.csv");
    take(scratch.assignment, grades);
    return grades.length;
  }

  const saidOf = (student: string) =>
    readGrades(scratch.assignment).of({ student, notebook: "one", cell: "why" });

  it("has what was asked, what was written, and how many points there are", () => {
    const [ada] = written();
    assert.equal(ada!.student, "ada");
    assert.equal(ada!.title, "Why is it one?");
    assert.equal(ada!["max points"], "2");
    assert.equal(ada!.text, "I am ada.");
    assert.equal(ada!.points, "");
  });

  it("is read back; rows without points are left for later", () => {
    assert.equal(read({ points: "1.5", comment: "Good." }), 1);
    assert.deepEqual(
      [saidOf("ada")!.score, saidOf("ada")!.comment, saidOf("bea")],
      [1.5, "Good.", undefined],
    );
    assert.deepEqual(
      written().map(({ student }) => student),
      ["bea"],
    );
    assert.match(scratch.read("graded/students/ada/results.json"), /"score": 3.5/);
  });

  it("takes a decimal comma, as spreadsheets write it", () => {
    read({ points: "0,5" });
    assert.equal(saidOf("ada")!.score, 0.5);
  });

  it("lets an answer wait that got a comment only", () => {
    read({ comment: "Ask me." });
    assert.deepEqual([saidOf("ada")!.score, written()[0]!.comment], [null, "Ask me."]);
  });

  const wrong: Record<string, [Row, RegExp]> = {
    "more points than there are": [
      { points: "2.5" },
      /line 3: 2\.5 points are out of range: there are 0 to 2 points/,
    ],
    "less than nothing": [{ points: "-1" }, /line 3: .*out of range/],
    "no number": [{ points: "=1+1" }, /line 3: "=1\+1" is no number/],
    "no finite number": [{ points: "1e999" }, /line 3: "1e999" is no number/],
    "an unknown student": [{ student: "zoe", points: "1" }, /line 3: There is no answer of "zoe"/],
    "a student who climbs": [
      { student: "../../etc", points: "1" },
      /line 3: There is no answer of "\.\.\/\.\.\/etc"/,
    ],
    "an unknown cell": [{ cell: "because", points: "1" }, /line 3: There is no answer/],
    "another text than the one that was read": [
      { version: "0".repeat(64), points: "1" },
      /line 3: The student has handed in another text since/,
    ],
    "a comment without an end": [
      { comment: "a".repeat(10_001), points: "1" },
      /line 3: The comment has 10001 characters/,
    ],
  };
  for (const [what, [change, words]] of Object.entries(wrong))
    it(`with ${what} is refused with the line, and nothing of it is taken`, () => {
      assert.throws(() => read({ points: "1" }, change), words);
      assert.equal(saidOf("ada"), undefined);
      assert.equal(existsSync(join(scratch.folder, "graded/manual.json")), false);
    });

  it("with the same answer twice is refused", () => {
    const { version } = written()[0]!;
    assert.throws(
      () => read({ points: "1" }, { student: "ada", version: version!, points: "2" }),
      /line 3: The same answer stands in a line above/,
    );
    assert.equal(saidOf("ada"), undefined);
  });

  it("that is another table is refused with the columns that are missing", () => {
    assert.throws(
      () => readTable(scratch.assignment, "student,grade\nada,1\n", "table.csv"),
      /no column "notebook", "cell", "points", "comment", "version"/,
    );
    assert.throws(() => readTable(scratch.assignment, 'a,"b\n', "table.csv"), /line 1: a quote begins/);
    assert.throws(() => readTable(scratch.assignment, "", "table.csv"), /no column/);
  });

  it("keeps hostile texts, and gives comments back as they were typed", () => {
    for (const hostile of [HOSTILE.markup, HOSTILE.formula, "'=1", HOSTILE.line.replaceAll("\r", "")]) {
      scratch.grade("ada", { answers: [{ ...answer, text: hostile }] });
      assert.doesNotMatch(written()[0]!.text!, /^[=+\-@]/);
      read({ points: "1", comment: hostile });
      assert.equal(saidOf("ada")!.comment, hostile);
      scratch.write("graded/manual.json", "[]");
    }
  });

  it("shows what was said of an earlier text", () => {
    read({ points: "2", comment: "Right." });
    scratch.grade("ada", { answers: [{ ...answer, text: "Now wrong." }] });
    const [ada] = written();
    assert.deepEqual([ada!.points, ada!["earlier points"], ada!["earlier comment"]], ["", "2", "Right."]);
  });
});

describe("what a person has said", () => {
  it("is kept in one order, and other grades stay", () => {
    const scratch = new Scratch();
    const grade = { notebook: "one", cell: "why", score: 1, comment: null };
    scratch.write("graded/manual.json", JSON.stringify([{ ...grade, student: "cem" }]));
    for (const student of ["bea", "ada"]) {
      scratch.handIn(student);
      scratch.grade(student);
      take(scratch.assignment, [{ ...grade, student }]);
    }
    const kept = JSON.parse(scratch.read("graded/manual.json")) as { student: string }[];
    assert.deepEqual(
      kept.map(({ student }) => student),
      ["ada", "bea", "cem"],
    );
    scratch.remove();
  });

  it("is not lost when the file was damaged: the command says so instead", () => {
    const scratch = new Scratch();
    scratch.write("graded/manual.json", '[{"student":');
    assert.throws(() => readGrades(scratch.assignment), /manual\.json is not JSON/);
    scratch.write("graded/manual.json", '[{"student": 1}]');
    assert.throws(() => readGrades(scratch.assignment), /manual\.json does not fit/);
    scratch.remove();
  });
});
