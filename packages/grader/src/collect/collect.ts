/** Put what was handed in where grading looks for it: the latest of each student's notebooks, with a receipt. */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../errors.js";
import { readOurs } from "../files/readOurs.js";
import { writeWhole } from "../files/writeWhole.js";
import { LIMITS } from "../handIn/limits.js";
import type { Assignment } from "../model/assignment.js";
import { receipt, type Receipt } from "../model/receipt.js";
import { isArchive, isNotebook, type Entry, type Problem } from "./entry.js";
import { entriesOfFolder } from "./folder.js";
import { latenessOf } from "./lateness.js";
import { Notebooks } from "./whichNotebook.js";
import { safeId, whose, type Whose } from "./whose.js";
import { entriesOfZip } from "./zip.js";

export interface CollectOptions {
  /** When everything came, where the person who collects knows it better than the files. */
  readonly received?: Date;
  /** Whose it is, where it is a single file. */
  readonly student?: string;
}

export interface Collected {
  readonly student: string;
  readonly notebook: string;
  readonly outcome: "new" | "newer" | "as before" | "older, left out";
  readonly lateness?: string;
}

export interface CollectReport {
  readonly collected: readonly Collected[];
  readonly problems: readonly Problem[];
}

/**
 * What is replaced is kept in `submitted/STUDENT/earlier/`. To collect the same again changes nothing.
 *
 * @param from a notebook, a folder, or a zip archive
 */
export async function collect(
  assignment: Assignment,
  from: string,
  options: CollectOptions,
): Promise<CollectReport> {
  const problems: Problem[] = [];
  const collected: Collected[] = [];
  const notebooks = new Notebooks(assignment);
  const names = new Map<string, string>();
  for await (const entry of entriesOf(from, problems)) {
    const file = entry.path.join("/");
    const bytes = await entry.read();
    if (!bytes) {
      problems.push({ file, why: `It has more than ${LIMITS.file / 1e6} MB, or is broken.` });
      continue;
    }
    const about =
      options.student === undefined
        ? whose(entry.path)
        : { ...whose(entry.path), student: safeId(options.student) };
    // On some systems Ada and ada are one folder.
    const owner = names.get(about.student.toLowerCase());
    if (owner !== undefined && owner !== about.student) {
      problems.push({
        file,
        why: `Its student's name differs from ${owner} in capital letters only. Rename one.`,
      });
      continue;
    }
    names.set(about.student.toLowerCase(), about.student);
    const notebook = notebooks.find(about.file, bytes);
    if (notebook === undefined) {
      const kept = assignment.submitted(
        about.student,
        "other",
        `${safeId(about.file.replace(/\.ipynb$/i, ""))}.ipynb`,
      );
      writeWhole(kept, bytes);
      problems.push({ file, why: `It is no notebook of ${assignment.name}. It was put to ${kept}.` });
      continue;
    }
    collected.push(keep(assignment, about, notebook, bytes, options.received ?? entry.time));
  }
  return { collected, problems };
}

function entriesOf(from: string, problems: Problem[]): AsyncIterable<Entry> {
  if (!existsSync(from)) throw new UsageError(`There is no ${from}.`);
  if (statSync(from).isDirectory()) return entriesOfFolder(from, problems);
  if (isArchive(from)) return entriesOfZip(from, problems);
  if (isNotebook(from)) return singleFile(from, problems);
  throw new UsageError(`${from} is neither a folder, nor a zip archive, nor a notebook (.ipynb).`);
}

async function* singleFile(from: string, problems: Problem[]): AsyncGenerator<Entry> {
  for await (const entry of entriesOfFolder(dirname(from), problems))
    if (entry.path.length === 1 && entry.path[0] === basename(from)) yield entry;
}

function keep(assignment: Assignment, about: Whose, notebook: string, bytes: Buffer, time: Date): Collected {
  const { student } = about;
  const file = `${notebook}.ipynb`;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const path = assignment.submitted(student, file);
  const before = readOurs(assignment.submitted(student, "receipt.json"), receipt);
  const known = before?.files.find((each) => each.file === file);
  // The receipt is written last: without its line, a file is what a killed program has left.
  if (known?.sha256 === sha256 && existsSync(path)) return { student, notebook, outcome: "as before" };
  const seconds = new Date(Math.floor(time.getTime() / 1000) * 1000);
  if (known && Date.parse(known.receivedAt ?? before!.receivedAt) > seconds.getTime())
    return { student, notebook, outcome: "older, left out" };
  if (known && existsSync(path)) {
    const earlier = assignment.submitted(student, "earlier", `${known.sha256.slice(0, 12)}-${file}`);
    mkdirSync(dirname(earlier), { recursive: true });
    renameSync(path, earlier);
  }
  writeWhole(path, bytes);
  const line = { file, original: about.file, sha256, receivedAt: seconds.toISOString() };
  const files = [
    ...(before?.files.filter((each) => each.file !== file) ?? []),
    { ...line, ...(about.isMarked && { isMarkedLate: true }) },
  ].sort((a, b) => (a.file < b.file ? -1 : 1));
  const receivedAt = files
    .map((each) => each.receivedAt ?? before!.receivedAt)
    .sort()
    .at(-1)!;
  const isMarked = files.some(({ isMarkedLate }) => isMarkedLate);
  const lateness = latenessOf(assignment.settings, new Date(receivedAt), isMarked);
  const { name, platformId } = about;
  const written: Receipt = {
    student,
    ...(name !== undefined && { name }),
    ...(platformId !== undefined && { platformId }),
    ...{ receivedAt, files, ...lateness },
  };
  writeWhole(join(dirname(path), "receipt.json"), `${JSON.stringify(written, null, 1)}\n`);
  return {
    ...{ student, notebook, outcome: known ? "newer" : "new" },
    ...(lateness.lateness !== undefined && { lateness: lateness.lateness }),
  };
}
