/** Runs Python programs of the project's environments. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonOf, root, testEnvironment, userEnvironment } from "../../scripts/setup/project.mjs";

export { root };

const run = promisify(execFile);

/**
 * Run Python of the students' environment.
 * @param variables of the environment, beside this process's own
 * @throws Error with the program's output when it fails
 */
export function runPython(
  args: readonly string[],
  cwd = root,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, ...variables };
  return run(pythonOf(userEnvironment(root)), [...args], { cwd, env, maxBuffer: 1 << 26 });
}

/** Run Python of the tests' environment, where nbgrader is. */
export function runTestPython(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return run(pythonOf(testEnvironment(root)), [...args], { cwd: root });
}

export const exercise = join(root, "notebooks", "exercise-3");
