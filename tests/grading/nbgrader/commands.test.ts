/** nbgrader's own commands on our notebooks, with our kernel: what works, and what is nbgrader's own limit. */

import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  parseNotebook,
  printNotebook,
  type Notebook,
} from "../../../packages/grader/src/notebook/notebook.js";
import { gradus } from "../gradus.js";
import {
  ASSIGNMENT,
  gradebook,
  handInWith,
  makePlace,
  nbgrader,
  NOTEBOOK,
  solution,
  student,
  write,
  type Ended,
  type Kept,
} from "./course.js";

const wrongSigmoid = (source: string): string => source.replace("1 - this.out", "2 - this.out");

const HAND_INS: Readonly<Record<string, Notebook>> = {
  right: solution,
  released: student,
  wrong: handInWith({
    a: (source) => source.replace("this.out -=", 'console.warn("here"); this.out -='),
    c: wrongSigmoid,
  }),
  damaged: handInWith({ c: (source) => source.replace("this.out = 1 /", 'this.out = "1" +') }, (cell) => {
    if (cell.id === "a-test") return [cell, { ...cell, id: "copy" }];
    return cell.id === "c-test" ? [] : [cell];
  }),
  endless: handInWith({ a: (source) => `${source}\nwhile (true) {}` }),
  exit: handInWith({ a: (source) => `${source}\nprocess.exit(0);` }),
  forged: handInWith({
    c: (source) => `${wrongSigmoid(source)}\nasync function check(...all: unknown[]) {}`,
  }),
};

