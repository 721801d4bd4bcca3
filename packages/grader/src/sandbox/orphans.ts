/**
 * Sandboxes that never began. When a grader is killed in the very moment in which bubblewrap makes one, its inner half
 * waits for its outer half for ever: it runs nobody's code, but it is there. The next grader ends it.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param runner the folder of the runner, which stands in the command line */
export function endOrphans(runner: string): void {
  for (const pid of readdirSync("/proc"))
    if (/^\d+$/.test(pid) && isOrphan(pid, runner))
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // It has ended, or it is somebody else's.
      }
}

/** The first process of a table of its own, whose maker is gone. */
function isOrphan(pid: string, runner: string): boolean {
  const status = textOf(pid, "status");
  return (
    /^PPid:\t1$/m.test(status) &&
    /^NSpid:\t\d+\t.*\b1$/m.test(status) &&
    textOf(pid, "cmdline").includes(`\0${runner}\0`)
  );
}

/** Empty for a process that has ended in the meantime. */
function textOf(pid: string, file: string): string {
  try {
    return readFileSync(join("/proc", pid, file), "utf8");
  } catch {
    return "";
  }
}
