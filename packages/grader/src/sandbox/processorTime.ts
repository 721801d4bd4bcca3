/** How long a process and those below it have worked. */

import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const TICK = 10;

/** In milliseconds; 0 where it cannot be known. */
export function processorTime(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Behind the name, which may hold anything: utime and stime are the 14th and 15th field of the line.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const own = (Number(fields[11]) + Number(fields[12])) * TICK;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + processorTime(Number(child)), own);
  } catch {
    return 0;
  }
}
