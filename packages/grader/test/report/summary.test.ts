/** What an instructor reads of all students together. */

import assert from "node:assert/strict";
import { writeCourseReports } from "../../src/report/writeReports.js";
import { summaryText } from "../../src/report/summary/terminal.js";
import { failed, HOSTILE, passed, Scratch, task } from "./scratch.js";

describe("the summary of an assignment", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => {
    scratch.remove();
  });

  /** Students with these points of 5. */
  function grade(scores: readonly number[]): void {
    for (const [i, score] of scores.entries()) {
      const tests = score === 5 ? [passed, { ...failed, status: "passed" as const }] : task.tests;
      scratch.handIn(`student-${i}`);
      scratch.grade(`student-${i}`, { tasks: [{ ...task, score, tests }], answers: [] });
    }
  }

  it("counts students by tenths of the points; full points are in the last one", () => {
    grade([0, 0.49, 0.5, 2.5, 5]);
    const { histogram, mean, median } = writeCourseReports(scratch.assignment);
    assert.deepEqual(histogram, [2, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
    assert.deepEqual([mean, median], [1.7, 0.5]);
  });

  it("names the tests that failed most often", () => {
    grade([2, 2, 5, 2]);
    const [first, ...rest] = writeCourseReports(scratch.assignment).tests;
    assert.deepEqual(first, {
      ...{ notebook: "one", task: "(a) One", test: "It stays one.", failed: 3, open: 0, of: 4 },
    });
    assert.deepEqual(rest, []);
  });

  it("tells of what is not gradable, of what waits, of who was late, and leaves them out of the scores", () => {
    scratch.handIn("ada", ["one"], { penalty: 0.1, lateness: "1 day late: −10 %" });
    scratch.grade("ada");
    scratch.handIn("bea");
    scratch.grade("bea", { status: "not gradable", reason: "It is empty.", tasks: [], answers: [] });
    scratch.handIn("cem", ["one"], { lateness: "1 day late" });
    const summary = writeCourseReports(scratch.assignment);
    assert.deepEqual(summary.byStatus, {
      ...{ graded: 0, "waits for a person": 1, "not graded": 1, "not gradable": 1 },
    });
    assert.deepEqual(summary.notGradable, [{ student: "bea", notebook: "one", reason: "It is empty." }]);
    assert.deepEqual(summary.late, [
      { student: "ada", lateness: "1 day late: −10 %", penalty: 0.7 },
      { student: "cem", lateness: "1 day late", penalty: 0 },
    ]);
    assert.deepEqual(summary.waiting, { answers: 1, students: 1 });
    assert.equal(
      summary.histogram.reduce((sum, each) => sum + each),
      1,
    );
  });

  it("leaves a table that has no score where none is known, and no formula", () => {
    scratch.handIn("ada", ["one"], { name: HOSTILE.formula, email: "ada@example.org" });
    scratch.grade("ada", { answers: [] });
    scratch.handIn("bea", ["one"], { name: HOSTILE.line });
    scratch.grade("bea", { status: "not gradable", tasks: [], answers: [] });
    const { name } = scratch.assignment;
    writeCourseReports(scratch.assignment);
    assert.equal(
      scratch.read("graded/grades.csv"),
      "assignment,student,name,email,score,max,penalty,status,lateness,waiting answers,received,one,one max\r\n" +
        `${name},ada,'=cmd|' /C calc'!A0,ada@example.org,2,5,0,graded,,0,2026-11-20T10:00:00Z,2,5\r\n` +
        `${name},bea,"two\r\nlines, ""quoted""; done",,,7,0,not gradable,,0,2026-11-20T10:00:00Z,,7\r\n`,
    );
  });

  it("shows nothing of others as markup in its page, nor as commands in a terminal", () => {
    for (const [i, text] of Object.values(HOSTILE).entries()) {
      scratch.handIn(`student-${i}`, ["one"], { penalty: 0.5, lateness: text });
      scratch.grade(`student-${i}`, { status: "not gradable", reason: text, tasks: [], answers: [] });
    }
    const text = summaryText(writeCourseReports(scratch.assignment));
    assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\u202e]/u);
    const page = scratch.read("graded/summary.html");
    assert.doesNotMatch(page, /<script|<img|onerror=[^&]*>|[^\P{Cc}\n]|\u202e/u);
    assert.match(page, /&#60;script&#62;/);
  });

  it("is drawn in the terminal as bars", () => {
    grade([2, 2, 5, 0]);
    const lines = summaryText(writeCourseReports(scratch.assignment)).split("\n");
    assert.ok(lines.some((line) => /█{40} 2$/.test(line)));
    assert.ok(lines.some((line) => line.includes("Mean 2.25, median 2")));
  });

  it("says so when nothing has been handed in", () => {
    assert.match(summaryText(writeCourseReports(scratch.assignment)), /nothing has been handed in/);
  });
});
