/** A file of a download or of a folder, before anybody knows whose it is. */

export interface Entry {
  /** Where it lies, from the root of what is collected, in parts. */
  readonly path: readonly string[];
  /** When it came, as this machine or the learning platform knows it; never the author. */
  readonly time: Date;
  /** @returns undefined for what is no regular file or too large */
  readonly read: () => Promise<Buffer | undefined>;
}

/** Something that was not taken, and why. */
export interface Problem {
  readonly file: string;
  readonly why: string;
}

/** What operating systems leave in every archive. */
export function isRubbish(name: string): boolean {
  return /^\.[^.]/.test(name) || name === "__MACOSX" || name === "Thumbs.db";
}

export const isNotebook = (name: string): boolean => name.toLowerCase().endsWith(".ipynb");
export const isArchive = (name: string): boolean => name.toLowerCase().endsWith(".zip");
