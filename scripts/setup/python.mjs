/** Makes a Python environment inside the project and installs the packages of a requirements file there. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { relative } from "node:path";

import { fingerprint } from "./fingerprint.mjs";
import { parseJson } from "./json.mjs";
import { Problem } from "./problem.mjs";
import { pythonOf } from "./project.mjs";
import { stamped } from "./step.mjs";

const oldest = { major: 3, minor: 10 };

/**
 * @typedef {object} EnvironmentOptions
 * @property {string} name
 * @property {string} sentence
 * @property {string} folder where the environment is made
 * @property {readonly string[]} requirements files relative to the project; the first one is installed
 */

/**
 * @param {string} base
 * @param {EnvironmentOptions} options
 * @returns {import("./step.mjs").Step}
 */
export function pythonEnvironment(base, { name, sentence, folder, requirements }) {
  const python = pythonOf(folder);
  const stamp = stamped(
    base,
    name,
    // The program behind the environment's link changes when the system gets a new Python, which empties it.
    () => `${fingerprint(base, requirements)} ${existsSync(python) ? realpathSync(python) : ""}`,
    () => existsSync(python),
  );
  return {
    ...stamp,
    sentence,
    remember() {
      // Looks again, because before the action there may have been no link.
      stamp.isCurrent();
      stamp.remember?.();
    },
    async action(run) {
      if (!hasPip(python)) {
        const [program, ...args] = findPython();
        await run(program, [...args, "-m", "venv", "--clear", relative(base, folder)]);
      }
      const [first] = requirements;
      if (first === undefined) return;
      const quiet = ["--disable-pip-version-check", "--no-input", "--retries", "3"];
      await run(python, ["-m", "pip", "install", ...quiet, "-r", first], { env: { PYTHONUNBUFFERED: "1" } });
    },
  };
}

/** @param {string} python */
const hasPip = (python) => existsSync(python) && spawnSync(python, ["-m", "pip", "--version"]).status === 0;

/**
 * @typedef {[program: string, ...args: string[]]} Program
 * @typedef {{major: number, minor: number, venv: boolean}} Found
 */

/** @type {readonly Program[]} */
const candidates = [["python3"], ["python"], ["py", "-3"]];

/**
 * The first Python on the path that is new enough.
 * @param {(program: Program) => Found | undefined} [ask]
 * @returns {Program}
 * @throws {Problem} if there is none, or if it cannot make environments
 */
export function findPython(ask = askPython) {
  const found = candidates.map((program) => ({ program, ...ask(program) }));
  const usable = found.find(
    ({ major, minor }) => major === oldest.major && minor !== undefined && minor >= oldest.minor,
  );
  if (usable === undefined) {
    const old = found.find(({ major }) => major !== undefined);
    const seen = old ? `this computer has Python ${old.major ?? ""}.${old.minor ?? ""}` : "none was found";
    throw new Problem(
      `Gradus needs Python ${oldest.major}.${oldest.minor} or newer to run JupyterLab, and ${seen}`,
      "install a newer Python (on Debian and Ubuntu: apt-get install python3 python3-venv) and run the command again",
    );
  }
  if (!usable.venv) {
    throw new Problem(
      "Python is here, but its venv module is not",
      "install it (on Debian and Ubuntu: apt-get install python3-venv) and run the command again",
    );
  }
  return usable.program;
}

// Debian's Python without python3-venv still has the module venv; what it lacks is ensurepip.
const question = `
import importlib.util, json, sys
venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
print(json.dumps({"major": sys.version_info[0], "minor": sys.version_info[1], "venv": venv}))
`;

/**
 * @param {Program} program
 * @returns {Found | undefined}
 */
export function askPython([program, ...args]) {
  const { status, stdout } = spawnSync(program, [...args, "-c", question], {
    encoding: "utf8",
    timeout: 20_000,
  });
  if (status !== 0) return undefined;
  try {
    return /** @type {Found} */ (parseJson(stdout));
  } catch {
    // A program of this name that is no Python, such as the door to a shop that Windows puts there.
    return undefined;
  }
}
