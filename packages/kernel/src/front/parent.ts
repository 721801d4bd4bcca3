/** Ends the kernel when Jupyter has died without saying so. */

/** In milliseconds. */
const INTERVAL = 2000;

export function endWithParent(end: () => Promise<void>): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end();
  }, INTERVAL).unref();
}
