/**
 * Whose file it is. Only the outermost name tells: learning platforms and the folders of a course give it, while students
 * give all names below it, and could give them to look like another's.
 */

import { createHash } from "node:crypto";
import { isStudentId } from "../model/receipt.js";
import type { Notebooks } from "./whichNotebook.js";

export interface Whose {
  /** A folder's name that nobody else has. */
  readonly student: string;
  /** As it was spelt; no two students have the same. */
  readonly spelt: string;
  readonly name?: string;
  readonly platform?: "Moodle" | "Canvas";
  readonly platformId?: string;
  /** Of an exchange: which assignment it is for. */
  readonly assignment?: string;
  /** What the student called the file. */
  readonly file: string;
  /** Whether the platform has marked it as late. */
  readonly isMarked: boolean;
}

/**
 * @param path within the download, at least the file's name
 * @param isPlatform whether a learning platform can have given the names
 * @returns undefined when nothing in it is a student's name
 */
export function whose(path: readonly string[], notebooks: Notebooks, isPlatform: boolean): Whose | undefined {
  const first = path[0]!;
  const given = isPlatform
    ? (moodle(first, path) ?? (path.length === 1 ? canvas(first) : undefined))
    : undefined;
  if (path.length === 1) return given ?? plainFile(first, notebooks);
  return exchange(first, path) ?? given ?? { ...named(first), file: path.at(-1)!, isMarked: false };
}

/** Whether a folder is one hand-in in an exchange. */
export const isExchange = (name: string): boolean => EXCHANGE.test(name);

/** Whether a name of a folder or file can only be one that an exchange or a learning platform has given. */
export const isGiven = (name: string): boolean =>
  EXCHANGE.test(name) || MOODLE.test(name) || (name.includes(".") && CANVAS.test(name));

/**
 * `ada+exercise-3+2026-11-20 10:00:00.1 UTC+Zm9vYmFy`: nbgrader's exchange, and `gradus submit`. Names can have a +, and
 * what follows the time can be digits, too.
 * Source: nbgrader/exchange/default/submit.py and collect.py
 */
const EXCHANGE = /^(.+)\+([^+]+)\+(\d{4}-?\d\d-?\d\d[ T]\d[^+]*)(\+[^+]*)?$/;

function exchange(part: string, path: readonly string[]): Whose | undefined {
  const [, student, assignment] = EXCHANGE.exec(part) ?? [];
  if (student === undefined || assignment === undefined) return undefined;
  return { ...named(student), assignment, file: path.at(-1)!, isMarked: false };
}

/**
 * `Ada Lovelace_123456_assignsubmission_file_/file.ipynb`, or without the folder; new versions leave the last _ of the
 * folder out. Names have no _, and a group of those without one has no number.
 * Source: Moodle's mod/assign/classes/downloader.php
 */
const MOODLE = /^([^_]+)(?:_(\d+))?_assignsubmission_file(?:_(.*))?$/;

function moodle(part: string, path: readonly string[]): Whose | undefined {
  const [, name, id, rest] = MOODLE.exec(part) ?? [];
  if (name === undefined) return undefined;
  return {
    ...(id === undefined ? named(name) : numbered(name, id)),
    ...{ platform: "Moodle", name, file: path.length === 1 && rest ? rest : path.at(-1)!, isMarked: false },
  };
}

/**
 * `lovelaceada_LATE_12345_67890_file-1.ipynb`: the user, the user's number, the file's number, the file. In anonymous
 * assignments `anon_x8Zk2_67890_file.ipynb`, with `LATE_` before it.
 * Source: Canvas's lib/content_zipper.rb
 */
const CANVAS = /^(?:(.+?)_(LATE_)?(\d+)|(LATE_)?(anon_[A-Za-z0-9]+))_\d+_(.+)$/;

function canvas(part: string): Whose | undefined {
  const [, name, late, id, anonymousLate, anonymous, file] = CANVAS.exec(part) ?? [];
  if (file === undefined) return undefined;
  const isMarked = (late ?? anonymousLate) !== undefined;
  if (anonymous !== undefined)
    return { ...named(anonymous), platform: "Canvas", platformId: anonymous, file, isMarked };
  return { ...numbered(name!, id!), platform: "Canvas", name: name!, file, isMarked };
}

/** `ada.ipynb`, `ada_3-4-computational-graphs.ipynb`, `ada.zip` */
function plainFile(part: string, notebooks: Notebooks): Whose | undefined {
  const student = notebooks.named(part)?.rest ?? part.replace(/\.(ipynb|zip)$/i, "");
  return student === "" ? undefined : { ...named(student), file: part, isMarked: false };
}

/** By the name alone. */
function named(text: string): Pick<Whose, "student" | "spelt" | "name"> {
  const student = safeId(text);
  return { student, spelt: text.normalize("NFC"), ...(student !== text && { name: text }) };
}

/** The platform's number tells them apart. */
function numbered(name: string, id: string): Pick<Whose, "student" | "spelt" | "platformId"> {
  const student = `${letters(name) || "student"}_${id}`;
  return {
    student: isSafe(student) ? student : safeId(student),
    spelt: `${name}_${id}`.normalize("NFC"),
    platformId: id,
  };
}

/** What no folder can be called is written in another way, with a sign that tells it from all others. */
export function safeId(text: string): string {
  if (isSafe(text)) return text;
  // Systems write one letter with an accent in two ways.
  const sign = createHash("sha256").update(text.normalize("NFC")).digest("hex").slice(0, 12);
  return `${letters(text) || "student"}-${sign}`;
}

/** Windows has names for devices, and leaves out a dot at the end. */
const isSafe = (text: string): boolean =>
  isStudentId(text) && !text.endsWith(".") && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(text);

function letters(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^A-Za-z0-9_.@-]+/g, "-")
    .replace(/^[^A-Za-z0-9_]+/, "")
    .slice(0, 80);
}
