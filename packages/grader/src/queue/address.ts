/** Where a queue is: `redis://`, `rediss://` (with TLS), `postgres://` or `postgresql://`. */

import { UsageError } from "../errors.js";

export interface Address {
  readonly engine: "Redis" | "PostgreSQL";
  readonly url: string;
  /** For words: without the password. */
  readonly shown: string;
}

const ENGINES: Readonly<Record<string, Address["engine"]>> = {
  "redis:": "Redis",
  "rediss:": "Redis",
  "postgres:": "PostgreSQL",
  "postgresql:": "PostgreSQL",
};

/** @throws UsageError */
export function parseAddress(text: string): Address {
  const [, protocol] = /^([a-z]+:)\/\/\S+$/.exec(text) ?? [];
  const engine = protocol === undefined ? undefined : ENGINES[protocol];
  // The text may hold a password, so it is not repeated.
  if (!engine)
    throw new UsageError(
      "A queue is given as redis://HOST:PORT, rediss://HOST:PORT or postgres://HOST/DATABASE.",
    );
  return { engine, url: text, shown: text.replace(/\/\/.*@/, "//").replace(/\?.*/, "") };
}
