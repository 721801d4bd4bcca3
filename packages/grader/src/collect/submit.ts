/** Hand in: lay notebooks into a folder from which the instructor collects, and tell what was laid there. */

import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { NotebookError, UsageError } from "../errors.js";
import { writeWhole } from "../files/writeWhole.js";
import { readHandIn } from "../handIn/read.js";
import { isNotebook } from "./entry.js";
import { safeId } from "./whose.js";

export interface Submission {
  readonly folder: string;
  readonly files: readonly {
    readonly file: string;
    readonly sha256: string;
    /** When the file was saved: what was typed after it is not in it. */
    readonly savedAt: string;
    /** What may be a mistake. It was handed in all the same. */
    readonly warnings: readonly string[];
  }[];
}

/**
 * The folder is named as nbgrader's exchange has it, so that nbgrader could collect it, too. The time in its name is only
 * a name: when it came, the collecting side sees for itself.
 *
 * @throws NotebookError for what nobody could grade; then nothing is handed in
 */
export function submit(
  files: readonly string[],
  assignment: string,
  student: string,
  to: string,
): Submission {
  if (safeId(student) !== student)
    throw new UsageError(`"${student}" cannot be a student's name: letters, digits and . _ @ -`);
  if (!/^[\w.-]+$/.test(assignment))
    throw new UsageError(`"${assignment}" cannot be the name of an assignment.`);
  if (!existsSync(to) || !statSync(to).isDirectory())
    throw new UsageError(`There is no folder ${to} to hand in to. Ask your instructor for its name.`);
  const read = files.map(readToSubmit);
  const names = new Set(read.map(({ file }) => file.toLowerCase()));
  if (names.size < read.length) throw new UsageError("Two of the notebooks have the same name. Rename one.");
  // In a form that file names may have on Windows, too.
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const folder = join(to, `${student}+${assignment}+${time}+${randomBytes(8).toString("hex")}`);
  // It gets its name when it is whole: nobody collects half of it.
  const scratch = join(to, `.${basename(folder)}`);
  try {
    mkdirSync(scratch);
    for (const { file, bytes } of read) writeWhole(join(scratch, file), bytes);
    renameSync(scratch, folder);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    throw new UsageError(
      `Nothing was handed in, since ${to} cannot be written to: ${(error as Error).message}`,
    );
  }
  return {
    folder,
    files: read.map(({ bytes, ...rest }) => ({
      ...rest,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
  };
}

function readToSubmit(path: string): { file: string; bytes: Buffer; savedAt: string; warnings: string[] } {
  if (!isNotebook(path)) throw new UsageError(`${path} is no notebook (.ipynb).`);
  if (!existsSync(path)) throw new UsageError(`There is no ${path}.`);
  const bytes = readFileSync(path);
  const warnings = warningsAbout(bytes, path);
  return { file: basename(path), bytes, savedAt: statSync(path).mtime.toISOString(), warnings };
}

/**
 * @param file its name, for the words of an error
 * @returns what may be a mistake
 * @throws NotebookError for what nobody could grade
 */
export function warningsAbout(bytes: Uint8Array, file: string): string[] {
  const { cells, lost } = readHandIn(bytes, file);
  if (cells.length === 0)
    throw new NotebookError(file, "it has no cells. Is it the right file, and is it saved?");
  const warnings = [...lost];
  if (!cells.some(({ gradeId }) => gradeId !== undefined))
    warnings.push(
      "It has none of the exercise's cells, so that nothing in it can be graded. Is it the right file?",
    );
  const open = cells.filter(({ kind, text }) => kind === "code" && /^\s*openTask\(/m.test(text)).length;
  if (open > 0)
    warnings.push(`${open === 1 ? "One task is" : `${open} tasks are`} still open (openTask). Is it saved?`);
  return warnings;
}
