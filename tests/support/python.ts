/** Runs Python programs of the project's environments. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonOf, root, testEnvironment, userEnvironment } from "../../scripts/setup/project.mjs";

export { root };

const run = promisify(execFile);

/** Run Python of the students' environment. @throws Error with the program's output when it fails */
export function runPython(args: readonly string[], cwd = root): Promise<{ stdout: string; stderr: string }> {
  return run(pythonOf(userEnvironment(root)), [...args], { cwd, maxBuffer: 1 << 26 });
}

/** Run Python of the tests' environment, where nbgrader is. */
export function runTestPython(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return run(pythonOf(testEnvironment(root)), [...args], { cwd: root });
}

export const exercise = join(root, "notebooks", "exercise-3");
