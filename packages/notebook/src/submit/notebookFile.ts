/** Finds and reads the notebook's own file. */

import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { NotebookFileError } from "./errors.js";
import type { Saved } from "./save.js";

export interface NotebookFile {
  /** Without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly savedAt: Date;
}

/** In bytes: what the service takes. It breaks off a longer one, and what it says then may not arrive. */
const LARGEST = 20_000_000;

/** As Jupyter tells the kernel when it starts it. Undefined in other programs, and in a console. */
function ownFile(): string | undefined {
  const { JPY_SESSION_NAME: name = "" } = process.env;
  return name.endsWith(".ipynb") ? resolve(name) : undefined;
}

/** The folder from which `gradus.json` is looked for. */
export const folderOf = (given: string | undefined): string => {
  const file = given ?? ownFile();
  return file === undefined ? process.cwd() : dirname(resolve(file));
};

/** What the notebook is called, where that is known. */
export const ownName = (): string | undefined => {
  const file = ownFile();
  return file && basename(file);
};

/** @throws NotebookFileError */
export function readNotebook(given: string | undefined, saved: Saved): NotebookFile {
  const file = given === undefined ? present(saved) : resolve(given);
  const name = basename(file);
  if (!name.endsWith(".ipynb")) throw new NotebookFileError(`${name} is no notebook (.ipynb).`);
  let bytes: Uint8Array;
  let savedAt: Date;
  try {
    const { size, mtime } = statSync(file);
    if (size > LARGEST) throw tooLarge(name, size);
    [bytes, savedAt] = [readFileSync(file), mtime];
  } catch (error) {
    if (error instanceof NotebookFileError) throw error;
    throw new NotebookFileError(
      `${file} cannot be read. If you have renamed or moved the notebook, restart the kernel, or say its name: ` +
        'await submit("3-4-xor.ipynb").',
    );
  }
  if (!isNotebook(bytes))
    throw new NotebookFileError(
      `${name} does not hold a notebook. Open it in JupyterLab, save it, and try again.`,
    );
  return { name, bytes, savedAt };
}

function present(saved: Saved): string {
  const own = ownFile();
  if (saved.by === "page") return join(own === undefined ? process.cwd() : dirname(own), saved.file);
  if (own !== undefined) return own;
  throw new NotebookFileError(
    'It is not known which file this notebook is. Say its name: await submit("3-4-xor.ipynb").',
  );
}

function isNotebook(bytes: Uint8Array): boolean {
  try {
    const data = JSON.parse(Buffer.from(bytes).toString()) as { cells?: unknown } | null;
    return Array.isArray(data?.cells);
  } catch {
    return false;
  }
}

const tooLarge = (name: string, size: number): NotebookFileError =>
  new NotebookFileError(
    `${name} has ${Math.ceil(size / 1e6)} MB, and no more than ${LARGEST / 1e6} are taken. ` +
      "Clear the outputs (Edit → Clear Outputs of All Cells), save, and hand it in again.",
  );
