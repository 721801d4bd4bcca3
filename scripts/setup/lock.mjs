/** Lets one command at a time change the project: two terminals may start at the same moment. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

import { stateFolder } from "./project.mjs";

/**
 * Does something while no other command of this project does.
 * @param {string} base
 * @param {() => Promise<void>} action
 */
export async function alone(base, action) {
  const lock = join(stateFolder(base), "lock");
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!take(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && !isRunning(owner)) {
      // A command that was broken off left it behind.
      rmSync(lock, { force: true });
      continue;
    }
    if (!told && owner !== undefined) {
      process.stderr.write(
        `Another command prepares this project (process ${owner}), so this one waits; ` +
          `if there is no such command, delete ${relative(base, lock)}.\n`,
      );
      told = true;
    }
    await sleep(200);
  }
  try {
    await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * @param {string} lock
 * @returns {boolean} whether it was free
 */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return false;
  }
}

/**
 * @param {string} lock
 * @returns {number | undefined} nothing if it was given back, or is not written yet
 */
function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
