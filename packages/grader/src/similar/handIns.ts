/** The answers of all students in a notebook, and what they were given. */

import { existsSync } from "node:fs";
import { students } from "../batch/units.js";
import { NotebookError } from "../errors.js";
import { readRegularFile } from "../files/readRegularFile.js";
import { readMaster } from "../grade/master.js";
import { LIMITS } from "../handIn/limits.js";
import { match } from "../handIn/match.js";
import { readHandIn } from "../handIn/read.js";
import type { Assignment } from "../model/assignment.js";
import { Document } from "./document.js";

export interface HandIns {
  readonly documents: readonly Document[];
  readonly template: Document;
  /** Whose notebook could not be read. */
  readonly unread: readonly string[];
}

export function handInsOf(assignment: Assignment, notebook: string): HandIns {
  const master = readMaster(assignment, notebook);
  const documents: Document[] = [];
  const unread: string[] = [];
  for (const student of students(assignment)) {
    const file = assignment.submitted(student, `${notebook}.ipynb`);
    if (!existsSync(file)) continue;
    const bytes = readRegularFile(file, LIMITS.file) ?? new Uint8Array();
    try {
      const { sources } = match(master, readHandIn(bytes, notebook));
      documents.push(
        new Document(
          student,
          sources.filter(({ isAnswer }) => isAnswer),
        ),
      );
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      unread.push(student);
    }
  }
  const given = master.cells.filter(({ kind }) => kind === "answer" || kind === "code");
  return { documents, template: new Document("", given), unread };
}
