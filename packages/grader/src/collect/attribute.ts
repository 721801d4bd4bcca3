/** From files to hand-ins: whose each is, and when it came. */

import { existsSync, readdirSync } from "node:fs";
import type { Assignment } from "../model/assignment.js";
import type { Staged } from "./collect.js";
import { shownPath, type Problem } from "./entry.js";
import type { Notebooks } from "./whichNotebook.js";
import { isExchange, isGiven, whose, type Whose } from "./whose.js";

export interface HandIn {
  readonly staged: Staged;
  readonly about: Whose;
  readonly time: Date;
  /** Whether it can have come earlier. */
  readonly isAtLatest: boolean;
  /** What was handed in together. */
  readonly together: string;
}

export interface Attributed {
  readonly handIns: readonly HandIn[];
  readonly others: Readonly<Record<string, number>>;
}

export function attribute(
  staged: readonly Staged[],
  assignment: Assignment,
  notebooks: Notebooks,
  { isArchive, student }: { isArchive: boolean; student: string | undefined },
  problems: Problem[],
): Attributed {
  const wrappers = wrappersOf(
    staged.map(({ entry }) => entry.path),
    isArchive,
  );
  // Everybody can lay files with any name into an exchange, also such as a learning platform gives.
  const isPlatform = !staged.some(({ entry }) => isExchange(entry.path[wrappers]!));
  const isCourse = isNbgradersCourse(staged, wrappers, assignment.name);
  const owners = new Owners(assignment);
  const handIns: HandIn[] = [];
  const others = new Map<string, number>();
  for (const each of staged) {
    const { entry } = each;
    const path = entry.path.slice(wrappers);
    const found = whose(path, notebooks, isPlatform);
    const about =
      student === undefined ? found : { ...found, ...given(student), file: path.at(-1)!, isMarked: false };
    const file = shownPath(entry);
    if (!about) {
      problems.push({ file, why: `Its name does not say whose it is. ${ALONE}` });
      continue;
    }
    const other = about.assignment ?? (isCourse && path.length > 2 ? path[1] : undefined);
    if (student === undefined && other !== undefined && other !== assignment.name) {
      // A name that somebody has mistyped is no reason to lose a hand-in.
      if (each.notebook === undefined) others.set(other, (others.get(other) ?? 0) + 1);
      else problems.push({ file, why: `It was handed in for ${other}, and is ${each.notebook}. ${ALONE}` });
      continue;
    }
    const owner = owners.claim(about);
    if (owner !== undefined) {
      problems.push({
        file,
        why: `Its student's name differs from "${owner}" in capital letters or signs only. Rename one, and collect again.`,
      });
      continue;
    }
    const isPlatforms = about.platform !== undefined;
    handIns.push({
      ...{ staged: each, about, together: entry.path[wrappers]! },
      time: isPlatforms && entry.packed ? entry.packed : entry.arrived,
      isAtLatest: isPlatforms || isArchive || isCourse,
    });
  }
  return { handIns, others: Object.fromEntries(others) };
}

const ALONE = "Collect it alone, with --student ID.";

const given = (student: string): Pick<Whose, "student" | "spelt"> => ({ student, spelt: student });

/** How many folders lie around those of the students: who packs a folder gets it into the archive. */
function wrappersOf(paths: readonly (readonly string[])[], isArchive: boolean): number {
  for (let depth = 0; ; depth++) {
    const names = new Set(paths.map((path) => path[depth]));
    const [name] = names;
    if (names.size !== 1 || name === undefined || isGiven(name)) return depth;
    if (paths.some((path) => path.length < depth + 2)) return depth;
    if (name === "submitted" || name === "inbound") continue;
    const below = new Set(paths.map((path) => path[depth + 1]!));
    // With a single name below, the folder can as well be a student's.
    if (below.size < 2) return depth;
    const areAllGiven = [...below].every(isGiven);
    const areFolders = paths.every((path) => path.length > depth + 2);
    if (!areAllGiven && !(isArchive && areFolders)) return depth;
  }
}

/** `STUDENT/ASSIGNMENT/file.ipynb`, for most students: a single one could make others look like that. */
function isNbgradersCourse(staged: readonly Staged[], wrappers: number, name: string): boolean {
  const paths = staged.map(({ entry }) => entry.path.slice(wrappers));
  const students = new Set(paths.map(([first]) => first));
  const having = new Set(paths.filter((path) => path.length > 2 && path[1] === name).map(([first]) => first));
  return having.size > students.size / 2;
}

/** Tells names apart that would be one folder: on some systems Ada and ada are. */
export class Owners {
  readonly #speltBy = new Map<string, string>();
  readonly #folders: ReadonlyMap<string, string>;

  constructor(assignment: Assignment) {
    const folder = assignment.submitted();
    const names = existsSync(folder) ? readdirSync(folder) : [];
    this.#folders = new Map(names.map((name) => [name.toLowerCase(), name]));
  }

  /** @returns the other student whose folder it is */
  claim({ student, spelt }: Pick<Whose, "student" | "spelt">): string | undefined {
    const key = student.toLowerCase();
    const [owner, folder] = [this.#speltBy.get(key), this.#folders.get(key)];
    if (owner !== undefined && owner !== spelt) return owner;
    if (folder !== undefined && folder !== student) return folder;
    this.#speltBy.set(key, spelt);
    return undefined;
  }
}
