/** Hand in: lay notebooks into a folder from which the instructor collects, and tell what was laid there. */

import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { NotebookError, UsageError } from "../errors.js";
import { writeWhole } from "../files/writeWhole.js";
import { readHandIn } from "../handIn/read.js";
import { isStudentId } from "../model/receipt.js";
import { isNotebook } from "./entry.js";

export interface Submission {
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
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
  if (!isStudentId(student))
    throw new UsageError(`"${student}" cannot be a student's name: letters, digits and . _ @ -`);
  if (!/^[\w.-]+$/.test(assignment))
    throw new UsageError(`"${assignment}" cannot be the name of an assignment.`);
  if (!existsSync(to))
    throw new UsageError(`There is no folder ${to} to hand in to. Ask your instructor for its name.`);
  const read = files.map((file) => {
    if (!isNotebook(file)) throw new UsageError(`${file} is no notebook (.ipynb).`);
    if (!existsSync(file)) throw new UsageError(`There is no ${file}.`);
    const bytes = readFileSync(file);
    const { cells } = readHandIn(bytes, file);
    if (cells.length === 0)
      throw new NotebookError(file, "it has no cells. Is it the right file, and is it saved?");
    return { file: basename(file), bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  });
  const names = new Set(read.map(({ file }) => file));
  if (names.size < read.length) throw new UsageError("Two of the notebooks have the same name.");
  const time = new Date().toISOString().slice(0, 19).replace("T", " ");
  const folder = join(to, `${student}+${assignment}+${time} UTC+${randomBytes(8).toString("hex")}`);
  // It gets its name when it is whole: nobody collects half of it.
  const scratch = join(to, `.${basename(folder)}`);
  mkdirSync(scratch);
  for (const { file, bytes } of read) writeWhole(join(scratch, file), bytes);
  renameSync(scratch, folder);
  return { folder, files: read.map(({ file, sha256 }) => ({ file, sha256 })) };
}
