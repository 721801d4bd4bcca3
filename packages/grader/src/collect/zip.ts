/** The notebooks in an archive that somebody else has made: nothing is unpacked by its own word. */

import {
  fromBufferPromise,
  openPromise,
  validateFileName,
  type Entry as ZipEntry,
  type ZipFile,
} from "yauzl";
import { LIMITS } from "../handIn/limits.js";
import { isArchive, isNotebook, isRubbish, type Entry, type Problem } from "./entry.js";

/** Files in one archive: a course of a thousand students has five each. */
const MOST_ENTRIES = 50_000;
/** Bytes of an archive within an archive. */
const LARGEST_WITHIN = 50_000_000;

/** Unix's mode, in the upper half of the attributes: a symbolic link. */
const [KIND, LINK] = [0o170000, 0o120000];

/**
 * @param zip a file, or the content of an archive within another one
 * @param path where its content belongs
 */
export async function* entriesOfZip(
  zip: string | Buffer,
  problems: Problem[],
  path: readonly string[] = [],
): AsyncGenerator<Entry> {
  const name = typeof zip === "string" ? zip : path.join("/");
  let file: ZipFile;
  try {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    file = await (typeof zip === "string" ? openPromise(zip, options) : fromBufferPromise(zip, options));
  } catch (error) {
    problems.push({ file: name, why: `It is no zip archive that can be read: ${(error as Error).message}.` });
    return;
  }
  try {
    if (file.entryCount > MOST_ENTRIES)
      problems.push({ file: name, why: `It has more than ${MOST_ENTRIES} files.` });
    else
      for await (const entry of file.eachEntry())
        yield* taken(file, entry, problems, path, typeof zip === "string");
  } catch (error) {
    problems.push({ file: name, why: `It is broken: ${(error as Error).message}.` });
  } finally {
    file.close();
  }
}

async function* taken(
  file: ZipFile,
  entry: ZipEntry,
  problems: Problem[],
  path: readonly string[],
  isOutermost: boolean,
): AsyncGenerator<Entry> {
  const name = nameOf(entry);
  const parts = name.split("/");
  const last = parts.at(-1)!;
  if (last === "" || parts.some(isRubbish) || !(isNotebook(last) || isArchive(last))) return;
  const within = [...path, ...parts];
  const refuse = (why: string): void => void problems.push({ file: within.join("/"), why });
  // A name that would climb out of the folder, or start anew at the root.
  if (validateFileName(name) !== null || parts.some((part) => part === "." || part === ""))
    return refuse("Its name leads out of the archive.");
  if (((entry.externalFileAttributes >>> 16) & KIND) === LINK) return refuse("It is a link.");
  if (entry.isEncrypted()) return refuse("It is encrypted.");
  if (isNotebook(last))
    yield { path: within, time: entry.getLastModDate(), read: () => contentOf(file, entry, LIMITS.file) };
  else if (!isOutermost) refuse("It is an archive in an archive in an archive.");
  else {
    const inner = await contentOf(file, entry, LARGEST_WITHIN);
    if (inner) yield* entriesOfZip(inner, problems, within.slice(0, -1));
    else refuse(`It has more than ${LARGEST_WITHIN / 1e6} MB, or is broken.`);
  }
}

/** @returns undefined for what is larger than it may be, whatever it says about itself, or broken */
async function contentOf(file: ZipFile, entry: ZipEntry, most: number): Promise<Buffer | undefined> {
  if (entry.uncompressedSize > most) return undefined;
  try {
    const stream = await file.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) {
        stream.destroy();
        return undefined;
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}

/** UTF-8, also where the archive does not say so; other bytes become signs that nothing can be made of. */
function nameOf({ fileNameRaw }: ZipEntry): string {
  return fileNameRaw.toString("utf8").replaceAll("\\", "/");
}
