import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerId, keepGrades, readGrades } from "../../src/manual/grades.js";
import { openAssignment, type Assignment } from "../../src/model/assignment.js";
import { NbgraderCourse } from "../../src/nbgrader/course.js";
import type { Said } from "../../src/nbgrader/gradebook.js";
import { importGrades, type Imported } from "../../src/nbgrader/importGrades.js";

const place = { student: "emmy", notebook: "gates", cell: "text" };
const nothing = { taken: 0, kept: [] };

describe("what people have graded in nbgrader", () => {
  let folder: string;
  let assignment: Assignment;
  let course: NbgraderCourse;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gradus-import-"));
    write(join(folder, "exercise/source/gates.ipynb"), "{}");
    assignment = openAssignment(join(folder, "exercise"));
    course = new NbgraderCourse(join(folder, "course"));
    show("A sum.");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (file: string, text: string): void => {
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
  };
  const show = (source: string): void => {
    const nbgrader = {
      schema_version: 3,
      grade_id: "text",
      grade: true,
      solution: true,
      locked: false,
      points: 2,
    };
    const cells = [{ cell_type: "markdown", id: "text", metadata: { nbgrader }, source }];
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
    write(course.autograded("emmy", "exercise", "gates"), JSON.stringify(notebook));
  };
  const take = (said: Partial<Said>, replace = false): Promise<Imported> =>
    importGrades(
      assignment,
      course,
      { read: () => Promise.resolve([{ ...place, score: null, comment: null, ...said }]) },
      replace,
    );

  it("is taken once, with the text that they have read", async () => {
    assert.deepEqual(await take({ score: 1, comment: "Why?" }), { taken: 1, kept: [] });
    assert.deepEqual(await take({ score: 1, comment: "Why?" }), nothing);
    const expected = { ...place, score: 1, comment: "Why?", answer: answerId("A sum.") };
    assert.deepEqual(readGrades(assignment).of(place), expected);
  });

  it("adds to what was said here", async () => {
    keepGrades(assignment, [{ ...place, score: null, comment: "Why?", answer: answerId("A sum.") }]);
    assert.deepEqual(await take({ score: 1 }), { taken: 1, kept: [] });
    const { score, comment } = readGrades(assignment).of(place)!;
    assert.deepEqual([score, comment], [1, "Why?"]);
  });

  it("does not replace another grade of the same text, unless that is asked for", async () => {
    await take({ score: 1 });
    assert.deepEqual(await take({ score: 2 }), { taken: 0, kept: [place] });
    assert.equal(readGrades(assignment).of(place)!.score, 1);
    assert.deepEqual(await take({ score: 2 }, true), { taken: 1, kept: [] });
    assert.equal(readGrades(assignment).of(place)!.score, 2);
  });

  it("replaces the grade of an earlier text", async () => {
    await take({ score: 1 });
    show("A sum, since each way counts.");
    assert.deepEqual(await take({ score: 2 }), { taken: 1, kept: [] });
    assert.equal(readGrades(assignment).of(place)!.answer, answerId("A sum, since each way counts."));
  });
});
