/** Find the kernel that runs the cell. */

import { findGradus } from "./gradus.js";
import type { Kernel } from "./kernel.js";
import { findTslab } from "./tslab.js";

/** Outside a notebook there is no picture to show, so the words are printed; what is printed stays. */
const terminal: Kernel = {
  send: ({ data, isPassing = false }) => {
    if (!isPassing) console.log(data["text/plain"]);
  },
  sendReplaceable: (output) => {
    terminal.send(output);
    return (next) => {
      terminal.send(next);
    };
  },
  // An interrupt ends the process.
  onInterrupt: () => () => undefined,
  onCellEnd: () => () => undefined,
  askSecret: () => undefined,
  openLine: () => undefined,
};

export function currentKernel(): Kernel {
  return findGradus() ?? findTslab() ?? terminal;
}
