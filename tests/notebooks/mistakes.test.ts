/** What happens to students in a notebook, and that each time they can go on. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { pythonOf, userEnvironment } from "../../scripts/setup/project.mjs";
import { parseNotebook } from "../../packages/grader/src/notebook/notebook.js";
import { exercise, root } from "../support/python.js";

type Step = { readonly run: string; readonly interrupt?: number } | { readonly restart: true };

const name = "3-4-computational-graphs.ipynb";
const sourcesOf = (version: string) =>
  new Map(
    parseNotebook(readFileSync(join(exercise, version, name), "utf8"), name).cells.map(({ id, source }) => [
      id,
      source,
    ]),
  );
const [student, solution] = [sourcesOf("student"), sourcesOf("solution")];
const cell = (id: string): Step => ({ run: solution.get(id)! });
const begin = [cell("imports"), cell("gate")];

/** What each step showed. */
function session(...steps: readonly Step[]): string[] {
  const script = fileURLToPath(new URL("kernel_session.py", import.meta.url));
  const { status, stdout, stderr } = spawnSync(pythonOf(userEnvironment(root)), [script], {
    input: JSON.stringify({ folder: join(exercise, "student"), steps }),
    encoding: "utf8",
    env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
  });
  assert.equal(status, 0, stderr);
  const { shown } = JSON.parse(stdout) as { shown: (string | null)[] };
  return shown.map((text, i) => text ?? assert.fail(`step ${i} never ended`));
}

describe("a student's mistake", function () {
  this.timeout(120_000);

  it("of types is told with its line, before anything runs", () => {
    const wrong = solution.get("c")!.replace("this.out = 1 /", 'this.out = "1" +');
    const shown = session(...begin, { run: wrong }, cell("c"), cell("c-test")).slice(2);
    assert.match(shown[0]!, /cell \[3\]:3:5 – TS2322/);
    assert.match(shown[0]!, /Type 'string' is not assignable to type 'number'/);
    assert.match(shown[2]!, /3 of 3 passed/);
  });

  it("that throws is told in the check, with the place", () => {
    const wrong = solution.get("b")!.replace("this.out *= input.out", "this.out *= this.inputNodes[7].out");
    const [shown] = session(...begin, { run: wrong }, cell("b-test")).slice(3);
    assert.match(
      shown!,
      /✗ failed {2}multiplies two inputs\n {4}forward\(\): expected no error, got TypeError/,
    );
    assert.match(shown!, /A gate reads an input that it does not have/);
    assert.match(shown!, /FailedCheckError: 3-4 \(b\) MultiplyGate: 5 of 5 tests did not pass/);
    assert.doesNotMatch(shown!, /node_modules|\.[jt]s:\d+/, "no stack of files");
  });

  it("that runs for ever is stopped, and what was defined stays", () => {
    const wrong = solution.get("c")!.replace("forward(): void {", "forward(): void {\n    while (true) {}");
    const stop = { run: solution.get("c-test")!, interrupt: 2 };
    const shown = session(...begin, { run: wrong }, stop, cell("c"), cell("c-test")).slice(3);
    assert.match(shown[0]!, /Interrupted: The cell was stopped/);
    assert.match(shown[2]!, /3 of 3 passed/);
  });

  it("that runs for ever is stopped by the check itself, if nobody does it", () => {
    const wrong = solution
      .get("b")!
      .replace("let others = 1;", "let others = 1;\n      for (let k = 0; k < 1; ) {}");
    const [shown] = session(...begin, { run: wrong }, cell("b-test")).slice(3);
    assert.match(shown!, /✓ passed {2}multiplies two inputs/);
    assert.match(shown!, /backward\(\): expected no error, got Endless: was stopped after 10 s/);
  });

  it("to run a cell twice does no harm", () => {
    const shown = session(...begin, ...begin, cell("a"), cell("a"), cell("a-test"), cell("a-test"));
    assert.deepEqual(shown.slice(0, 6), ["", "", "", "", "", ""]);
    assert.match(shown[7]!, /3 of 3 passed/);
  });

  it("to run the check first is told by the name that is missing", () => {
    const shown = session(...begin, cell("b-test"), cell("b"), cell("b-test")).slice(2);
    assert.match(shown[0]!, /No cell that has run declares 'MultiplyGate'/);
    assert.match(shown[2]!, /5 of 5 passed/);
  });

  it("to restart in the middle is told by names, and mended from the first cell on", () => {
    const shown = session(...begin, { restart: true }, cell("a"), ...begin, cell("a"), cell("a-test")).slice(
      3,
    );
    assert.match(shown[0]!, /Cannot find name 'Gate'/);
    assert.match(shown[4]!, /3 of 3 passed/);
  });

  it("to rename a class is told by the name that is missing", () => {
    const renamed = solution.get("d")!.replace("SquaredLossGate", "LossGate");
    const [shown] = session(...begin, { run: renamed }, cell("d-test")).slice(3);
    assert.match(shown!, /'SquaredLossGate'/);
  });

  it("to forget a task is no failure, but something to do", () => {
    const [shown] = session(...begin, { run: student.get("b")! }, cell("b-test")).slice(3);
    assert.match(
      shown!,
      /0 of 5 passed\n… to do {2}multiplies two inputs\n {4}Task \(b\) MultiplyGate\.forward is still open/,
    );
  });
});
