/** Blobs as files in a folder that all machines share. */

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MachineError } from "../errors.js";
import { checkKey, type Blobs, type Kind } from "./blobs.js";

export class FolderBlobs implements Blobs {
  readonly folder: string;

  /** @throws MachineError where it cannot be made */
  constructor(folder: string) {
    this.folder = resolve(folder);
    try {
      // Work of students, and secrets of courses: for the account that grades, and nobody else.
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new MachineError(`The store cannot be at ${this.folder}: ${(error as Error).message}`);
    }
  }

  /** @throws MachineError, for example when the disk is full */
  async put(kind: Kind, key: string, bytes: Uint8Array): Promise<"new" | "same" | "different"> {
    const there = await this.get(kind, key);
    if (there) return there.equals(bytes) ? "same" : "different";
    const file = this.#file(kind, key);
    const part = `${file}.${randomBytes(6).toString("hex")}.part`;
    try {
      await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
      await writeToDisk(part, bytes);
      // Unlike a rename, this fails where somebody else was faster.
      await link(part, file);
      return "new";
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return await this.put(kind, key, bytes);
      throw new MachineError(`The store at ${this.folder} cannot be written to: ${(error as Error).message}`);
    } finally {
      await rm(part, { force: true });
    }
  }

  /** @throws MachineError when it cannot be read, which is not the same as not being there */
  async get(kind: Kind, key: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.#file(kind, key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT" && existsSync(this.folder)) return undefined;
      throw new MachineError(`The store at ${this.folder} cannot be read: ${(error as Error).message}`);
    }
  }

  /** Results stay: somebody else may wait for the same one. */
  async taken(key: string): Promise<void> {
    await rm(this.#file("handins", key), { force: true });
  }

  async discard(key: string): Promise<void> {
    await rm(this.#file("results", key), { force: true });
  }

  /** In 256 folders each: one with a million files is slow on most disks. */
  #file(kind: Kind, key: string): string {
    return join(this.folder, kind, checkKey(key).slice(0, 2), key);
  }
}

/** So that a machine that loses its power does not leave an empty file with a good name. */
async function writeToDisk(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
