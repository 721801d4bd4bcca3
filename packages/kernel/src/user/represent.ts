/** How the value of a cell's last expression is shown. */

import { inspect } from "node:util";
import { assertJson } from "./output.js";
import type { Bundle } from "../link/messages.js";

/** Deno's convention: a method that gives representations by MIME type. */
const DISPLAY = Symbol.for("Jupyter.display");

export async function represent(value: unknown): Promise<Bundle> {
  const method =
    (typeof value === "object" && value !== null) || typeof value === "function"
      ? (value as Record<symbol, unknown>)[DISPLAY]
      : undefined;
  if (typeof method === "function") {
    const shown = (await (method as () => unknown).call(value)) as Record<string, unknown> | null | undefined;
    if (typeof shown === "object" && shown !== null) {
      const data = encoded(shown);
      assertJson(data);
      return { data, metadata: {} };
    }
  }
  return { data: { "text/plain": inspect(value, { depth: 4 }) }, metadata: {} };
}

export function encoded(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
    ]),
  );
}
