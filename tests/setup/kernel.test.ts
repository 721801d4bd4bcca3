/** The kernel as `npm start` registers it, driven as a front end drives it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { pythonOf, root, userEnvironment } from "../../scripts/setup/project.mjs";

const client = fileURLToPath(new URL("run_cells.py", import.meta.url));

/** What each cell printed before the kernel was idle again; null where that was never heard. */
function runCells(cells: readonly string[], folder = `${root}/notebooks`): readonly (string | null)[] {
  const { status, stdout, stderr } = spawnSync(pythonOf(userEnvironment(root)), [client], {
    input: JSON.stringify({ folder, cells }),
    encoding: "utf8",
    env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
    maxBuffer: 100_000_000,
  });
  assert.equal(status, 0, stderr);
  return (JSON.parse(stdout) as { outputs: (string | null)[] }).outputs;
}

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${i}\n`).join("");

describe("the TypeScript kernel", function () {
  this.timeout(120_000);

  it("runs and type-checks cells of a notebook below the project's folder", () => {
    const [printed, imported, refused] = runCells([
      "console.log(1)",
      'import fs from "fs"; console.log(typeof fs.readFileSync)',
      'const wrong: number = "text"; console.log("ran")',
    ]);
    assert.equal(printed, "1\n");
    assert.equal(imported, "function\n");
    assert.match(refused ?? "", /^1:7 - Type 'string' is not assignable to type 'number'/);
  });

  it("knows names of earlier cells in { name }, too", () => {
    const outputs = runCells([
      "const a = 1; class B {}; function c() {}",
      "console.log(Object.keys({ a, B, c }).join())",
      "let d = 0; ({ a: d } = { a }); console.log(d); ({ d } = { d: 5 }); console.log(d)",
      "const { e = a } = {} as any; console.log(e); const wrong: { a: string } = { a };",
    ]);
    assert.deepEqual(outputs.slice(0, 3), ["", "a,B,c\n", "1\n5\n"]);
    assert.match(outputs[3] ?? "", /Type 'number' is not assignable to type 'string'/);
  });

  it("loses none of 20,000 lines that one cell prints", () => {
    const [output] = runCells(["for (let i = 0; i < 20000; i++) console.log(i)"]);
    assert.equal(output, lines(20_000));
  });

  it("loses nothing over 400 cells with three lines each", () => {
    const cell = "for (let i = 0; i < 3; i++) console.log(i)";
    const outputs = runCells(Array.from({ length: 400 }, () => cell));
    assert.equal(outputs.length, 400);
    assert.deepEqual(new Set(outputs), new Set([lines(3)]));
  });
});
