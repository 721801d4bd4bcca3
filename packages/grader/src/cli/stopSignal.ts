import { once } from "node:events";

/** Waits until the program is told to end. */
export async function stopSignal(): Promise<void> {
  const heard = new AbortController();
  const { signal } = heard;
  await Promise.race([once(process, "SIGINT", { signal }), once(process, "SIGTERM", { signal })]);
  heard.abort();
}
