/** A file of a download or of a folder, before anybody knows whose it is. */

export interface Entry {
  /** Where it lies, from the root of what is collected, in parts: names that the learning platform or the folder gives. */
  readonly path: readonly string[];
  /** Where it lies in the archive that `path` ends with. The student has made that archive, and the names in it. */
  readonly within?: string;
  /** When it came to this machine. */
  readonly arrived: Date;
  /** By which account of this machine, where that says something. */
  readonly account?: number;
  /** What the outermost archive says about its time: worth something where a learning platform has written it. */
  readonly packed?: Date;
  /** @returns undefined for what is no regular file, too large, or broken */
  readonly read: () => Promise<Buffer | undefined>;
}

/** Something that was not taken, or is strange, and why. */
export interface Problem {
  readonly file: string;
  readonly why: string;
}

/** What operating systems and Jupyter leave in every folder. */
export function isRubbish(name: string): boolean {
  return /^\.[^.]/.test(name) || name === "__MACOSX" || name === "Thumbs.db";
}

export const isNotebook = (name: string): boolean => name.toLowerCase().endsWith(".ipynb");
export const isArchive = (name: string): boolean => name.toLowerCase().endsWith(".zip");

/** For words about it. */
export const shownPath = ({ path, within }: Entry): string =>
  [...path, ...(within === undefined ? [] : [within])].join("/");
