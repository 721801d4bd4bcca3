/** Builds the packages, each after those it imports. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

import { fingerprint } from "./fingerprint.mjs";
import { readJson } from "./json.mjs";
import { lerna, lernaVariables } from "./project.mjs";
import { stamped } from "./step.mjs";

/**
 * @typedef {{name: string, folder: string, main?: string, scripts?: Record<string, string>, jupyterlab?: {outputDir?: string}}} Package
 */

const settings = ["package.json", "package-lock.json", "lerna.json", "nx.json", "tsconfig.base.json"];
/** What a build makes, and what it does not read. */
const skipped = new Set([
  "node_modules",
  "dist",
  "lib",
  "labextension",
  "test",
  "__pycache__",
  ".mocharc.json",
]);

/**
 * @param {string} base
 * @returns {import("./step.mjs").Step}
 */
export const build = (base) => ({
  ...stamped(
    base,
    "build",
    () => fingerprint(base, [...settings, "packages"], skipped),
    () => packages(base).every(isBuilt),
  ),
  sentence: "Building the packages",
  action: (run) =>
    run(process.execPath, [lerna(base), "run", "build", "--skip-nx-cache"], { env: lernaVariables(base) }),
});

/**
 * The workspace's packages, as their package.json files describe them.
 * @param {string} base
 * @returns {Package[]}
 */
export function packages(base) {
  return readdirSync(join(base, "packages"))
    .map((name) => join(base, "packages", name))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => {
      const described = /** @type {Package} */ (readJson(join(folder, "package.json")));
      return { ...described, folder };
    });
}

/** @param {Package} described */
function isBuilt({ folder, main, scripts, jupyterlab }) {
  if (!scripts?.build) return true;
  const made = [main, jupyterlab?.outputDir && join(jupyterlab.outputDir, "package.json")];
  return made.every((file) => !file || existsSync(join(folder, file)));
}
