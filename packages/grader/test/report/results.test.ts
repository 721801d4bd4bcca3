/** `results.json`: what Gradescope and other programs read of a student. */

import assert from "node:assert/strict";
import { answerId, keepGrades } from "../../src/manual/grades.js";
import type { GradescopeResults } from "../../src/report/gradescope.js";
import { writeStudentReports } from "../../src/report/writeReports.js";
import { answer, HOSTILE, Scratch, SHA, task } from "./scratch.js";

describe("results.json", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => {
    scratch.remove();
  });

  function results(student = "ada"): GradescopeResults & { extra_data: Record<string, unknown> } {
    writeStudentReports(scratch.assignment, student);
    return JSON.parse(scratch.read(`graded/students/${student}/results.json`)) as ReturnType<typeof results>;
  }

  it("has a test for each test, with the words that the student may see", () => {
    scratch.handIn("ada");
    scratch.grade("ada");
    const [first, second] = results().tests;
    assert.deepEqual(first, {
      ...{ name: "(a) One: It is one.", name_format: "text", number: "1.1.1", score: 2, max_score: 2 },
      ...{ status: "passed", output: "", output_format: "text", tags: ["one"], visibility: "visible" },
    });
    assert.equal(second!.status, "failed");
    assert.equal(second!.score, 0);
    assert.equal(second!.output, "one: expected 1, got 2.\nCount again.");
  });

  it("has only the fields that the specification of Gradescope names", () => {
    scratch.handIn("ada", ["one"], { penalty: 0.1, lateness: "1 day late: −10 %" });
    scratch.grade("ada");
    const top = "score execution_time output output_format test_output_format test_name_format visibility";
    const allowed = `${top} stdout_visibility extra_data tests leaderboard`.split(" ");
    const ofTests = "score max_score status name name_format number output output_format tags visibility";
    const { tests, ...rest } = results();
    assert.deepEqual(
      Object.keys(rest).filter((key) => !allowed.includes(key)),
      [],
    );
    for (const test of tests)
      assert.deepEqual(
        Object.keys(test).filter((key) => !ofTests.split(" ").includes(key)),
        [],
      );
  });

  it("says which answers wait for a person, and gives them no points, not even none", () => {
    scratch.handIn("ada");
    scratch.grade("ada");
    const { score, output, tests, extra_data } = results();
    assert.equal(score, 2);
    assert.match(output, /^So far 2 of 7 points; this is not the final score\.$/m);
    assert.match(output, /^1 answer waits for a person, worth up to 2 points\.$/m);
    const waiting = tests.find(({ name }) => name === "Answer: Why is it one?")!;
    assert.deepEqual(["score" in waiting, "status" in waiting, waiting.max_score], [false, false, 2]);
    assert.deepEqual(extra_data.waiting, { answers: 1, points: 2 });
  });

  it("counts what a person has said, and shows the comment", () => {
    scratch.handIn("ada");
    scratch.grade("ada");
    const grade = { student: "ada", notebook: "one", cell: "why", score: 1.5, comment: "Almost." };
    keepGrades(scratch.assignment, [{ ...grade, answer: answerId(answer.text) }]);
    const { score, output, tests } = results();
    assert.deepEqual([score, output], [3.5, "3.5 of 7 points."]);
    assert.equal(tests.at(-1)!.score, 1.5);
    assert.equal(tests.at(-1)!.output, "A person gave 1.5 of 2 points. Almost.");
  });

  it("lets an answer wait again when its text has changed since", () => {
    scratch.handIn("ada");
    scratch.grade("ada");
    const grade = { student: "ada", notebook: "one", cell: "why", score: 2, comment: null };
    keepGrades(scratch.assignment, [{ ...grade, answer: answerId("An earlier text.") }]);
    assert.equal(results().extra_data.status, "waits for a person");
  });

  it("needs no person for what nobody has written", () => {
    scratch.handIn("ada");
    scratch.grade("ada", { answers: [{ ...answer, text: "*write here.*", isUnchanged: true }] });
    const { tests, extra_data } = results();
    assert.equal(extra_data.status, "graded");
    assert.deepEqual([tests.at(-1)!.score, tests.at(-1)!.output], [0, "This was not answered."]);
  });

  it("takes off the penalty of all points, says so, and goes not below zero", () => {
    scratch.handIn("ada", ["one"], { penalty: 0.2, lateness: "2 days late: −20 %" });
    scratch.grade("ada", { answers: [], tasks: [{ ...task, points: 10, score: 7.5 }] });
    const { score, output } = results();
    assert.equal(score, 5.5);
    assert.match(output, /^2 days late: −20 %\. 2 points of the 7\.5 that were reached are taken off\.$/m);
    scratch.handIn("ada", ["one"], { penalty: 1 });
    assert.equal(results().score, 0);
  });

  for (const { what, result } of [
    { what: "not gradable", result: { status: "not gradable" as const, reason: "It is empty.", tasks: [] } },
    { what: "not graded", result: { sha256: "1".repeat(64) } },
  ])
    it(`has no score at all where a notebook is ${what}: a sum of the rest would call it zero`, () => {
      scratch.remove();
      scratch = new Scratch({ one: "One", two: "Two" });
      scratch.handIn("ada", ["one", "two"]);
      scratch.grade("ada", result);
      scratch.grade("ada", { notebook: "two" });
      const { tests, extra_data, ...rest } = results();
      assert.equal("score" in rest, false);
      assert.deepEqual(
        tests.filter((test) => "score" in test),
        [],
      );
      assert.deepEqual([extra_data.status, extra_data.earned], [what, 2]);
      assert.match(rest.output, new RegExp(`One: ${what}`));
    });

  it("gives zero for a notebook that was not handed in, and says so", () => {
    scratch.remove();
    scratch = new Scratch({ one: "One", two: "Two" });
    scratch.handIn("ada");
    scratch.grade("ada", { answers: [] });
    const { score, output, tests } = results();
    assert.equal(score, 2);
    assert.match(output, /^2 of 12 points\.$/m);
    assert.match(output, /^Two: not handed in\.$/m);
    assert.equal(tests.at(-1)!.score, 0);
  });

  it("has no noise of sums", () => {
    const third = { name: "third", points: 0.1, score: 0.1, status: "passed" as const };
    scratch.handIn("ada");
    scratch.grade("ada", {
      answers: [],
      tasks: [{ ...task, points: 0.3, score: 0.1 + 0.2, tests: [third, third, third] }],
    });
    assert.equal(results().score, 0.3);
  });

  it("has the same bytes each time", () => {
    scratch.handIn("ada");
    scratch.grade("ada", { findings: [{ kind: "edited cell", text: HOSTILE.markup }] });
    results();
    const first = scratch.read("graded/students/ada/results.json");
    results();
    assert.equal(scratch.read("graded/students/ada/results.json"), first);
  });

  it("is refused with the name of the file when a result was edited into something else", () => {
    scratch.handIn("ada");
    scratch.write("graded/students/ada/one.json", JSON.stringify({ notebook: "one", sha256: SHA }));
    assert.throws(() => results(), /one\.json does not fit/);
  });
});
