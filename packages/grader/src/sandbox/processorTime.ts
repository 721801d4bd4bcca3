/** What a process and those below it got from the processor. */

import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const TICK = 10;

/** In milliseconds, since the process began; 0 where it cannot be known. */
export interface ProcessorTime {
  /** Of all its threads. */
  readonly worked: number;
  /** How long the first thread could have worked, while others had the processor. */
  readonly waited: number;
}

export function processorTime(pid: number): ProcessorTime {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Behind the name, which may hold anything: utime and stime are the 14th and 15th field of the line.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const worked = (Number(fields[11]) + Number(fields[12])) * TICK;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children
      .map((child) => processorTime(Number(child)))
      .reduce((sum, each) => ({ worked: sum.worked + each.worked, waited: sum.waited + each.waited }), {
        worked,
        waited: waitedBy(pid),
      });
  } catch {
    return { worked: 0, waited: 0 };
  }
}

/** The second number of schedstat, in nanoseconds; some kernels do not keep it. */
function waitedBy(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}
