/** Everything that has to be there before a command can start, in order. */
import { existsSync } from "node:fs";
import process from "node:process";

import { build } from "./build.mjs";
import { systemPrograms } from "./debian.mjs";
import { extension } from "./extension.mjs";
import { registerKernels } from "./kernel.mjs";
import { checkNode } from "./node.mjs";
import { npmPackages } from "./npm.mjs";
import { Problem } from "./problem.mjs";
import { pythonOf, testEnvironment, userEnvironment } from "./project.mjs";
import { findPython, pythonEnvironment } from "./python.mjs";
import { writeSettings } from "./settings.mjs";
import { runStep } from "./step.mjs";

/**
 * What a student needs: packages, JupyterLab, the extension and the kernel.
 * @param {string} base
 * @throws {Problem} at the first step that fails
 */
export async function setUp(base) {
  const environment = userEnvironment(base);
  checkNode(base);
  // Asked before the long steps: nobody wants to wait for minutes to hear that Python is missing.
  if (!existsSync(pythonOf(environment))) findPython();
  await runStep(base, npmPackages(base));
  await runStep(base, build(base));
  await runStep(
    base,
    pythonEnvironment(base, {
      name: "python",
      sentence: "Installing JupyterLab",
      folder: environment,
      requirements: ["requirements.txt"],
    }),
  );
  await runStep(base, extension(base));
  writeSettings(environment);
  await registerKernels(base, environment);
}

/**
 * What the tests need besides: a browser, Graphviz, nbgrader. Without them the tests that use them fail, and
 * every other test is still worth running.
 * @param {string} base
 */
export async function setUpTests(base) {
  await unlessItCannotBe(() => runStep(base, systemPrograms(base)));
  await setUp(base);
  const environment = testEnvironment(base);
  await unlessItCannotBe(async () => {
    await runStep(
      base,
      pythonEnvironment(base, {
        name: "python-tests",
        sentence: "Installing the Python packages of the tests",
        folder: environment,
        requirements: ["tests/requirements.txt", "requirements.txt"],
      }),
    );
    await registerKernels(base, environment);
  });
}

/** @param {() => Promise<void>} action */
async function unlessItCannotBe(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
}
