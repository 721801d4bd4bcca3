/** The notebooks on tslab, for courses that stay with it: every one of them runs to its end, and its checks pass. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exercise, root, runPython } from "../support/python.js";

const solution = join(exercise, "solution");
const names = readdirSync(solution).filter((name) => name.endsWith(".ipynb"));

describe("on tslab", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "gradus-tslab-"));
  const executed = join(folder, "executed.ipynb");
  const written: string[] = [];
  after(() => {
    for (const path of [folder, ...written]) rmSync(path, { recursive: true });
  });

  const execute = async (kernel: string, name: string): Promise<string> => {
    const args = ["-m", "jupyter", "execute", `--kernel_name=${kernel}`, `--output=${executed}`, name];
    await runPython(args, solution, { JUPYTER_PATH: folder });
    return readFileSync(executed, "utf8");
  };
  const assertPassed = (outputs: string): void => {
    assert.match(outputs, /(\d+) of \1 passed/);
    assert.doesNotMatch(outputs, /✗ failed|… to do/);
  };

  it("as the project starts it, exercise 3-4 runs as it is", async () => {
    assertPassed(await execute("tslab", "3-4-computational-graphs.ipynb"));
  });

  for (const name of names)
    it(`as it starts itself, ${name} runs with { name: name } in its checks`, async () => {
      const kernel = join(folder, "kernels", "stock");
      mkdirSync(kernel, { recursive: true });
      const argv = [
        process.execPath,
        join(root, "node_modules", "tslab", "bin", "tslab"),
        "kernel",
        "--config-path={connection_file}",
      ];
      const spec = { argv, display_name: "tslab", language: "typescript" };
      writeFileSync(join(kernel, "kernel.json"), JSON.stringify(spec));
      // tslab alone forgets that a name in { name } can be one of an earlier cell. In its own folder, where a kernel finds
      // the packages.
      const copy = join(solution, `.tslab-${name}`);
      written.push(copy);
      writeFileSync(copy, withNamesSpelledOut(readFileSync(join(solution, name), "utf8")));
      assertPassed(await execute("stock", copy));
    });
});

const withNamesSpelledOut = (notebook: string): string =>
  notebook.replaceAll(
    /await check\((\\"[\w-]+\\"), \{ ([\w, ]+) \}\)/g,
    (_, task: string, given: string) => `await check(${task}, { ${given.replaceAll(/\w+/g, "$&: $&")} })`,
  );
