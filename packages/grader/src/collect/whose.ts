/** Whose file it is: from the names that learning platforms, nbgrader and people give. */

import { createHash } from "node:crypto";
import { isStudentId } from "../model/receipt.js";

export interface Whose {
  /** A folder's name that nobody else has. */
  readonly student: string;
  readonly name?: string;
  readonly platformId?: string;
  /** What the student called the file. */
  readonly file: string;
  /** Whether the platform has marked it as late. */
  readonly isMarked: boolean;
}

type Layout = (path: readonly string[]) => Whose | undefined;

/** The first one that fits counts. */
const LAYOUTS: readonly Layout[] = [exchange, moodle, canvas, folderOfStudent, file];

/** @param path within the download, at least the file's name */
export function whose(path: readonly string[]): Whose {
  for (const layout of LAYOUTS) {
    const found = layout(path);
    if (found) return found;
  }
  throw new Error(`No layout fits ${path.join("/")}.`);
}

/** `ada+exercise-3+2026-11-20 10:00:00 UTC+r4nd0m/file.ipynb`: nbgrader's exchange, and `gradus submit`. */
function exchange(path: readonly string[]): Whose | undefined {
  for (const part of path.slice(0, -1)) {
    const student = /^([^+]+)\+[^+]+\+.+$/.exec(part)?.[1];
    if (student !== undefined) return { student: safeId(student), file: path.at(-1)!, isMarked: false };
  }
  return undefined;
}

/** `Ada Lovelace_123456_assignsubmission_file_/file.ipynb`, or without the folder. */
function moodle(path: readonly string[]): Whose | undefined {
  for (const part of path) {
    const [, name, id, rest] = /^(.+?)_(\d+)_assignsubmission_file_?(.*)$/.exec(part) ?? [];
    if (name === undefined || id === undefined) continue;
    const file = part === path.at(-1) && rest ? rest : path.at(-1)!;
    return { student: safeId(`${name}_${id}`), name, platformId: id, file, isMarked: false };
  }
  return undefined;
}

/** `lovelaceada_LATE_12345_67890_file-1.ipynb`: the user, the hand-in, and the file. */
function canvas(path: readonly string[]): Whose | undefined {
  const [, name, late, id, file] = /^([^_]+)_(LATE_)?(\d+)_\d+_(.+)$/.exec(path.at(-1)!) ?? [];
  if (name === undefined || id === undefined || file === undefined) return undefined;
  return { student: safeId(`${name}_${id}`), name, platformId: id, file, isMarked: late !== undefined };
}

/** `ada/file.ipynb`, and nbgrader's `ada/exercise-3/file.ipynb`. */
function folderOfStudent(path: readonly string[]): Whose | undefined {
  const [student, ...rest] = path;
  return rest.length > 0 ? { student: safeId(student!), file: path.at(-1)!, isMarked: false } : undefined;
}

/** `ada.ipynb`, `ada_3-4-computational-graphs.ipynb` */
function file(path: readonly string[]): Whose {
  const name = path.at(-1)!;
  const student = /^([^_]+)_.+$/.exec(name)?.[1] ?? name.replace(/\.ipynb$/i, "");
  return { student: safeId(student), file: name, isMarked: false };
}

/** What no folder can be called is written in another way, with a sign that tells it from all others. */
export function safeId(text: string): string {
  if (isStudentId(text)) return text;
  const letters = text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^A-Za-z0-9_.@-]+/g, "-")
    .replace(/^[^A-Za-z0-9_]+/, "")
    .slice(0, 80);
  return `${letters || "student"}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}
