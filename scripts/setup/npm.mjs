/** Installs the npm packages that package-lock.json names. */
import { basename, join } from "node:path";
import process from "node:process";

import { readJson } from "./json.mjs";
import { watchNpm } from "./network.mjs";

/**
 * @typedef {{version?: string, integrity?: string, optional?: boolean}} LockedPackage
 * @typedef {{packages: Record<string, LockedPackage>}} Lock
 */

/**
 * @param {string} base
 * @returns {import("./step.mjs").Step}
 */
export const npmPackages = (base) => ({
  name: "npm",
  sentence: "Installing the npm packages",
  isCurrent: () => isInstalled(base),
  action: (run) => {
    const [program, ...args] = npm();
    return run(program, [...args, "ci", "--no-audit", "--no-fund", "--loglevel=http"], {
      isHopeless: watchNpm(),
    });
  },
});

/**
 * Compares the lock with npm's own record of what lies in node_modules. npm writes that record last, so an
 * installation that was broken off has none.
 * @param {string} base
 */
export function isInstalled(base) {
  try {
    const { packages: wanted } = readLock(join(base, "package-lock.json"));
    const { packages: present } = readLock(join(base, "node_modules", ".package-lock.json"));
    return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      const found = present[path];
      if (path === "") return true;
      // Optional packages are those of other operating systems.
      if (found === undefined) return optional === true;
      return found.version === version && found.integrity === integrity;
    });
  } catch {
    return false;
  }
}

/** @param {string} file */
const readLock = (file) => /** @type {Lock} */ (readJson(file));

/**
 * The npm that started this script, run by this Node: `npm` itself is a batch file on Windows.
 * @returns {[program: string, ...args: string[]]}
 */
export function npm() {
  const script = process.env.npm_execpath;
  return script && basename(script).startsWith("npm") ? [process.execPath, script] : ["npm"];
}
