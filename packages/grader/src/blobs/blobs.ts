/** The port to where hand-ins, instructors' notebooks and results lie, by keys that follow from their content. */

import { MachineError } from "../errors.js";

/** `results` are written by workers, the others by those who want something graded. */
export type Kind = "courses" | "handins" | "results";

export interface Blobs {
  /**
   * Compare and set: what is there first stays.
   *
   * @returns whether something else was there
   */
  put(kind: Kind, key: string, bytes: Uint8Array): Promise<"new" | "same" | "different">;
  get(kind: Kind, key: string): Promise<Buffer | undefined>;
  /** Whoever wanted the result has it now: what nobody needs any more may go. */
  taken(key: string): Promise<void>;
  /** For a result that cannot be read: a disk may have lost half of it. */
  discard(key: string): Promise<void>;
}

/** @throws MachineError for what could be a path to somewhere else */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new MachineError(`"${key}" is no key.`);
  return key;
}
