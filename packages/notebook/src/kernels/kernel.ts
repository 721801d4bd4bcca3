/** What this package needs of whatever runs the cell. */

import type { Output } from "../output.js";

export interface Kernel {
  /** Show an output below the cell that runs now. */
  send(output: Output): void;
  /** Show an output that can change its mind. @returns puts another output in its place */
  sendReplaceable(output: Output): (output: Output) => void;
}
