/** The folder of each student: the latest of each notebook, what it has replaced, and the receipt. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readOurs } from "../files/readOurs.js";
import { writeWhole } from "../files/writeWhole.js";
import type { Assignment } from "../model/assignment.js";
import { receipt, type Receipt } from "../model/receipt.js";
import type { HandIn } from "./attribute.js";
import type { Staged } from "./collect.js";
import { shownPath, type Problem } from "./entry.js";
import { latenessOf } from "./lateness.js";
import type { Staging } from "./staging.js";
import { safeId } from "./whose.js";

export interface Collected {
  readonly student: string;
  /** As the learning platform or the folder spells it, where it does. */
  readonly name?: string;
  readonly notebook: string;
  /** Where it was found. */
  readonly from: string;
  readonly outcome: "new" | "newer" | "as before" | "older, left out";
  readonly receivedAt: string;
  /** Of all that the student has handed in. */
  readonly lateness?: string;
}

type KnownLine = Receipt["files"][number] & { readonly receivedAt: string };

export function store(
  assignment: Assignment,
  handIns: readonly HandIn[],
  staging: Staging,
  received: Date | undefined,
  problems: Problem[],
): Collected[] {
  const collected: Collected[] = [];
  for (const [student, theirs] of groupBy(handIns, ({ about }) => about.student)) {
    const receiptFile = assignment.submitted(student, "receipt.json");
    const before = readOurs(receiptFile, receipt);
    const lines = new Map(
      before?.files.map((line) => [line.file, { receivedAt: before.receivedAt, ...line }]),
    );
    reportAccounts(student, theirs, problems);
    const outcomes: Omit<Collected, "lateness">[] = [];
    for (const [notebook, versions] of groupBy(theirs, ({ staged }) => staged.notebook)) {
      if (notebook === undefined) {
        for (const each of versions) keepOther(assignment, each, staging, problems);
        continue;
      }
      const file = `${notebook}.ipynb`;
      const [latest, ...older] = sortedByTime(versions, notebook);
      reportTwins(latest!, older, notebook, problems);
      for (const each of [latest!, ...older]) {
        const line = lineOf(file, each, received);
        const outcome = each === latest ? outcomeOf(line, lines.get(file)) : "older, left out";
        if (outcome !== "older, left out") {
          replace(assignment.submitted(student, file), each.staged, staging);
          if (outcome !== "as before" || received) lines.set(file, line);
        }
        const { name } = each.about;
        outcomes.push({
          ...{ student, ...(name !== undefined && { name }), notebook, from: shownPath(each.staged.entry) },
          ...{ outcome, receivedAt: line.receivedAt },
        });
      }
    }
    if (lines.size === 0) continue;
    const now = receiptOf(assignment, theirs[0]!, before, [...lines.values()]);
    const text = `${JSON.stringify(now, null, 1)}\n`;
    // It is written last: without its line, a file is what a program has left that was killed.
    if (!existsSync(receiptFile) || readFileSync(receiptFile, "utf8") !== text) writeWhole(receiptFile, text);
    const { lateness } = now;
    collected.push(...outcomes.map((each) => ({ ...each, ...(lateness !== undefined && { lateness }) })));
  }
  return collected;
}

function groupBy<T, K>(list: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of list) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

/** The latest first and, of those with one time, the one that has the notebook's own name. */
function sortedByTime(versions: readonly HandIn[], notebook: string): HandIn[] {
  const isOwnName = ({ about }: HandIn): boolean =>
    about.file.toLowerCase() === `${notebook.toLowerCase()}.ipynb`;
  return [...versions].sort(
    (a, b) => b.time.getTime() - a.time.getTime() || Number(isOwnName(b)) - Number(isOwnName(a)),
  );
}

/** Everybody can lay a folder with any name into an exchange. */
function reportAccounts(student: string, theirs: readonly HandIn[], problems: Problem[]): void {
  const accounts = new Set(theirs.flatMap(({ staged: { entry } }) => entry.account ?? []));
  if (accounts.size > 1)
    problems.push({
      file: student,
      why: `Several accounts of this machine have handed in under this name: ${[...accounts].join(", ")} (user ids).`,
    });
}

