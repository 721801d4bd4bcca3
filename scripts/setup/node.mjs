/** Checks that this Node can run the project, against the versions that package.json names. */
import { join } from "node:path";
import process from "node:process";

import { readJson } from "./json.mjs";
import { Problem } from "./problem.mjs";

/**
 * @param {string} base
 * @param {string} [version]
 * @throws {Problem} if this Node is too old
 */
export function checkNode(base, version = process.versions.node) {
  const { engines } = /** @type {{engines: {node: string}}} */ (readJson(join(base, "package.json")));
  if (satisfies(version, engines.node)) return;
  const accepted = engines.node
    .split("||")
    .map((range) => range.replace(/[^\d.]/g, "").replace(/(\.0)+$/, ""));
  throw new Problem(
    `Gradus needs Node ${accepted.slice(0, -1).join(", ")} or ${accepted.at(-1) ?? ""}, or a later version of one of them, and this is Node ${version}`,
    "install a newer Node and run the command again",
  );
}

/**
 * The part of npm's version ranges that `engines` uses: `^1.2.3`, `>=1.2.3` and `||`.
 * @param {string} version
 * @param {string} ranges
 */
export function satisfies(version, ranges) {
  const [major, ...rest] = numbers(version);
  return ranges.split("||").some((range) => {
    const [wantedMajor, ...wantedRest] = numbers(range);
    if (major === undefined || wantedMajor === undefined) return false;
    if (major !== wantedMajor) return range.includes(">=") && major > wantedMajor;
    return compare(rest, wantedRest) >= 0;
  });
}

/** @param {string} text */
const numbers = (text) => (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
function compare(a, b) {
  const at = b.findIndex((part, i) => (a[i] ?? 0) !== part);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
