/** From the text of `--store` to a store: a folder, or `s3://BUCKET/PREFIX`. */

import { UsageError } from "../errors.js";
import type { Blobs } from "./blobs.js";
import { FolderBlobs } from "./folder.js";

/**
 * @param signal ends what waits for a server
 * @throws UsageError, or MachineError when it cannot be used
 */
export async function openBlobs(store: string, signal?: AbortSignal): Promise<Blobs> {
  const [, protocol] = /^([a-z][a-z\d+.-]+):\/\//i.exec(store) ?? [];
  if (protocol === undefined) return new FolderBlobs(store);
  if (protocol !== "s3") throw new UsageError("A store is given as a folder, or as s3://BUCKET/PREFIX.");
  const { S3Blobs } = await import("./s3/s3.js");
  return S3Blobs.open(store, process.env, { signal });
}