describe("nbgrader's commands", function () {
  this.timeout(300_000);
  const place = makePlace();
  const { assignment, course } = place;
  let graded: Ended;
  let kept: Readonly<Record<string, Kept>>;
  after(place.remove);

  const scores = (name: string): readonly (number | null)[] => {
    const { grades } = kept[`${name}/${NOTEBOOK}`]!;
    return ["a-test", "c-test"].map((cell) => grades[cell]![0]);
  };
  const outputs = (name: string, cell: string): string => {
    const file = join(course, "autograded", name, ASSIGNMENT, `${NOTEBOOK}.ipynb`);
    const { cells } = parseNotebook(readFileSync(file, "utf8"), file);
    return JSON.stringify(cells.find(({ metadata }) => metadata.nbgrader?.grade_id === cell)!.outputs);
  };

  it("generate_assignment makes the student version that `gradus release` makes", async () => {
    const setUp = await gradus("nbgrader", "setup", assignment, "--course", course);
    assert.equal(setUp.code, 0, setUp.stderr);
    const { code, said } = await nbgrader(course, "generate_assignment", ASSIGNMENT);
    assert.equal(code, 0, said);
    const file = join(course, "release", ASSIGNMENT, `${NOTEBOOK}.ipynb`);
    const released = parseNotebook(readFileSync(file, "utf8"), file);
    for (const { metadata } of released.cells) delete metadata.nbgrader?.cell_type;
    assert.deepEqual(released, student);
  });

  it("generate_assignment does not know AUTOTEST in TypeScript: nbgrader's own limit", async () => {
    const withAutotest = handInWith({ "c-test": () => "// ### AUTOTEST 1 + 1" });
    write(join(course, "source/autotest/gates.ipynb"), printNotebook(withAutotest));
    const { code, said } = await nbgrader(course, "generate_assignment", "autotest");
    assert.notEqual(code, 0);
    assert.match(said, /Kernel gradus has not been specified in InstantiateTests\.comment_strs/);
  });

  it("validate says which cells are not done", async () => {
    const file = join(course, "released.ipynb");
    write(file, printNotebook(student));
    const { said } = await nbgrader(course, "validate", file);
    assert.match(said, /VALIDATION FAILED ON 3 CELL/);
    assert.match(said, /FailedCheckError: 3-4 \(a\) WeightGate: 3 of 3 tests did not pass/);
    assert.match(said, /You did not provide a response/);
  });

  it("autograde grades what it can, and says with which hand-in it could not", async () => {
    for (const [name, notebook] of Object.entries(HAND_INS))
      write(join(course, "submitted", name, ASSIGNMENT, `${NOTEBOOK}.ipynb`), printNotebook(notebook));
    // Nobody has to wait for a minute here.
    const patience = "c.Execute.timeout_func = lambda cell: 5 if 'while (true)' in cell.source else 60\n";
    appendFileSync(join(course, "nbgrader_config.py"), patience);
    graded = await nbgrader(course, "autograde", ASSIGNMENT);
    kept = await gradebook(course);
    assert.deepEqual(Object.keys(kept).length, Object.keys(HAND_INS).length);
    assert.equal(graded.code, 1, "because of the hand-in that ends its kernel");
    assert.match(graded.said, /There was an error processing assignment 'exercise' for student 'exit'/);
    assert.equal(graded.said.match(/There was an error processing assignment 'exercise'/g)?.length, 1);
  });

  it("gives all points to the solutions", () => {
    assert.deepEqual(scores("right"), [3, 3]);
  });

  it("gives no points to a notebook as it was released, and sees that nothing was written", () => {
    assert.deepEqual(scores("released"), [0, 0]);
    const { grades, comments } = kept[`released/${NOTEBOOK}`]!;
    assert.deepEqual(grades["b-answer"], [0, null, false]);
    for (const [comment] of Object.values(comments)) assert.equal(comment, "No response.");
  });

  it("gives no points for a test that fails, where it once ended with KeyError: 'ename'", () => {
    assert.equal(scores("wrong")[1], 0);
    assert.match(outputs("wrong", "c-test"), /"ename":"FailedCheckError"/);
  });

  it("knows no part of a test's points: nbgrader's own limit, since a check fails as a whole", () => {
    assert.match(outputs("wrong", "c-test"), /[12] of 3 passed/);
  });

  it("gives no points when right code warns on stderr: nbgrader's own limit", () => {
    assert.match(outputs("wrong", "a-test"), /3 of 3 passed/);
    assert.equal(scores("wrong")[0], 0);
  });

  it("grades a notebook with a test twice and one missing, where it once refused the whole notebook", () => {
    assert.deepEqual(scores("damaged"), [3, 0]);
    assert.match(
      outputs("damaged", "c-test"),
      /No cell that has run declares 'SigmoidGate'/,
      "it was put back, and run",
    );
  });

  it("goes on behind a cell that the compiler refuses", () => {
    assert.match(outputs("damaged", "c"), /"ename":"TypeScriptError"/);
    assert.match(outputs("damaged", "c-test"), /"ename":"TypeScriptError"/);
  });

  it("interrupts a loop without an end; what its cell had declared before is tested, and the tests go on", () => {
    assert.deepEqual(scores("endless"), [3, 3]);
  });

  it("cannot grade a hand-in that ends its kernel: nbgrader's own limit", () => {
    assert.match(graded.said, /DeadKernelError/);
    assert.deepEqual(scores("exit"), [null, null]);
    assert(!existsSync(join(course, "autograded/exit/exercise/gates.ipynb")));
  });

  it("believes a hand-in that replaces the check: nbgrader's own limit, `gradus grade` does not", async () => {
    assert.deepEqual(scores("forged"), [3, 3]);
    write(join(assignment, "submitted/forged", `${NOTEBOOK}.ipynb`), printNotebook(HAND_INS.forged!));
    const { code, stderr } = await gradus("grade", assignment);
    assert.equal(code, 0, stderr);
    const result = JSON.parse(
      readFileSync(join(assignment, `graded/students/forged/${NOTEBOOK}.json`), "utf8"),
    ) as { tasks: { score: number; points: number }[] };
    const [weight, sigmoid] = result.tasks;
    assert.equal(weight!.score, 3);
    assert(sigmoid!.score < sigmoid!.points);
  });

  it("generate_feedback takes what autograde has made", async () => {
    const { code, said } = await nbgrader(course, "generate_feedback", ASSIGNMENT);
    assert.equal(code, 0, said);
    const html = readFileSync(join(course, `feedback/wrong/exercise/${NOTEBOOK}.html`), "utf8");
    assert.match(html, /FailedCheckError/);
  });
});
