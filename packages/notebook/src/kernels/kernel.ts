/** What this package needs of whatever runs the cell. */

import type { Output } from "../output.js";

export interface Kernel {
  /** Show an output below the cell that runs now. */
  send(output: Output): void;
  /** Show an output that can change its mind. @returns puts another output in its place */
  sendReplaceable(output: Output): (output: Output) => void;
  /** Run this when somebody interrupts a cell that waits. @returns forgets it */
  onInterrupt(run: () => void): () => void;
  /** Run this once, when the cell ends, however it does. @returns forgets it */
  onCellEnd(run: () => void): () => void;
}
