/** Decides which tests run and in which order. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** What tells most in the least time comes first, and what needs a browser last. */
const early = ["repository", "setup"];
const late = ["renderer", "browser"];
/** They count the sandboxes of the whole machine: no two of them run at a time, and what makes sandboxes belongs to them. */
const counting = ["grading", "queue"];

/**
 * The test files below a folder, relative to the project and with forward slashes.
 * @param {string} base
 * @param {string} folder
 */
export function testFiles(base, folder) {
  if (!existsSync(join(base, folder))) return [];
  return readdirSync(join(base, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => relative(base, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/**
 * A file is selected by any word that its path contains, and by no words at all.
 * @param {string} path
 * @param {readonly string[]} words
 */
export const isSelected = (path, words) => words.length === 0 || words.some((word) => path.includes(word));

/**
 * Groups the files of tests/ by their folder there, the folders in the order in which they run.
 * @param {readonly string[]} files
 * @returns {[folder: string, files: string[]][]}
 */
export function inOrder(files) {
  /** @type {Map<string, string[]>} */
  const folders = new Map();
  for (const file of files) {
    const folder = file.split("/").slice(0, -1).slice(0, 2).join("/");
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
}

/**
 * Parts the folders into those that come first, one by one, and rows of which each may run beside the other ones.
 * @template {readonly [folder: string, ...rest: unknown[]]} T
 * @param {readonly T[]} folders
 * @returns {{first: T[], rows: T[][]}}
 */
export function inRows(folders) {
  const isIn =
    (/** @type {readonly string[]} */ names) =>
    (/** @type {T} */ [folder]) =>
      names.includes(nameOf(folder));
  const first = folders.filter(isIn(early));
  const later = folders.filter((each) => !first.includes(each));
  const row = later.filter(isIn(counting));
  const rows = [row, later.filter((each) => !row.includes(each))];
  return { first, rows: rows.filter(({ length }) => length > 0) };
}

/** @param {string} folder */
const nameOf = (folder) => folder.split("/")[1] ?? "";

/** @param {string} folder */
function rank(folder) {
  const name = nameOf(folder);
  if (early.includes(name)) return early.indexOf(name) - early.length;
  return late.indexOf(name) + 1;
}
