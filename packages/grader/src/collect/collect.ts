/** Put what was handed in where grading looks for it: the latest of each student's notebooks, with a receipt. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { UsageError } from "../errors.js";
import { readRegularFile } from "../files/readRegularFile.js";
import { LIMITS } from "../handIn/limits.js";
import type { Assignment } from "../model/assignment.js";
import { attribute, type HandIn } from "./attribute.js";
import { isArchive, isNotebook, shownPath, type Entry, type Problem } from "./entry.js";
import { entriesOfFolder } from "./folder.js";
import { isAfterEnd } from "./lateness.js";
import { Staging } from "./staging.js";
import { store, type Collected } from "./store.js";
import { Notebooks } from "./whichNotebook.js";
import { isExchange, safeId } from "./whose.js";
import { entriesOfDownload } from "./zip.js";

export interface CollectOptions {
  /** When all of it came, where the person who collects knows it better than the files. */
  readonly received?: Date;
  /** Whose all of it is. */
  readonly student?: string;
}

export interface CollectReport {
  readonly collected: readonly Collected[];
  readonly problems: readonly Problem[];
  /** How many files were left out since they are for other assignments, by their names. */
  readonly others: Readonly<Record<string, number>>;
}

/** A file that waits in the staging area. */
export interface Staged {
  readonly entry: Entry;
  /** By which the staging area knows it. */
  readonly waiting: string;
  readonly sha256: string;
  readonly notebook: string | undefined;
}

/**
 * What is replaced is kept in `submitted/STUDENT/earlier/`; what is older than what is there stays where it is. To collect
 * the same again changes nothing.
 *
 * @param from a notebook, a folder, or a zip archive
 * @throws UsageError, CourseError
 */
export async function collect(
  assignment: Assignment,
  from: string,
  options: CollectOptions,
): Promise<CollectReport> {
  const { student, received } = options;
  if (student !== undefined && safeId(student) !== student)
    throw new UsageError(`"${student}" cannot be a student's name: letters, digits and . _ @ -`);
  if (!existsSync(from)) throw new UsageError(`There is no ${from}.`);
  const root = realpathSync(from);
  const problems: Problem[] = [];
  const notebooks = new Notebooks(assignment);
  const staging = new Staging(assignment);
  try {
    const staged: Staged[] = [];
    for await (const entry of entriesOf(root, assignment, problems)) {
      const found = await stage(entry, notebooks, staging, problems);
      if (found) staged.push(found);
    }
    const { handIns, others } = attribute(
      staged,
      assignment,
      notebooks,
      { isArchive: isArchive(root), student },
      problems,
    );
    reportUnknownTimes(handIns, assignment, received, from, problems);
    if (handIns.length === 0 && problems.length === 0) problems.push({ file: from, why: whyNothing(others) });
    return { collected: store(assignment, handIns, staging, received, problems), problems, others };
  } finally {
    staging.remove();
  }
}

function entriesOf(
  from: string,
  assignment: Assignment,
  problems: Problem[],
): AsyncIterable<Entry> | Iterable<Entry> {
  if (statSync(from).isDirectory()) {
    const folder = nbgradersFolder(from) ?? from;
    const [own, source] = [realpathSync(assignment.submitted()), folder].map((each) => join(each, sep));
    if (own!.startsWith(source!) || source!.startsWith(own!))
      throw new UsageError(
        `${folder} is where hand-ins are collected to. Name the folder that they come from.`,
      );
    return entriesOfFolder(folder, problems);
  }
  if (isArchive(from)) return entriesOfDownload(from, problems);
  if (isNotebook(from)) return [singleFile(from)];
  throw new UsageError(`${from} is neither a folder, nor a zip archive, nor a notebook (.ipynb).`);
}

/** Where the hand-ins are in its folder of a course, or of the exchange; never because somebody handed in such a name. */
function nbgradersFolder(from: string): string | undefined {
  if (readdirSync(from).some(isExchange)) return undefined;
  const inner = [
    ["submitted", "nbgrader_config.py"],
    ["inbound", "outbound"],
  ].find((names) => names.every((name) => existsSync(join(from, name))));
  return inner && realpathSync(join(from, inner[0]!));
}

function singleFile(file: string): Entry {
  const read = (): Promise<Buffer | undefined> => {
    const bytes = readRegularFile(file, LIMITS.file);
    return Promise.resolve(bytes && bytes.length <= LIMITS.file ? bytes : undefined);
  };
  return { path: [basename(file)], arrived: statSync(file).ctime, read };
}

async function stage(
  entry: Entry,
  notebooks: Notebooks,
  staging: Staging,
  problems: Problem[],
): Promise<Staged | undefined> {
  const file = shownPath(entry);
  const bytes = await entry.read();
  if (!bytes) {
    problems.push({ file, why: `It has more than ${LIMITS.file / 1e6} MB, is broken, or may not be read.` });
    return undefined;
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { notebook, isMisnamed } = notebooks.find(file.slice(file.lastIndexOf("/") + 1), bytes);
  if (isMisnamed)
    problems.push({ file, why: `Its cells are those of ${notebook!}, and it was taken as that.` });
  return { entry, waiting: staging.put(bytes), sha256, notebook };
}

function whyNothing(others: Readonly<Record<string, number>>): string {
  const names = Object.keys(others);
  return names.length === 0
    ? "There is no notebook (.ipynb) in it."
    : `What is in it was handed in for other assignments: ${names.join(", ")}.`;
}

/** Downloads say when they were made. After the end this does not tell who was late, so nobody is taken for it. */
function reportUnknownTimes(
  handIns: readonly HandIn[],
  { settings }: Assignment,
  received: Date | undefined,
  from: string,
  problems: Problem[],
): void {
  if (received) return;
  const unknown = handIns.filter(
    ({ isAtLatest, time, about }) => isAtLatest && isAfterEnd(settings, time) && about.platform !== "Canvas",
  );
  if (unknown.length > 0)
    problems.push({
      file: from,
      why:
        `It was packed or copied after the end, and does not say when the hand-ins came: ${unknown.length} files count as ` +
        "on time. Collect those that were late again, with --received TIME.",
    });
}
