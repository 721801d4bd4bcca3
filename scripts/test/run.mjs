/** Runs the tests of the packages, then those that cross packages, and counts. */
import console from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { packages } from "../setup/build.mjs";
import { lerna, lernaVariables } from "../setup/project.mjs";
import { addUp, readCounts, unheard } from "./counts.mjs";
import { LIMIT, runLimited } from "./limited.mjs";
import { inOrder, inRows, isSelected, testFiles } from "./select.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {object} Place
 * @property {string} scratch where the counts are written
 * @property {number} limit how long that may take, in milliseconds
 * @property {boolean} [isBeside] others run meanwhile
 */

const reporter = fileURLToPath(new URL("reporter.cjs", import.meta.url));

/**
 * @param {string} base
 * @param {readonly string[]} words which tests; a word selects the packages and files whose path contains it
 * @param {number} limit for all packages together, and for each folder, in milliseconds
 * @returns {Promise<Counts>}
 */
export async function runTests(base, words, limit = LIMIT) {
  const scratch = mkdtempSync(join(tmpdir(), "gradus-test-"));
  try {
    const place = { scratch, limit };
    const files = testFiles(base, "tests").filter((file) => isSelected(file, words));
    const { first, rows } = inRows(inOrder(files));
    /** @param {typeof first} row */
    const folders = (row) => (/** @type {boolean} */ isBeside) => runRow(base, row, { ...place, isBeside });
    const selected = selectedPackages(base, words);
    const counts = [
      ...(await sideBySide([
        ...(selected.length > 0 ? [() => runPackages(base, selected, place)] : []),
        ...(first.length > 0 ? [folders(first)] : []),
      ])),
      ...(await sideBySide(rows.map(folders))),
    ];
    const passed = counts.reduce((sum, each) => sum + each.passed, 0);
    const failures = counts.flatMap((each) => each.failures);
    if (passed + failures.length > 0) return { passed, failures };
    return { passed, failures: [`There is no test whose path contains ${words.join(" or ")}.`] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} base
 * @param {readonly string[]} words
 */
const selectedPackages = (base, words) =>
  packages(base).filter(({ folder, scripts }) => {
    const path = relative(base, folder).replaceAll("\\", "/");
    return (
      scripts?.test && [path, ...testFiles(base, path + "/test")].some((file) => isSelected(file, words))
    );
  });

/**
 * @param {string} base
 * @param {ReturnType<typeof packages>} selected
 * @param {Place} place
 * @returns {Promise<Counts[]>}
 */
async function runPackages(base, selected, { scratch, limit }) {
  const scopes = selected.map(({ name }) => `--scope=${name}`);
  const counts = await runStep({
    name: "The tests of the packages",
    runs: selected.map(({ folder }) => folder),
    args: [
      lerna(base),
      "run",
      "test",
      "--stream",
      "--concurrency=1",
      "--no-bail",
      "--skip-nx-cache",
      ...scopes,
    ],
    cwd: base,
    env: lernaVariables(base),
    counts: join(scratch, "packages"),
    limit,
  });
  return [counts];
}

/**
 * Browsers and kernels wait a lot, and hand-ins compute: together they take little more time than one of them.
 * @param {readonly ((isBeside: boolean) => Promise<Counts[]>)[]} jobs
 * @returns {Promise<Counts[]>}
 */
async function sideBySide(jobs) {
  if (availableParallelism() > 1) return (await Promise.all(jobs.map((job) => job(jobs.length > 1)))).flat();
  /** @type {Counts[]} */
  const counts = [];
  for (const job of jobs) counts.push(...(await job(false)));
  return counts;
}

/**
 * @param {string} base
 * @param {readonly [folder: string, files: string[]][]} row
 * @param {Place} place
 * @returns {Promise<Counts[]>}
 */
async function runRow(base, row, place) {
  /** @type {Counts[]} */
  const counts = [];
  for (const [folder, files] of row) counts.push(await runFolder(base, folder, files, place));
  return counts;
}

/**
 * Each folder of tests/ is a run of its own, so that a crash takes no more than that folder's counts along.
 * @param {string} base
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {Place} place
 * @returns {Promise<Counts>}
 */
function runFolder(base, folder, files, { scratch, limit, isBeside }) {
  console.log(isBeside ? `${folder} ...` : `\n${folder}`);
  return runStep({
    name: `The tests in ${folder}`,
    runs: [folder],
    args: [join(base, "node_modules", "mocha", "bin", "mocha.js"), ...files],
    cwd: base,
    env: { GRADUS_RUN: folder },
    counts: join(scratch, folder.replaceAll("/", "-")),
    limit,
    ...(isBeside && { heading: `\n${folder}\n` }),
  });
}

/**
 * @param {object} step
 * @param {string} step.name
 * @param {readonly string[]} step.runs of mocha, which write their counts
 * @param {readonly string[]} step.args
 * @param {string} step.cwd
 * @param {Record<string, string>} step.env
 * @param {string} step.counts
 * @param {number} step.limit
 * @param {string} [step.heading]
 * @returns {Promise<Counts>}
 */
async function runStep({ name, runs, args, cwd, env, counts, limit, heading }) {
  const outcome = await runLimited(args, {
    cwd,
    limit,
    ...(heading !== undefined && { heading }),
    env: { ...env, MOCHA_OPTIONS: `--reporter ${JSON.stringify(reporter)}`, GRADUS_COUNTS: counts },
  });
  /** @param {string} run a package writes the path of its folder */
  const named = (run) => relative(cwd, resolve(cwd, run)).replaceAll("\\", "/");
  const written = readCounts(counts).map((each) => ({ ...each, run: named(each.run) }));
  const expected = runs.map(named);
  if (outcome === "hung") {
    const names = unheard(written, expected);
    console.error(`${name} did not end within ${limit / 60_000} minutes, and were ended.`);
    if (names.length > 0) console.error(`Not heard of: ${names.join(", ")}`);
  }
  return addUp(written, expected, outcome !== "passed");
}
