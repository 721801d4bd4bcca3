/** Where files wait until all of a download is read: what is killed half way leaves nothing that looks like a hand-in. */

import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Assignment } from "../model/assignment.js";

/** No name of a student begins like that. */
const PREFIX = ".collect-";

export class Staging {
  readonly #folder: string;
  #count = 0;

  constructor(assignment: Assignment) {
    this.#folder = assignment.submitted(`${PREFIX}${process.pid}`);
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(assignment.submitted()))
      if (name.startsWith(PREFIX) && !isRunning(Number(name.slice(PREFIX.length))))
        rmSync(assignment.submitted(name), { recursive: true });
  }

  /** @returns a name for it */
  put(bytes: Buffer): string {
    const name = String(++this.#count);
    writeFileSync(join(this.#folder, name), bytes);
    return name;
  }

  /** It is there whole, or not at all. */
  move(name: string, file: string): void {
    mkdirSync(dirname(file), { recursive: true });
    renameSync(join(this.#folder, name), file);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
