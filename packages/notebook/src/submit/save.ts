/** Has the notebook's page save the notebook, so that what is handed in is what the student sees. */

import type { Kernel } from "../kernels/kernel.js";

/** `@gradus/jupyterlab` listens there. */
const TARGET = "gradus.save";

/** In milliseconds: until somebody says that it saves, and until it must be done. */
const PATIENCE = { sign: 2000, end: 20_000 };

export type Saved =
  /** Under this name, without a folder. It is the present one, where the notebook was renamed since the kernel started. */
  | { readonly by: "page"; readonly file: string }
  /** Why it was not saved; without a reason, nobody could be asked to. */
  | { readonly by: "nobody"; readonly reason?: string };

export function save(kernel: Kernel, signal: AbortSignal): Promise<Saved> {
  const line = kernel.openLine(TARGET);
  if (!line) return Promise.resolve({ by: "nobody" });
  return new Promise((resolve) => {
    const end = (saved: Saved): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      line.onMessage = line.onClose = undefined;
      // A cell that was stopped says nothing any more, not even this.
      if (!signal.aborted) line.close();
      resolve(saved);
    };
    const stop = (): void => {
      end({ by: "nobody" });
    };
    const patience = (time: number, reason?: string): ReturnType<typeof setTimeout> =>
      setTimeout(() => {
        end({ by: "nobody", ...(reason !== undefined && { reason }) });
      }, time);
    let timer = patience(PATIENCE.sign);
    signal.addEventListener("abort", stop);
    line.onMessage = ({ data: { type, file, reason } }) => {
      if (type === "saving") {
        clearTimeout(timer);
        timer = patience(PATIENCE.end, "it takes too long");
      } else if (type === "saved" && typeof file === "string") end({ by: "page", file });
      else if (type === "failed") end({ by: "nobody", reason: String(reason) });
    };
    line.onClose = stop;
  });
}
