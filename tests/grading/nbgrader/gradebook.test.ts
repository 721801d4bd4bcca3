/** Our grades in nbgrader's gradebook, and those that a person gives in its formgrader back to us. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { printNotebook } from "../../../packages/grader/src/notebook/notebook.js";
import { pythonOf, userEnvironment } from "../../../scripts/setup/project.mjs";
import { root } from "../../support/python.js";
import { gradus as gradusIn } from "../gradus.js";
import {
  ASSIGNMENT,
  gradebook,
  handInWith,
  makePlace,
  nbgrader,
  NOTEBOOK,
  python,
  solution,
  student,
  write,
  type Kept,
} from "./course.js";

const HAND_INS = {
  right: printNotebook(solution),
  wrong: printNotebook(handInWith({ c: (source) => source.replace("1 - this.out", "2 - this.out") })),
  released: printNotebook(student),
  broken: "this is no notebook",
};

describe("nbgrader's gradebook", function () {
  this.timeout(300_000);
  const place = makePlace();
  const { assignment, course } = place;
  after(place.remove);

  const gradus = (command: string, ...args: readonly string[]) =>
    gradusIn("nbgrader", command, assignment, "--course", course, "--json", ...args);
  const exported = (...args: readonly string[]) => gradus("export", "--python", python, ...args);
  const ours = (name: string) =>
    JSON.parse(readFileSync(join(assignment, `graded/students/${name}/${NOTEBOOK}.json`), "utf8")) as {
      tasks: { cell: string; score: number }[];
      answers: { text: string }[];
    };
  let kept: Readonly<Record<string, Kept>>;
  const of = (name: string): Kept => kept[`${name}/${NOTEBOOK}`]!;

  before(async () => {
    write(join(assignment, "assignment.json"), JSON.stringify({ due: "2026-11-20T12:00:00+01:00" }));
    for (const [name, text] of Object.entries(HAND_INS)) {
      write(join(assignment, "submitted", name, `${NOTEBOOK}.ipynb`), text);
      const late = name === "wrong" ? { penalty: 0.25, lateness: "1 day late: −25 %" } : { penalty: 0 };
      const about = { student: name, name: `Emmy ${name}`, email: `${name}@example.org`, files: [] };
      const receipt = { ...about, receivedAt: "2026-11-20T10:30:00.000Z", ...late };
      write(join(assignment, "submitted", name, "receipt.json"), JSON.stringify(receipt));
    }
    assert.equal((await gradusIn("grade", assignment)).code, 1, "one is not gradable");
    assert.equal((await gradusIn("nbgrader", "setup", assignment, "--course", course)).code, 0);
  });

  it("that is not there is told with what to do", async () => {
    const { code, stderr } = await gradus("export", "--python", pythonOf(userEnvironment(root)));
    assert.equal(code, 3);
    assert.match(stderr, /has no nbgrader .*Install it with ".* -m pip install nbgrader"/);
    const absent = await gradus("export", "--python", join(course, "python"));
    assert.equal(absent.code, 3);
    assert.match(absent.stderr, /does not start: .*Use --python PATH/);
    const nowhere = await gradusIn("nbgrader", "import", assignment, "--course", join(course, "no"));
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /gradus nbgrader setup/);
  });

  it("gets our scores; what nobody could grade waits for a person", async () => {
    const { code, stdout, stderr } = await exported();
    assert.equal(code, 1, stderr);
    const { students, ungraded } = JSON.parse(stdout) as {
      students: number;
      ungraded: { student: string; why: string }[];
    };
    assert.equal(students, 4);
    assert.deepEqual(
      ungraded.map((each) => each.student),
      ["broken"],
    );
    assert.match(ungraded[0]!.why, /not a notebook/);
    kept = await gradebook(course);
    for (const name of ["right", "wrong", "released"])
      for (const { cell, score } of ours(name).tasks)
        assert.deepEqual(of(name).grades[cell], [score, null, false], `${name} ${cell}`);
    const [, wrong] = ours("wrong").tasks;
    assert(wrong!.score > 0 && wrong!.score < 3, "a part of the points");
    assert.deepEqual(of("right").grades["b-answer"], [null, null, true]);
    assert.deepEqual(of("released").grades["b-answer"], [0, null, false]);
    assert.deepEqual(of("released").comments["b-answer"], ["No response.", null]);
    for (const grade of Object.values(of("broken").grades)) assert.deepEqual(grade, [null, null, true]);
  });

  it("gives the grades of people back, with their comments", async () => {
    await gradebook(course, "right", NOTEBOOK, "b-answer", "1.5", "Almost: and ŷ?");
    const { code, stdout, stderr } = await gradus("import", "--python", python);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { taken: 1, kept: [] });
    const file = join(assignment, "graded/manual.json");
    const [{ answer, ...grade }, ...others] = JSON.parse(readFileSync(file, "utf8")) as [{ answer: string }];
    const about = { student: "right", notebook: NOTEBOOK, cell: "b-answer" };
    assert.deepEqual([grade, ...others], [{ ...about, score: 1.5, comment: "Almost: and ŷ?" }]);
    const { answers } = ours("right");
    assert.equal(
      answer,
      createHash("sha256").update(answers[0]!.text).digest("hex"),
      "the text that was read",
    );
  });

  it("keeps a person's other grade and says so, until it is told to replace it; nothing else changes", async () => {
    kept = await gradebook(course, "right", NOTEBOOK, "b-answer", "2", "Full.");
    const there = await exported();
    assert.equal(there.code, 1);
    assert.deepEqual((JSON.parse(there.stdout) as { kept: unknown }).kept, [
      { student: "right", notebook: NOTEBOOK, cell: "b-answer" },
    ]);
    await exported("--replace");
    const replaced = await gradebook(course);
    const { grades, comments } = of("right");
    const expected = {
      grades: { ...grades, "b-answer": [null, 1.5, false] },
      comments: { ...comments, "b-answer": [null, "Almost: and ŷ?"] },
    };
    assert.deepEqual(replaced, { ...kept, [`right/${NOTEBOOK}`]: expected });
  });

  it("is exported by nbgrader with our scores, lateness taken off", async () => {
    const { code, said } = await nbgrader(course, "export");
    assert.equal(code, 0, said);
    const [head, ...rows] = readFileSync(join(course, "grades.csv"), "utf8").trim().split("\n");
    const columns = head!.split(",");
    const row = (name: string): Record<string, string> => {
      const values = rows.map((each) => each.split(",")).find((each) => each[3] === name)!;
      return Object.fromEntries(columns.map((column, i) => [column, values[i]!]));
    };
    const scores = (name: string): number => ours(name).tasks.reduce((sum, { score }) => sum + score, 0);
    assert.equal(Number(row("right").score), scores("right") + 1.5);
    assert.equal(row("right").last_name, "Emmy right");
    assert.equal(row("right").email, "right@example.org");
    assert.equal(row("right").duedate, "2026-11-20 11:00:00");
    assert.equal(row("right").timestamp, "2026-11-20 10:30:00");
    assert.equal(Number(row("wrong").raw_score), scores("wrong"));
    assert.equal(Number(row("wrong").late_submission_penalty), 0.25 * 8);
    assert.equal(Number(row("wrong").score), scores("wrong") - 2);
    assert.equal(Number(row("released").score), 0);
  });

  it("has notebooks beside it that formgrader and generate_feedback show", async () => {
    const { code, said } = await nbgrader(course, "generate_feedback", ASSIGNMENT, "--student=right");
    assert.equal(code, 0, said);
    const html = readFileSync(join(course, `feedback/right/${ASSIGNMENT}/${NOTEBOOK}.html`), "utf8");
    assert.match(html, /Almost: and ŷ\?/);
    assert.match(html, /3-4 \(c\) SigmoidGate: 3 of 3 points/);
  });

  it("of other cells is refused, and stays as it is", async () => {
    const file = join(assignment, "source", `${NOTEBOOK}.ipynb`);
    const before = readFileSync(file, "utf8");
    const database = readFileSync(join(course, "gradebook.db"));
    write(file, before.replaceAll('"grade_id": "b-answer"', '"grade_id": "b-other"'));
    const { code, stderr } = await exported();
    write(file, before);
    assert.equal(code, 2);
    assert.match(stderr, /were made with other cells in gates: b-answer, b-other/);
    assert(database.equals(readFileSync(join(course, "gradebook.db"))));
  });
});
