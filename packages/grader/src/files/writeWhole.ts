/** Write a file whole or not at all: whoever is killed half way leaves the old one. */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

let count = 0;

/** @param mode who may read it */
export function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  const scratch = `${file}.${process.pid}-${++count}.part`;
  try {
    writeFileSync(scratch, content, { mode });
    renameSync(scratch, file);
  } catch (error) {
    rmSync(scratch, { force: true });
    throw error;
  }
}

/** Remove what writers that were killed have left in a folder. */
export function removeParts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const writer = /\.(\d+)-\d+\.part$/.exec(name)?.[1];
    if (writer !== undefined && !existsSync(`/proc/${writer}`)) rmSync(join(folder, name), { force: true });
  }
}
