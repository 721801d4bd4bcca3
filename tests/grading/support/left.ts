/** Which sandboxes are still there. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param folder in which their stage lies: each has it among its arguments or its mounts
 * @returns their command lines
 */
export function sandboxesOf(folder: string): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    const command = textOf(join("/proc", pid, "cmdline"));
    const isSandbox = [command, textOf(join("/proc", pid, "mountinfo"))].some((each) =>
      each.includes(folder),
    );
    return isSandbox ? [command.replaceAll("\0", " ")] : [];
  });
}

/** Empty where it is no process, or one that has ended in the meantime. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
