/** The kernel as `npm start` registers it, driven as a front end drives it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { pythonOf, root, userEnvironment } from "../../scripts/setup/project.mjs";

const client = fileURLToPath(new URL("run_cells.py", import.meta.url));

interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** What happened before the kernel was idle again, cell by cell. */
interface Session {
  /** Null where idle was never heard. */
  readonly outputs: readonly (string | null)[];
  readonly errors: readonly (Failure | null)[];
  readonly replies: readonly (({ readonly status: string } & Partial<Failure>) | null)[];
}

function session(cells: readonly string[], folder = `${root}/notebooks`): Session {
  const { status, stdout, stderr } = spawnSync(pythonOf(userEnvironment(root)), [client], {
    input: JSON.stringify({ folder, cells }),
    encoding: "utf8",
    env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
    maxBuffer: 100_000_000,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Session;
}

/** What each cell printed. */
const runCells = (cells: readonly string[]): Session["outputs"] => session(cells).outputs;

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${i}\n`).join("");

describe("the TypeScript kernel", function () {
  this.timeout(120_000);

  it("runs and type-checks cells of a notebook below the project's folder", () => {
    const { outputs, errors } = session([
      "console.log(1)",
      'import fs from "fs"; console.log(typeof fs.readFileSync)',
      'const wrong: number = "text"; console.log("ran")',
    ]);
    assert.deepEqual(outputs, ["1\n", "function\n", ""]);
    assert.match(errors[2]!.evalue, /^1:7 - Type 'string' is not assignable to type 'number'/);
  });

  it("knows names of earlier cells in { name }, too", () => {
    const { outputs, errors } = session([
      "const a = 1; class B {}; function c() {}",
      "console.log(Object.keys({ a, B, c }).join())",
      "let d = 0; ({ a: d } = { a }); console.log(d); ({ d } = { d: 5 }); console.log(d)",
      "const { e = a } = {} as any; console.log(e); const wrong: { a: string } = { a };",
    ]);
    assert.deepEqual(outputs.slice(0, 3), ["", "a,B,c\n", "1\n5\n"]);
    assert.match(errors[3]!.evalue, /Type 'number' is not assignable to type 'string'/);
  });

  it("says as Jupyter's protocol has it that a cell failed, in an output and in the reply", () => {
    const { outputs, errors, replies } = session([
      'console.error("said before"); class WrongNumber extends Error { name = "WrongNumber" } throw new WrongNumber("seven")',
      'await Promise.reject(new TypeError("no"))',
      'throw "only words"',
      'const a: number = "text"; const b: string = 7;',
      'console.error("no failure")',
    ]);
    assert.deepEqual(outputs, ["said before\n", "", "", "", "no failure\n"]);
    assert.deepEqual(
      errors.map((error) => error && [error.ename, error.evalue]),
      [
        ["WrongNumber", "seven"],
        ["TypeError", "no"],
        ["Error", "only words"],
        ["TypeScriptError", "1:7 - Type 'string' is not assignable to type 'number'."],
        null,
      ],
    );
    assert.equal(errors[3]!.traceback.length, 2, "a line for each of the compiler's errors");
    for (const [i, reply] of replies.entries()) {
      const { status, ename, evalue, traceback } = reply!;
      assert.equal(status, errors[i] ? "error" : "ok");
      assert.deepEqual(ename ? { ename, evalue, traceback } : null, errors[i]);
    }
  });

  it("runs the cells after one that failed, where a client wants it to", () => {
    const { outputs, replies } = session([
      'throw new Error("no")',
      'console.log("next")',
      'console.log("and next")',
    ]);
    assert.deepEqual(outputs, ["", "next\n", "and next\n"]);
    assert.deepEqual(
      replies.map((reply) => reply!.status),
      ["error", "ok", "ok"],
    );
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
