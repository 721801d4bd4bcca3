/** The notebooks without a browser: run by `jupyter execute`, exported by nbconvert. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exercise, runPython } from "../support/python.js";

interface Executed {
  cells: {
    id: string;
    cell_type: string;
    outputs?: { text?: string | string[]; data?: Record<string, unknown> }[];
  }[];
}

const name = "3-4-computational-graphs.ipynb";

describe("exercise 3-4 without a browser", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "gradus-run-"));
  const executed = join(folder, name);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** In the notebook's own folder, where a kernel finds the packages. */
  const execute = (version: string, ...args: string[]) =>
    runPython(["-m", "jupyter", "execute", `--output=${executed}`, ...args, name], join(exercise, version));

  const outputs = (id: string) => {
    const { cells } = JSON.parse(readFileSync(executed, "utf8")) as Executed;
    return cells.find((cell) => cell.id === id)!.outputs!;
  };
  const printed = (id: string) =>
    outputs(id)
      .flatMap(({ text }) => text ?? [])
      .join("");

  it("runs to the end in the solution version", async () => {
    await execute("solution");
    assert.deepEqual(printed("f-answers").match(/\d XOR \d = \d ./g), [
      "0 XOR 0 = 0 ✓",
      "0 XOR 1 = 1 ✓",
      "1 XOR 0 = 1 ✓",
      "1 XOR 1 = 0 ✓",
    ]);
  });

  it("sends a graph as one output: data, DOT, picture and words", () => {
    const [output, ...others] = outputs("e-backward");
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(output!.data!).sort(), [
      "application/vnd.gradus.graph.v1+json",
      "image/svg+xml",
      "text/plain",
      "text/vnd.graphviz",
    ]);
    assert.match([output!.data!["text/plain"]].flat().join(""), /∂L\/∂w₁ = −0.25, next w₁ = 0.825/);
  });

  it("shows its graphs and its loss curve in the HTML that nbconvert exports", async () => {
    await runPython(["-m", "nbconvert", "--to", "html", "--output", "exported", executed]);
    const html = readFileSync(join(folder, "exported.html"), "utf8");
    const pictures = [...html.matchAll(/src="data:image\/svg\+xml;base64,([^"]+)"/g)].map(([, base64]) =>
      Buffer.from(base64!, "base64").toString(),
    );
    const graphs = pictures.filter((svg) => svg.includes('class="graph"'));
    assert.equal(graphs.length, 5);
    assert.ok(
      graphs.some((svg) => svg.includes(">0.825<")),
      "the weight after its step",
    );
    assert.ok(
      pictures.some((svg) => svg.includes(">mean loss<")),
      "the loss curve",
    );
  });

  it("runs to the first task in the student version and says in words what to write", async () => {
    await assert.rejects(execute("student"), (error: Error) => {
      assert.match(error.message, /FailedCheckError: 3-4 \(a\) WeightGate: 3 of 3 tests did not pass/);
      assert.ok(!/node_modules|\.js:\d+/.test(error.message), "no stack of files");
      return true;
    });
    await execute("student", "--allow-errors");
    assert.ok(
      outputs("example-backward")[0]!.data!["text/vnd.graphviz"],
      "the example before the task is drawn",
    );
    const table = [outputs("a-test")[0]!.data!["text/plain"]].flat().join("");
    assert.match(table, /Task \(a\) WeightGate is still open. What to write: keep alpha in this\.alpha/);
  });
});
