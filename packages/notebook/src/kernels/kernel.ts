/** Send an output to whatever runs the cell. */

import type { Output } from "../output.js";
import { findTslab } from "./tslab.js";

/** What this package needs of a kernel. */
export interface Kernel {
  /** Show an output below the cell that runs now. */
  send(output: Output): void;
}

/** Outside a notebook there is no picture to show, so the words are printed. */
const terminal: Kernel = {
  send: ({ data }) => {
    console.log(data["text/plain"]);
  },
};

export function currentKernel(): Kernel {
  return findTslab() ?? terminal;
}
