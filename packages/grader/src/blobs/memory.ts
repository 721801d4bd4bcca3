/** Blobs within one process. */

import type { Blobs, Kind } from "./blobs.js";

export class MemoryBlobs implements Blobs {
  readonly #blobs = new Map<string, Buffer>();

  put(kind: Kind, key: string, bytes: Uint8Array): Promise<"new" | "same" | "different"> {
    const name = `${kind}/${key}`;
    const there = this.#blobs.get(name);
    if (there) return Promise.resolve(there.equals(bytes) ? "same" : "different");
    this.#blobs.set(name, Buffer.from(bytes));
    return Promise.resolve("new");
  }

  get(kind: Kind, key: string): Promise<Buffer | undefined> {
    return Promise.resolve(this.#blobs.get(`${kind}/${key}`));
  }

  taken(key: string): Promise<void> {
    this.#blobs.delete(`handins/${key}`);
    return this.discard(key);
  }

  discard(key: string): Promise<void> {
    this.#blobs.delete(`results/${key}`);
    return Promise.resolve();
  }
}
