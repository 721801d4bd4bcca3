/**
 * Sandboxes that never began. When a grader is killed in the very moment in which bubblewrap makes one, the inner half of
 * bubblewrap is left alone: it waits for its outer half for ever, or, where that had just let it go, it becomes a runner
 * that is bound to nobody. It runs nobody's code, but it is there. The next grader ends it.
 */

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { WITHIN } from "./command.js";

/** @param runner the folder of the runner, by which a sandbox is known */
export function endOrphans(runner: string): void {
  for (const pid of readdirSync("/proc"))
    if (/^\d+$/.test(pid) && isOrphan(pid, runner))
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // It has ended, or it is somebody else's.
      }
}

/**
 * The first process of a table of its own, whose maker is gone. Who its parent is instead tells nothing: often process 1,
 * but on a desktop or in a container another one.
 */
function isOrphan(pid: string, runner: string): boolean {
  const status = textOf(pid, "status");
  const parent = /^PPid:\t(\d+)$/m.exec(status)?.[1];
  return (
    parent !== undefined &&
    /^NSpid:\t\d+\t.*\b1$/m.test(status) &&
    // In this order: it turns from the one into the other, never back.
    (isBubblewrap(pid, runner) || hasRunner(pid, runner)) &&
    !isBubblewrap(parent, runner)
  );
}

/** Either half, which still has the command line that it was started with. */
function isBubblewrap(pid: string, runner: string): boolean {
  return textOf(pid, "cmdline").includes(`\0${runner}\0`);
}

/** From the moment in which it becomes Node: its command line tells nothing any more, but what it sees does. */
function hasRunner(pid: string, runner: string): boolean {
  try {
    const [seen, wanted] = [statSync(join("/proc", pid, "root", WITHIN)), statSync(runner)];
    return seen.ino === wanted.ino && seen.dev === wanted.dev;
  } catch {
    // It sees no such folder, or it is not ours to look into.
    return false;
  }
}

/** Empty for a process that has ended in the meantime. */
function textOf(pid: string, file: string): string {
  try {
    return readFileSync(join("/proc", pid, file), "utf8");
  } catch {
    return "";
  }
}
