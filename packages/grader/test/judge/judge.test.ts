/** The tests decide, behind a channel: points, what is open, and what a student may read about it. */

import assert from "node:assert/strict";
import { readMaster } from "../../src/grade/master.js";
import { match } from "../../src/handIn/match.js";
import { judge, type Verdict } from "../../src/judge/judge.js";
import type { GradedTask } from "../../src/model/result.js";
import { link } from "../../src/program/program.js";
import { OpenLauncher } from "../../src/sandbox/launcher.js";
import { exercise3 } from "../course.js";

const MASTER = readMaster(exercise3, "3-4-computational-graphs");

/** The code is ours, so it needs no walls. */
const launcher = new OpenLauncher();

/** Two answers of the notebook; the others stay as they were released. */
const WEIGHT = `class WeightGate extends Gate {
  constructor(readonly alpha: number, value?: number, name?: string) { super([], name); this.out = value; }
  forward() {}
  backward() { this.out -= this.alpha * this.dz; }
}`;
const PRODUCT = "this.out = this.inputNodes.reduce((p, g) => p * g.out, 1);";
const multiply = (forward: string): string => `class MultiplyGate extends Gate {
  forward() { ${forward} }
  backward() {
    this.inputNodes.forEach((g, i) => g.putGradient(this, this.inputNodes.reduce((p, h, j) => (i === j ? p : p * h.out), 1)));
  }
}`;

/** @param written by the name of the answer's cell; `undefined` deletes it */
async function verdictOn(written: Readonly<Record<string, string | undefined>>, seed = 77): Promise<Verdict> {
  const cells = MASTER.cells.flatMap(({ id, kind, text: released }) => {
    const text = id in written ? written[id] : released;
    if (text === undefined) return [];
    return [
      {
        kind: kind === "text" || kind === "manual" ? ("text" as const) : ("code" as const),
        id,
        gradeId: id,
        text,
      },
    ];
  });
  const matched = match(MASTER, { kernel: undefined, cells, lost: [] });
  const program = await link(matched.sources, matched.tests);
  return judge(
    matched,
    program,
    () => launcher.start(),
    () => seed,
  );
}

async function taskOf(
  cell: string,
  written: Readonly<Record<string, string | undefined>>,
  seed?: number,
): Promise<GradedTask> {
  const { tasks } = await verdictOn(written, seed);
  return tasks.find((each) => each.cell === cell)!;
}

const statuses = ({ tests }: GradedTask): readonly string[] => tests.map(({ status }) => status);

