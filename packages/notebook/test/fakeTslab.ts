/** Stands in for the kernel: what a cell sends is collected. */

import { createRequire } from "node:module";

export interface Sent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
  readonly isUpdate: boolean;
}

/** Run as if in a cell. @returns all that was sent until `run` has ended and whatever was on its way is there */
export async function inCell(run: () => unknown): Promise<Sent[]> {
  const { cache } = createRequire(import.meta.url);
  const path = "/somewhere/tslab/dist/jupyter.js";
  const sent: Sent[] = [];
  const write = (content: Omit<Sent, "isUpdate">, isUpdate: boolean): void => {
    sent.push({ ...content, isUpdate });
  };
  cache[path] = { exports: { lastWriteDisplayData: write } } as never;
  try {
    await run();
    await new Promise((resolve) => setTimeout(resolve, 400));
  } finally {
    delete cache[path];
  }
  return sent;
}
