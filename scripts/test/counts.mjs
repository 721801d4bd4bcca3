/** Adds up what the runs of mocha wrote into the counts file. */
import { existsSync, readFileSync } from "node:fs";

import { parseJson } from "../setup/json.mjs";

/**
 * @typedef {{passed: number, failures: readonly string[]}} Counts failures in words: which test, and why
 * @typedef {Counts & {run: string}} RunCounts
 */

/**
 * @param {string} file
 * @returns {RunCounts[]}
 */
export function readCounts(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => /** @type {RunCounts} */ (parseJson(line)));
}

/**
 * A run that was expected and wrote nothing has crashed, and one failure stands for it. So it does for a program
 * that failed though none of its tests did.
 * @param {readonly RunCounts[]} written
 * @param {readonly string[]} expected names of runs
 * @param {boolean} programFailed
 * @returns {Counts}
 */
export function addUp(written, expected, programFailed) {
  const told = written.flatMap(({ run, failures }) => failures.map((failure) => `${run}: ${failure}`));
  const silent = unheard(written, expected).map((run) => `${run}: ended before its tests did`);
  const failures = [...told, ...silent];
  if (failures.length === 0 && programFailed)
    failures.push(`${expected.join(", ")}: ended with an error, though no test failed`);
  return { passed: written.reduce((sum, { passed }) => sum + passed, 0), failures };
}

/**
 * The expected runs that wrote nothing.
 * @param {readonly RunCounts[]} written
 * @param {readonly string[]} expected names of runs
 */
export const unheard = (written, expected) =>
  expected.filter((name) => !written.some(({ run }) => run === name));
