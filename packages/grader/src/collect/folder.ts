/** The notebooks in a folder: regular files only, and no way out of it. */

import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readRegularFile } from "../files/readRegularFile.js";
import { LIMITS } from "../handIn/limits.js";
import { isArchive, isNotebook, isRubbish, type Entry, type Problem } from "./entry.js";
import { entriesOfZip } from "./zip.js";

/** No layout that we know is deeper. */
const DEEPEST = 8;

/** Includes archives of single students, one level deep. */
export async function* entriesOfFolder(
  folder: string,
  problems: Problem[],
  path: readonly string[] = [],
): AsyncGenerator<Entry> {
  for (const name of readdirSync(folder).sort()) {
    if (isRubbish(name)) continue;
    const file = join(folder, name);
    const within = [...path, name];
    const status = lstatSync(file);
    if (status.isDirectory()) {
      if (path.length < DEEPEST) yield* entriesOfFolder(file, problems, within);
      else problems.push({ file: within.join("/"), why: "It lies too deep in folders." });
    } else if (!isNotebook(name) && !isArchive(name)) continue;
    else if (!status.isFile())
      problems.push({ file: within.join("/"), why: "It is a link or no file at all." });
    else if (isArchive(name)) yield* entriesOfZip(file, problems, within.slice(0, -1));
    // The author can set the time of the content, but not the one of the last change of the file's record.
    else yield { path: within, time: status.ctime, read: () => Promise.resolve(contentOf(file)) };
  }
}

function contentOf(file: string): Buffer | undefined {
  const bytes = readRegularFile(file, LIMITS.file);
  return bytes && bytes.length <= LIMITS.file ? bytes : undefined;
}