/** Two versions in one hand-in: a person may see which one was meant. */
function reportTwins(latest: HandIn, older: readonly HandIn[], notebook: string, problems: Problem[]): void {
  const twin = older.find(
    ({ together, staged }) => together === latest.together && staged.sha256 !== latest.staged.sha256,
  );
  if (twin)
    problems.push({
      file: shownPath(twin.staged.entry),
      why: `It is ${notebook}, too, and ${shownPath(latest.staged.entry)} was taken.`,
    });
}

function lineOf(file: string, handIn: HandIn, received: Date | undefined): KnownLine {
  const { about, staged, time, isAtLatest } = handIn;
  const seconds = Math.floor((received ?? time).getTime() / 1000);
  return {
    ...{ file, original: about.file, sha256: staged.sha256 },
    receivedAt: new Date(seconds * 1000).toISOString(),
    ...(isAtLatest && !received && { isAtLatest: true }),
    ...(about.isMarked && { isMarkedLate: true }),
  };
}

function outcomeOf(line: KnownLine, known: KnownLine | undefined): Collected["outcome"] {
  if (!known) return "new";
  if (known.sha256 === line.sha256) return "as before";
  return known.receivedAt > line.receivedAt ? "older, left out" : "newer";
}

/** What was there is kept. Before the receipt says something else, a killed program may have come as far as this. */
function replace(path: string, { sha256, waiting }: Staged, staging: Staging): void {
  if (existsSync(path)) {
    const there = readFileSync(path);
    const sha = createHash("sha256").update(there).digest("hex");
    if (sha === sha256) return;
    const earlier = join(dirname(path), "earlier", `${sha.slice(0, 12)}-${basename(path)}`);
    if (!existsSync(earlier)) writeWhole(earlier, there);
  }
  staging.move(waiting, path);
}

/** Under the name that it has; with a sign where something else has that name. */
function keepOther(
  assignment: Assignment,
  { about, staged }: HandIn,
  staging: Staging,
  problems: Problem[],
): void {
  const name = safeId(about.file.replace(/\.ipynb$/i, ""));
  const paths = [name, `${name}-${staged.sha256.slice(0, 12)}`].map((each) =>
    assignment.submitted(about.student, "other", `${each}.ipynb`),
  );
  const isTaken = (path: string): boolean =>
    existsSync(path) && createHash("sha256").update(readFileSync(path)).digest("hex") !== staged.sha256;
  const path = paths.find((each) => !isTaken(each))!;
  staging.move(staged.waiting, path);
  problems.push({
    file: shownPath(staged.entry),
    why: `It is no notebook of ${assignment.name}. It was put to ${path}.`,
  });
}

function receiptOf(
  { settings }: Assignment,
  { about }: HandIn,
  before: Receipt | undefined,
  lines: readonly KnownLine[],
): Receipt {
  const files = [...lines].sort((a, b) => (a.file < b.file ? -1 : 1));
  const last = files.reduce((latest, { receivedAt }) => (receivedAt > latest ? receivedAt : latest), "");
  const [latest] = files
    .map(({ receivedAt, isAtLatest = false, isMarkedLate: isMarked = false }) =>
      latenessOf(settings, { receivedAt: new Date(receivedAt), isAtLatest, isMarked }),
    )
    .sort(
      (a, b) => b.penalty - a.penalty || Number(b.lateness !== undefined) - Number(a.lateness !== undefined),
    );
  const { student, name = before?.name, platformId = before?.platformId } = about;
  // In the order of the schema: the same receipt has the same bytes.
  return receipt.parse({
    student,
    ...(name !== undefined && { name }),
    ...(before?.email !== undefined && { email: before.email }),
    ...(platformId !== undefined && { platformId }),
    ...{ receivedAt: last, files, ...latest! },
  });
}
