/** The tslab kernel. Its public `display` sends one MIME type at a time; we need a bundle, so we go one layer down. */

import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import type { Output } from "../output.js";
import type { Kernel } from "./kernel.js";

/** Said by the project's kernel before it tells the front end that a cell is done; tslab alone says nothing. */
const CELL_END = "gradus:cell-end";

/** The part of tslab 1.0.22's `dist/jupyter.js` that we use; tslab is pinned exactly. */
interface TslabJupyter {
  /** Writes a `display_data` message for the cell that runs now; null before the first cell. */
  lastWriteDisplayData: ((content: object, update: boolean) => void) | null;
}

const atCellEnd = new Set<() => void>();

(process as NodeJS.EventEmitter).on(CELL_END, () => {
  const runs = [...atCellEnd];
  atCellEnd.clear();
  for (const run of runs) run();
});

/** The tslab that this process runs in, or nothing when it is not tslab. */
export function findTslab(): Kernel | undefined {
  // Not require("tslab"): a second copy of it would load, which talks to no notebook.
  const { cache } = createRequire(import.meta.url);
  const path = Object.keys(cache).find((file) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  const tslab = path === undefined ? undefined : (cache[path]?.exports as TslabJupyter | undefined);
  if (!tslab?.lastWriteDisplayData) return undefined;
  const write = ({ data, metadata }: Output, transient: object, isUpdate: boolean): void => {
    tslab.lastWriteDisplayData?.({ data, metadata, transient }, isUpdate);
  };
  return {
    send: (output) => {
      write(output, {}, false);
    },
    sendReplaceable: (output) => {
      const transient = { display_id: randomUUID() };
      write(output, transient, false);
      return (next) => {
        write(next, transient, true);
      };
    },
    onInterrupt: (run) => {
      let isForgotten = false;
      // Not before the cell waits: until then Node keeps all listeners of the signal aside, and after one that is added
      // meanwhile it forgets to listen, so that the next interrupt would end the kernel.
      queueMicrotask(() => {
        if (!isForgotten) process.on("SIGINT", run);
      });
      return () => {
        isForgotten = true;
        process.off("SIGINT", run);
      };
    },
    onCellEnd: (run) => {
      atCellEnd.add(run);
      return () => {
        atCellEnd.delete(run);
      };
    },
    // tslab knows neither questions nor comms.
    askSecret: () => undefined,
    openLine: () => undefined,
  };
}
