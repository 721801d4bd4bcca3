/** Grades for other programs: never a grade that is not known. */

import assert from "node:assert/strict";
import { parseCsv } from "../../src/report/csv/read.js";
import { exportGrades, type Format } from "../../src/report/exportGrades.js";
import { HOSTILE, Scratch } from "./scratch.js";

describe("the export of grades", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
    scratch.write("assignment.json", JSON.stringify({ title: "Week 3, graphs" }));
    scratch.handIn("ada", ["one"], { name: "Ada", email: "ada@example.org", platformId: "4711" });
    scratch.grade("ada", { answers: [] });
    scratch.handIn("bea", ["one"], { name: HOSTILE.formula });
    scratch.grade("bea");
    scratch.handIn("cem", ["one"], { name: "Points Possible" });
    scratch.grade("cem", { status: "not gradable", reason: HOSTILE.markup, tasks: [], answers: [] });
  });
  afterEach(() => {
    scratch.remove();
  });

  function rows(format: Format, preliminary = false): string[][] {
    const { text } = exportGrades(scratch.assignment, format, preliminary);
    assert.match(text, /^([^\r\n]*\r\n)+$/);
    const parsed = parseCsv(text);
    assert.ok(typeof parsed !== "number");
    return parsed.map(({ fields }) => [...fields]);
  }

  it("is Moodle's grading worksheet, with the participant's number and a comment", () => {
    const [head, ada] = rows("moodle");
    assert.deepEqual(head, [
      ...["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"],
      ...["Last modified (grade)", "Feedback comments"],
    ]);
    assert.deepEqual(ada, [
      ...["Participant 4711", "Ada", "ada@example.org", "graded", "2", "5", "", "2 of 5 points."],
    ]);
  });

  it("escapes comments for Moodle, which reads them as HTML", () => {
    scratch.grade("ada", { answers: [], findings: [{ kind: "edited cell", text: HOSTILE.markup }] });
    const [, ada] = rows("moodle");
    assert.match(ada!.at(-1)!, /^2 of 5 points\.<br>One: &#60;script&#62;/);
    assert.doesNotMatch(ada!.at(-1)!, /<(?!br>)/);
  });

  it("is what Canvas's gradebook imports, with the row of possible points", () => {
    const [head, possible, ada] = rows("canvas");
    assert.deepEqual(head, ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 3, graphs"]);
    assert.deepEqual(possible, ["    Points Possible", "", "", "", "", "7"]);
    assert.deepEqual(ada, ["Ada", "4711", "", "ada", "", "2"]);
  });

  it("takes no student for the row of possible points", () => {
    assert.equal(rows("canvas").filter(([name]) => name!.includes("Points Possible")).length, 1);
  });

  for (const [format, column] of [
    ["moodle", 4],
    ["canvas", 5],
  ] as const) {
    const gradesIn = (table: string[][]) =>
      table.slice(format === "moodle" ? 1 : 2).map((row) => row[column]);

    it(`leaves out for ${format} who waits for a person, and names them`, () => {
      assert.deepEqual(gradesIn(rows(format)), ["2", "", ""]);
      const { left } = exportGrades(scratch.assignment, format, false);
      assert.deepEqual(left, [
        { student: "bea", status: "waits for a person" },
        { student: "cem", status: "not gradable" },
      ]);
    });

    it(`gives ${format} what there is so far when asked to, but nothing for what is not gradable`, () => {
      assert.deepEqual(gradesIn(rows(format, true)), ["2", "2", ""]);
    });
  }

  it("has no formula in any form", () => {
    for (const format of ["csv", "moodle", "canvas"] as const)
      for (const field of rows(format).flat()) assert.doesNotMatch(field, /^[=+\-@\t\r]/);
  });
});
