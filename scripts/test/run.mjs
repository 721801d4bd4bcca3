/** Runs the tests of the packages, then those that cross packages, and counts. */
import { spawn } from "node:child_process";
import console from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { packages } from "../setup/build.mjs";
import { lerna, lernaVariables } from "../setup/project.mjs";
import { addUp, readCounts } from "./counts.mjs";
import { inOrder, isSelected, testFiles } from "./select.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */

const reporter = fileURLToPath(new URL("reporter.cjs", import.meta.url));

/**
 * @param {string} base
 * @param {readonly string[]} words which tests; a word selects the packages and files whose path contains it
 * @returns {Promise<Counts>}
 */
export async function runTests(base, words) {
  const scratch = mkdtempSync(join(tmpdir(), "gradus-test-"));
  try {
    const counts = [await runPackages(base, words, scratch)];
    const files = testFiles(base, "tests").filter((file) => isSelected(file, words));
    for (const [folder, members] of inOrder(files)) {
      counts.push(await runFolder(base, folder, members, scratch));
    }
    const sum = addUp(
      counts.map((each) => ({ run: "", ...each })),
      [],
      false,
    );
    if (sum.passed + sum.failed > 0) return sum;
    console.log(`There is no test whose path contains ${words.join(" or ")}.`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} base
 * @param {readonly string[]} words
 * @param {string} scratch
 * @returns {Promise<Counts>}
 */
async function runPackages(base, words, scratch) {
  const selected = packages(base).filter(({ folder, scripts }) => {
    const path = relative(base, folder).replaceAll("\\", "/");
    return (
      scripts?.test && [path, ...testFiles(base, path + "/test")].some((file) => isSelected(file, words))
    );
  });
  if (selected.length === 0) return { passed: 0, failed: 0 };
  const counts = join(scratch, "packages");
  const scopes = selected.map(({ name }) => `--scope=${name}`);
  const failed = await fails(
    [lerna(base), "run", "test", "--stream", "--concurrency=1", "--no-bail", "--skip-nx-cache", ...scopes],
    base,
    {
      ...lernaVariables(base),
      MOCHA_OPTIONS: `--reporter ${JSON.stringify(reporter)}`,
      GRADUS_COUNTS: counts,
    },
  );
  return addUp(
    readCounts(counts),
    selected.map(({ folder }) => folder),
    failed,
  );
}

/**
 * Each folder of tests/ is a run of its own, so that a crash takes no more than that folder's counts along.
 * @param {string} base
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {string} scratch
 * @returns {Promise<Counts>}
 */
async function runFolder(base, folder, files, scratch) {
  console.log(`\n${folder}`);
  const counts = join(scratch, folder.replaceAll("/", "-"));
  const failed = await fails([join(base, "node_modules", "mocha", "bin", "mocha.js"), ...files], base, {
    MOCHA_OPTIONS: `--reporter ${JSON.stringify(reporter)}`,
    GRADUS_COUNTS: counts,
    GRADUS_RUN: folder,
  });
  return addUp(readCounts(counts), [folder], failed);
}

/**
 * Runs a Node script with this terminal and says whether it failed.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} env
 * @returns {Promise<boolean>}
 */
function fails(args, cwd, env) {
  const child = spawn(process.execPath, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code !== 0));
  });
}
