/** The project's own kernel, `@gradus/kernel`, which leaves its line to the notebook where libraries can find it. */

import { randomUUID } from "node:crypto";
import type { Kernel, Line } from "./kernel.js";

interface GradusKernel extends Pick<Kernel, "onInterrupt" | "onCellEnd"> {
  /** @param id by which an output can be replaced */
  display(data: object, metadata: object, id?: string, isUpdate?: boolean): void;
  /** @throws Interrupted when the cell is stopped instead; another error when nobody can be asked */
  ask(question: string, isSecret: boolean): string;
  openComm(target: string): Line;
}

const KERNEL = Symbol.for("gradus.kernel");

/** The kernel that this process runs in, or nothing when it is another one. */
export function findGradus(): Kernel | undefined {
  const kernel = (globalThis as { [KERNEL]?: GradusKernel })[KERNEL];
  if (!kernel) return undefined;
  return {
    send: ({ data, metadata }) => {
      kernel.display(data, metadata);
    },
    sendReplaceable: ({ data, metadata }) => {
      const id = randomUUID();
      kernel.display(data, metadata, id);
      return (next) => {
        kernel.display(next.data, next.metadata, id, true);
      };
    },
    onInterrupt: (run) => kernel.onInterrupt(run),
    onCellEnd: (run) => kernel.onCellEnd(run),
    askSecret: (question) => {
      try {
        return kernel.ask(question, true);
      } catch (error) {
        if ((error as Error).name === "Interrupted") throw error;
        return undefined;
      }
    },
    openLine: (target) => kernel.openComm(target),
  };
}
