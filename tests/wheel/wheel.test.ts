/** The extension as somebody gets it who has JupyterLab and nothing of ours: one wheel, no Node. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { pythonOf, testEnvironment } from "../../scripts/setup/project.mjs";
import { root } from "../support/python.js";

const run = promisify(execFile);

describe("the wheel of the extension", function () {
  this.timeout(60_000);
  const python = pythonOf(testEnvironment(root));
  const dist = join(root, "packages", "jupyterlab", "dist");

  it("is enabled and OK in an environment without Node", async () => {
    const wheels = readdirSync(dist).filter((file) => file.endsWith(".whl"));
    assert.equal(wheels.length, 1);
    const install = [
      "-m",
      "pip",
      "install",
      "--no-deps",
      "--no-index",
      "--force-reinstall",
      join(dist, wheels[0]!),
    ];
    // Nothing but the environment's own programs can be found.
    const env = { ...process.env, PATH: dirname(python) };
    await run(python, install, { env });
    await assert.rejects(run("node", ["--version"], { env }), "Node is out of reach");
    const { stdout, stderr } = await run(python, ["-m", "jupyter", "labextension", "list"], { env });
    assert.match(stdout + stderr, /@gradus\/jupyterlab v\d+\.\d+\.\d+ .*enabled.*OK/);
  });

  it("holds the engine, so that it draws without a network", () => {
    const installed = join(dirname(dirname(python)), "share/jupyter/labextensions/@gradus/jupyterlab");
    const sizes = readdirSync(join(installed, "static")).map(
      (file) => statSync(join(installed, "static", file)).size,
    );
    assert.ok(Math.max(...sizes) > 500_000, "Graphviz is one of its files");
  });
});
