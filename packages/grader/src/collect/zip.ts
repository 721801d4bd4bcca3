/** The notebooks in an archive that somebody else has made: nothing is unpacked by its own word. */

import { statSync } from "node:fs";
import {
  fromBufferPromise,
  getFileNameLowLevel,
  openPromise,
  validateFileName,
  type Entry as ZipEntry,
  type ZipFile,
} from "yauzl";
import { LIMITS } from "../handIn/limits.js";
import { isArchive, isNotebook, isRubbish, type Entry, type Problem } from "./entry.js";
import { DOWNLOAD, LARGEST_ARCHIVE, RATIO, STUDENTS_ARCHIVE, type ArchiveLimits } from "./limits.js";

/** What is known of an archive before it is opened. */
interface Kind extends ArchiveLimits {
  /** Where it lies, for words. */
  readonly file: string;
  readonly size: number;
  /** Whether archives in it are opened. */
  readonly isOutermost: boolean;
}

/** What an archive has in it that may be a hand-in. */
interface Found {
  readonly parts: readonly string[];
  readonly time: Date;
  /** @returns undefined for what is larger than that, whatever it says about itself, or broken */
  readonly content: (most: number) => Promise<Buffer | undefined>;
}

/** Of the hand-ins of many, with archives of single students in it. */
export async function* entriesOfDownload(file: string, problems: Problem[]): AsyncGenerator<Entry> {
  const { size, ctime: arrived } = statSync(file);
  const kind = { file, size, ...DOWNLOAD, isOutermost: true };
  for await (const { parts: path, time: packed, content } of foundIn(file, kind, problems)) {
    if (isNotebook(path.at(-1)!)) yield { path, arrived, packed, read: () => content(LIMITS.file) };
    else {
      const bytes = await content(LARGEST_ARCHIVE);
      if (bytes) yield* entriesOfStudent(bytes, { path, arrived, packed }, problems);
      else problems.push({ file: path.join("/"), why: BAD_ARCHIVE });
    }
  }
}

/** Of one student: neither the names nor the times in their archive say whose it is, or when it came. */
export async function* entriesOfStudent(
  archive: Buffer,
  place: Omit<Entry, "within" | "read">,
  problems: Problem[],
): AsyncGenerator<Entry> {
  const kind = {
    ...STUDENTS_ARCHIVE,
    ...{ file: place.path.join("/"), size: archive.length, isOutermost: false },
  };
  for await (const { parts, content } of foundIn(archive, kind, problems))
    yield { ...place, within: parts.join("/"), read: () => content(LIMITS.file) };
}

export const BAD_ARCHIVE = `It is an archive with more than ${LARGEST_ARCHIVE / 1e6} MB, or a broken one.`;

async function* foundIn(zip: string | Buffer, kind: Kind, problems: Problem[]): AsyncGenerator<Found> {
  const { file, entries, isOutermost } = kind;
  let archive: ZipFile;
  try {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    archive = await (typeof zip === "string" ? openPromise(zip, options) : fromBufferPromise(zip, options));
  } catch (error) {
    problems.push({ file, why: `It is no zip archive that can be read: ${(error as Error).message}.` });
    return;
  }
  const budget = new Budget(kind);
  try {
    if (archive.entryCount > entries) problems.push({ file, why: `It has more than ${entries} files.` });
    else
      for await (const entry of archive.eachEntry()) {
        const name = nameOf(entry);
        const parts = name.split("/");
        const last = parts.at(-1)!;
        if (parts.some(isRubbish) || !(isNotebook(last) || isArchive(last))) continue;
        const refusal =
          reasonToRefuse(name, entry) ?? (isArchive(last) && !isOutermost ? TOO_DEEP : undefined);
        if (refusal !== undefined)
          problems.push({ file: isOutermost ? name : `${file}/${name}`, why: refusal });
        else
          yield {
            ...{ parts, time: entry.getLastModDate() },
            content: (most) => contentOf(archive, entry, most, budget),
          };
        if (budget.isSpent) {
          problems.push({ file, why: "It unpacks to far too many bytes. What came after was left out." });
          return;
        }
      }
  } catch (error) {
    problems.push({ file, why: `It is broken: ${(error as Error).message}. What came after was left out.` });
  } finally {
    archive.close();
  }
}

const TOO_DEEP = "It is an archive in an archive in an archive.";

/** Unix's mode, in the upper half of the attributes: a symbolic link. */
const [KIND, LINK] = [0o170000, 0o120000];

function reasonToRefuse(name: string, entry: ZipEntry): string | undefined {
  const parts = name.split("/");
  // A name that would climb out of the folder, or start anew at the root.
  if (validateFileName(name) !== null || parts.some((part) => part === "." || part === ""))
    return "Its name leads out of the archive.";
  if (((entry.externalFileAttributes >>> 16) & KIND) === LINK) return "It is a link.";
  return entry.isEncrypted() ? "It is encrypted." : undefined;
}

/** What may come out of an archive in all. */
class Budget {
  #unpacked = 0;

  constructor(private readonly kind: Kind) {}

  spend(bytes: number): void {
    this.#unpacked += bytes;
  }

  get isSpent(): boolean {
    const { total, size } = this.kind;
    return this.#unpacked > total || (this.#unpacked > RATIO.from && this.#unpacked > RATIO.most * size);
  }
}

async function contentOf(
  archive: ZipFile,
  entry: ZipEntry,
  most: number,
  budget: Budget,
): Promise<Buffer | undefined> {
  if (entry.uncompressedSize > most) return undefined;
  try {
    const stream = await archive.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      budget.spend(chunk.length);
      if (size > most || budget.isSpent) {
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

/** UTF-8, also where the archive does not say so; other names as old systems wrote them, so that two stay two. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: ZipEntry): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fileNameRaw);
  } catch {
    name = getFileNameLowLevel(generalPurposeBitFlag & ~UTF8, fileNameRaw, extraFields, false);
  }
  return name.replaceAll("\\", "/");
}

/** The flag by which an archive says that its names are UTF-8. */
const UTF8 = 0x800;
