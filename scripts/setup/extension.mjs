/** Packs the built JupyterLab extension into a wheel and installs it into the students' environment. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { fingerprint } from "./fingerprint.mjs";
import { pythonOf, userEnvironment } from "./project.mjs";
import { stamped } from "./step.mjs";

const folder = "packages/jupyterlab";
const parts = ["gradus_jupyterlab", "pyproject.toml", "hatch_build.py", "install.json"];

/**
 * @param {string} base
 * @returns {import("./step.mjs").Step}
 */
export function extension(base) {
  const python = pythonOf(userEnvironment(base));
  const installed = join(
    userEnvironment(base),
    "share/jupyter/labextensions/@gradus/jupyterlab/package.json",
  );
  return {
    ...stamped(
      base,
      "extension",
      () => fingerprint(join(base, folder), parts, new Set(["__pycache__"])),
      () => existsSync(installed),
    ),
    sentence: "Installing the JupyterLab extension",
    async action(run) {
      const cwd = join(base, folder);
      const dist = join(cwd, "dist");
      for (const wheel of wheels(dist)) rmSync(wheel);
      await run(python, ["-m", "hatchling", "build", "-t", "wheel"], { cwd });
      // Neither needs the network: hatchling is in the environment, and so is all that the wheel asks for.
      const options = ["--disable-pip-version-check", "--no-deps", "--force-reinstall", "--no-index"];
      await run(python, ["-m", "pip", "install", ...options, ...wheels(dist)]);
    },
  };
}

/** @param {string} dist */
const wheels = (dist) =>
  existsSync(dist)
    ? readdirSync(dist)
        .filter((name) => name.endsWith(".whl"))
        .map((name) => join(dist, name))
    : [];
