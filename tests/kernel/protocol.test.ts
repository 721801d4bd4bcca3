/** Jupyter's own tests of a kernel, from the package jupyter_kernel_test, and Jupyter's own way to run a notebook. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pythonOf, root, testEnvironment } from "../../scripts/setup/project.mjs";
import { everywhere, ours } from "./expect.js";
import { KERNEL } from "./kernel.js";

function python(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(pythonOf(testEnvironment(root)), args, {
    encoding: "utf8",
    env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
  });
  assert.equal(status, 0, `\n${stdout}${stderr}`);
}

describe("Jupyter itself", function () {
  this.timeout(180_000);

  ours("finds that every message has the right form", () => {
    python(join(import.meta.dirname, "protocol_test.py"), "--verbose");
  });

  everywhere("runs a whole notebook", () => {
    const folder = mkdtempSync(join(tmpdir(), "gradus-notebook-"));
    try {
      const file = join(folder, "sums.ipynb");
      writeFileSync(file, JSON.stringify(notebook(["const two: number = 2", "console.log(two + two)"])));
      python("-m", "jupyter", "execute", "--inplace", file);
      const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
        cells: { outputs: { text?: string[] }[] }[];
      };
      assert.deepEqual(cells[1]!.outputs[0]!.text, ["4\n"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function notebook(sources: readonly string[]): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: KERNEL, display_name: KERNEL } },
    cells: sources.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
  };
}
