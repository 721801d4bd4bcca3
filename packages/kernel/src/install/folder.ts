/** Writes and removes the folder with the kernel's description: Jupyter sees all of it or nothing. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InstallError } from "./installError.js";
import { isOurs, printSpec, type KernelSpec } from "./kernelSpec.js";

/** @throws InstallError if another kernel has this folder, or it cannot be written */
export function writeSpec(folder: string, spec: KernelSpec): void {
  const file = join(folder, "kernel.json");
  if (existsSync(folder) && !hasOurs(folder))
    throw new InstallError(
      `${folder} belongs to another kernel: choose another name with --name, or delete that folder first`,
    );
  changing(folder, () => {
    mkdirSync(dirname(folder), { recursive: true });
    const draft = mkdtempSync(join(dirname(folder), ".gradus-"));
    try {
      writeFileSync(join(draft, "kernel.json"), printSpec(spec));
      // Where the folder is there already, its file is replaced: a folder cannot be renamed over another one.
      if (existsSync(folder)) renameSync(join(draft, "kernel.json"), file);
      else renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}

/** @throws InstallError if there is no such kernel, it is not ours, or it cannot be removed */
export function removeSpec(folder: string): void {
  if (!existsSync(folder))
    throw new InstallError(
      `there is no kernel in ${folder}: "jupyter kernelspec list" says which there are; ` +
        "give the options that it was installed with",
    );
  if (!hasOurs(folder))
    throw new InstallError(
      `${folder} belongs to another kernel, so it stays: "jupyter kernelspec remove" removes any`,
    );
  changing(folder, () => rmSync(folder, { recursive: true }));
}

function hasOurs(folder: string): boolean {
  const file = join(folder, "kernel.json");
  return existsSync(file) && isOurs(readFileSync(file, "utf8"));
}

/** The errors of a file system that a person can do something about. */
function changing(folder: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS")
      throw new InstallError(
        `${dirname(folder)} must not be changed by you: install for yourself with --user, ` +
          "or into a folder of yours with --prefix DIR",
      );
    if (code === "ENOTDIR" || code === "EEXIST")
      throw new InstallError(`${dirname(folder)} is no folder: name another one with --prefix DIR`);
    throw error;
  }
}
