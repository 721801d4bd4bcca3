/** How the tests of kernels are written: one kernel for a group of them, and which of them hold for any kernel. */
import assert from "node:assert/strict";

import { errorOf, isOurs, Kernel, printed, type Cell, type CellOptions } from "./kernel.js";

/** A test that stock tslab passes as well. */
export const everywhere = it;

/** A test of what only our kernel promises. */
export const ours = isOurs ? it : it.skip;

/** A kernel for the tests of a group; each test finds what those before it left. */
export function kernelFor(files: Readonly<Record<string, string>> = {}): () => Kernel {
  let kernel: Kernel | undefined;
  before(async () => {
    kernel = await Kernel.start(files);
  });
  after(() => kernel?.close());
  return () => kernel!;
}

/** Run a cell that must end well. @returns what it printed */
export async function prints(kernel: Kernel, code: string, options?: CellOptions): Promise<string> {
  const cell = await kernel.run(code, options);
  assert.equal(cell.reply.status, "ok", told(cell));
  return printed(cell);
}

/** Run a cell that the compiler must refuse. @returns what the compiler says */
export async function typeError(kernel: Kernel, code: string): Promise<string> {
  const cell = await kernel.run(code);
  assert.equal(cell.reply.status, "error", `it ran: ${printed(cell)}`);
  assert.equal(printed(cell), "", "nothing of the cell ran");
  return told(cell);
}

/** All of a cell's error, without colours. */
export function told(cell: Cell): string {
  const { ename = "", evalue = "", traceback = [] } = errorOf(cell) ?? {};
  // eslint-disable-next-line no-control-regex -- colours are made of control characters
  return [`${ename}: ${evalue}`, ...traceback].join("\n").replaceAll(/\u001b\[[\d;]*m/g, "");
}
