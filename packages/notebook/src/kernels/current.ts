/** Find the kernel that runs the cell. */

import type { Kernel } from "./kernel.js";
import { findTslab } from "./tslab.js";

/** Outside a notebook there is no picture to show, so the words are printed. */
const terminal: Kernel = {
  send: ({ data }) => {
    console.log(data["text/plain"]);
  },
  sendReplaceable: (output) => {
    terminal.send(output);
    // What is printed stays.
    return () => undefined;
  },
};

export function currentKernel(): Kernel {
  return findTslab() ?? terminal;
}
