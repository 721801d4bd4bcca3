/** Gives the student notebooks of their own to write in. */
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

const handedOut = "notebooks/exercise-3/student";
const folder = "work/exercise-3";
const first = "3-4-computational-graphs.ipynb";

/**
 * Copies the notebooks that are not there yet; a student's work is never overwritten.
 * @param {string} base
 * @returns {string | undefined} the notebook to open, relative to `base`
 */
export function prepareWork(base) {
  for (const name of notebooks(join(base, handedOut))) {
    mkdirSync(join(base, folder), { recursive: true });
    const target = join(base, folder, name);
    // The flag, besides the check, because a second start at the same moment must not win over a first save.
    if (!existsSync(target)) copyFileSync(join(base, handedOut, name), target, constants.COPYFILE_EXCL);
  }
  const names = notebooks(join(base, folder));
  const name = names.includes(first) ? first : names[0];
  return name && `${folder}/${name}`;
}

/** @param {string} path */
const notebooks = (path) =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => name.endsWith(".ipynb"))
        .sort()
    : [];
