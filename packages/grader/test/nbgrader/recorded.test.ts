import assert from "node:assert/strict";
import { answerId, PersonsGrades, type PersonsGrade } from "../../src/manual/grades.js";
import type { Receipt } from "../../src/model/receipt.js";
import type { NotebookResult } from "../../src/model/result.js";
import { recordedHandIn } from "../../src/nbgrader/recorded.js";
import type { Outcome } from "../../src/nbgrader/studentsWork.js";

const place = { student: "emmy", notebook: "gates" };
const cell = { type: "code", source: "", checksum: "", locked: true };
const cells = [
  { ...cell, name: "a", isGrade: false, isSolution: true, points: 0 },
  { ...cell, name: "a-test", isGrade: true, isSolution: false, points: 3 },
  { ...cell, name: "text", isGrade: true, isSolution: true, points: 2 },
];

const result = (text: string, isUnchanged = false): NotebookResult => ({
  ...{ notebook: "gates", sha256: "", status: "graded", sandbox: "bubblewrap", findings: [] },
  tasks: [{ cell: "a-test", task: "weight-gate", title: "(a)", points: 3, score: 2, tests: [] }],
  answers: [{ cell: "text", points: 2, text, isUnchanged }],
});
const graded = (found: NotebookResult): Outcome => ({
  state: "graded",
  bytes: new Uint8Array(),
  result: found,
});

function recorded(outcome: Outcome, manual: readonly PersonsGrade[] = [], receipt?: Receipt) {
  const outcomes = new Map([["gates", outcome]]);
  const work = { student: "emmy", receipt, outcomes, manual: new PersonsGrades(manual) };
  const [notebook] = recordedHandIn(work, [{ name: "gates", kernelspec: {}, cells }]).notebooks;
  return notebook!;
}

describe("a hand-in in nbgrader's gradebook", () => {
  it("has our scores, and waits for a person where there is a text", () => {
    const { grades, comments, penalty } = recorded(graded(result("A sum.")));
    assert.deepEqual(grades, [
      { cell: "a-test", auto: 2, manual: null, isStale: false },
      { cell: "text", auto: null, manual: null, isStale: false },
    ]);
    assert.deepEqual(
      comments.map((comment) => comment.cell),
      ["a", "text"],
    );
    assert.equal(penalty, 0);
  });

  it("gets nothing for a text as it was released, in nbgrader's words", () => {
    const { grades, comments } = recorded(graded(result("Write here.", true)));
    assert.equal(grades[1]!.auto, 0);
    assert.deepEqual(comments[1], { cell: "text", auto: "No response.", manual: null });
  });

  it("gets nothing when it is missing, and waits while nobody has graded it", () => {
    const autos = (state: "not handed in" | "not graded") =>
      recorded({ state }).grades.map(({ auto }) => auto);
    assert.deepEqual(autos("not handed in"), [0, 0]);
    assert.deepEqual(autos("not graded"), [null, null]);
  });

  it("has what a person has said, about a text and about a test", () => {
    const { grades, comments } = recorded(graded(result("A sum.")), [
      { ...place, cell: "text", score: 1.5, comment: "Why?", answer: answerId("A sum.") },
      { ...place, cell: "a-test", score: 3, comment: null },
      { ...place, cell: "a", score: null, comment: "Nice." },
    ]);
    assert.deepEqual(
      grades.map(({ manual }) => manual),
      [3, 1.5],
    );
    assert.deepEqual(
      comments.map(({ manual }) => manual),
      ["Nice.", "Why?"],
    );
  });

  it("waits for a person again when the text is no longer the one that was graded", () => {
    const said = { ...place, cell: "text", score: 1.5, comment: "Why?", answer: answerId("A sum.") };
    const { grades } = recorded(graded(result("A product.")), [said]);
    assert.deepEqual(grades[1], { cell: "text", auto: null, manual: null, isStale: true });
  });

  it("loses points for lateness, of all points of the notebook", () => {
    const receipt = { student: "emmy", receivedAt: "2026-11-20T10:00:00Z", files: [], penalty: 0.2 };
    assert.equal(recorded(graded(result("A sum.")), [], receipt).penalty, 1);
  });
});