describe("a task", function () {
  this.timeout(20_000);

  it("that is right has all points, and nothing is said about it", async () => {
    const { score, points, tests, problem, drawing } = await taskOf("b-test", { b: multiply(PRODUCT) });
    assert.equal(score, 5);
    assert.equal(points, 5);
    assert.deepEqual(
      [...new Set(tests.flatMap((test) => Object.keys(test)))],
      ["name", "points", "score", "status"],
    );
    assert.deepEqual([problem, drawing], [undefined, undefined]);
  });
  it("that is right in a part has a part of the points", async () => {
    const task = await taskOf("b-test", {
      b: multiply("this.out = this.inputNodes[0].out * this.inputNodes[1].out;"),
    });
    assert.deepEqual(statuses(task).includes("passed") && statuses(task).includes("failed"), true);
    const passed = task.tests.filter(({ status }) => status === "passed").length;
    assert.equal(task.score, (5 * passed) / task.tests.length);
    for (const { status, score, points } of task.tests) assert.equal(score, status === "passed" ? points : 0);
  });
  it("shares out the points that the notebook promises", async () => {
    const { points, tests } = await taskOf("a-test", { a: WEIGHT });
    assert.equal(points, 3);
    assert.equal(
      tests.reduce((sum, test) => sum + test.points, 0),
      3,
    );
  });
  it("that nobody has answered is open, and not wrong", async () => {
    const { tasks, findings } = await verdictOn({});
    for (const task of tasks) {
      assert.deepEqual([...new Set(statuses(task))], ["open"], task.task);
      assert.equal(task.score, 0);
      assert(task.tests.every((test) => test.hint === undefined && test.example === undefined));
    }
    assert.deepEqual(findings, []);
  });
  it("whose cell is gone is open, and says so", async () => {
    const task = await taskOf("b-test", { b: undefined });
    assert.deepEqual([...new Set(statuses(task))], ["open"]);
  });
  it("that is answered in a part is open where it is", async () => {
    const b = multiply(PRODUCT).replace(/this\.inputNodes\.forEach.*$/m, 'openTask("(b)", "the gradient");');
    const found = statuses(await taskOf("b-test", { b }));
    assert.deepEqual([...new Set(found)].sort(), ["open", "passed"]);
  });
  it("that builds on one that nobody has answered is open, too", async () => {
    const e = `function sheetGraph() { return { graph: new MultiplyGate([new InputGate(1)]).forward() }; }`;
    assert.deepEqual([...new Set(statuses(await taskOf("e-test", { e })))], ["open"]);
  });
  it("whose code cannot be read says that nothing is there, and the cell says why", async () => {
    const { tasks, findings } = await verdictOn({ a: WEIGHT, b: "class MultiplyGate {\n  forward( {" });
    const task = tasks.find(({ cell }) => cell === "b-test")!;
    assert.equal(task.problem, "MultiplyGate is not there, so nothing could be tested.");
    assert.deepEqual([...new Set(statuses(task))], ["failed"]);
    assert.match(findings[0]!.text, /^The cell "b" is not valid TypeScript: line 2: /);
    assert.equal(tasks[0]!.score, 3, "The others keep their points.");
  });
  it("whose name is another one says that nothing is there", async () => {
    const { problem } = await taskOf("b-test", {
      b: multiply(PRODUCT).replace("MultiplyGate", "MultiplicationGate"),
    });
    assert.equal(problem, "MultiplyGate is not there, so nothing could be tested.");
  });
  it("whose cell stops below what it defines keeps its points, and is told of", async () => {
    const { tasks, findings } = await verdictOn({ b: `${multiply(PRODUCT)}\nnull.x;` });
    assert.equal(tasks.find(({ cell }) => cell === "b-test")!.score, 5);
    assert.deepEqual(
      findings.map(({ kind, cell, text }) => [kind, cell, text.slice(0, 35)]),
      [["cell failed", "b", 'The cell "b" stopped: TypeError: Ca']],
    );
  });
  it("whose code ends its process says so, and the others keep their points", async () => {
    const { tasks } = await verdictOn({ a: WEIGHT, b: multiply("process.exit(0);") });
    assert.equal(tasks[0]!.score, 3);
    assert.equal(tasks[1]!.score, 0);
    const said = JSON.stringify(tasks[1]);
    assert.match(said, /ended its own process/);
  });
  it("whose cell ends its process is left out, and the others keep their points", async () => {
    const { tasks, findings } = await verdictOn({ a: WEIGHT, b: "process.exit(0);\nclass MultiplyGate {}" });
    assert.deepEqual([tasks[0]!.score, tasks[1]!.score], [3, 0]);
    assert.equal(findings[0]!.text, 'The cell "b" stopped: it ended its own process.');
  });
});

describe("what a student may read", function () {
  this.timeout(20_000);

  it("is an example with the numbers of the check in the notebook, the same for all", async () => {
    const b = multiply("this.out = 0; for (const g of this.inputNodes) this.out += g.out;");
    const [one, other] = [await taskOf("b-test", { b }, 77), await taskOf("b-test", { b }, 78)];
    const { status, example, hint } = one.tests[0]!;
    assert.equal(status, "failed");
    assert.equal(hint, undefined);
    assert.match(example!.hint!, /the sum/);
    assert.deepEqual(one.tests, other.tests);
  });
  it("is that only the numbers of the notebook hold, where a solution knows no others", async () => {
    // What the check in the notebook expects, read off and written down.
    const seen = await taskOf("b-test", { b: multiply("this.out = 0;") });
    const expected = seen.tests.flatMap(({ example }) =>
      example ? [Number(example.expected.replace("−", "-"))] : [],
    );
    const known = JSON.stringify(expected);
    const cheat = multiply(
      `${PRODUCT} if (!${known}.some((n) => Math.abs(n - this.out) < 1e-3 * Math.abs(n) + 1e-3)) this.out = 0;`,
    );
    const { tests, score } = await taskOf("b-test", { b: cheat });
    assert(score < 5);
    const hints = tests.filter(({ hint }) => hint !== undefined);
    assert(hints.length > 0, JSON.stringify(tests));
    for (const { hint, example } of hints) {
      assert.match(hint!, /^It holds with the numbers of the check in the notebook, but not with others\./);
      assert.equal(example, undefined);
    }
  });
  it("has none of the hidden numbers, even where the code says what it sees", async () => {
    const b = multiply("throw new Error('I saw ' + this.inputNodes.map((g) => g.out));");
    const [one, other] = [await taskOf("b-test", { b }, 77), await taskOf("b-test", { b }, 78)];
    assert.match(one.tests[0]!.example!.got, /I saw/);
    assert.deepEqual(one, other);
  });
  it("has a drawing in which the wrong gate is marked", async () => {
    const { drawing } = await taskOf("b-test", {
      b: multiply(PRODUCT).replace("p * h.out", "p + h.out"),
    });
    assert.match(JSON.stringify(drawing), /"mark":/);
  });
});
