/** What cells find besides Node's own: `prompt`, `require`, and the line to the notebook for libraries. */

import { display, publish } from "./output.js";
import { ask, prompt } from "./ask.js";
import { openComm, registerTarget } from "./comms.js";
import { currentRun } from "./context.js";
import { require } from "./modules.js";

/** Where `@gradus/notebook` and other libraries find the kernel, without importing it. */
const KERNEL = Symbol.for("gradus.kernel");

export function addGlobals(): void {
  const kernel = {
    display,
    clearOutput: (wait = false) => {
      publish("clear_output", { wait });
    },
    ask,
    openComm,
    registerTarget,
    /** @returns forgets it */
    onInterrupt: (run: () => void) => adding(currentRun().onInterrupt, run),
    onCellEnd: (run: () => void) => adding(currentRun().onEnd, run),
  };
  for (const [name, value] of Object.entries({ prompt, require })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  Object.defineProperty(globalThis, KERNEL, { value: kernel });
}

function adding(set: Set<() => void>, run: () => void): () => void {
  set.add(run);
  return () => {
    set.delete(run);
  };
}
