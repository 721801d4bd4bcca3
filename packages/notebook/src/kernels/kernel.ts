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
  /** Ask the person at the notebook, without showing what they type. @returns nothing where nobody can be asked */
  askSecret(question: string): string | undefined;
  /** Open a line to the notebook's page. @returns nothing where there is none */
  openLine(target: string): Line | undefined;
}

/** Our side of a line whose other side is in the page. */
export interface Line {
  onMessage: ((message: { readonly data: Readonly<Record<string, unknown>> }) => void) | undefined;
  onClose: (() => void) | undefined;
  close(): void;
}
