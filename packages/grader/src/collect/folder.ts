/** The notebooks in a folder: regular files only, and no way out of it. */

import { isUtf8 } from "node:buffer";
import { closeSync, constants, existsSync, lstatSync, openSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { readRegularFile } from "../files/readRegularFile.js";
import { LIMITS } from "../handIn/limits.js";
import { isArchive, isNotebook, isRubbish, type Entry, type Problem } from "./entry.js";
import { FOLDER, LARGEST_ARCHIVE } from "./limits.js";
import { isExchange } from "./whose.js";
import { BAD_ARCHIVE, entriesOfStudent } from "./zip.js";

/** Includes archives of single students. */
export async function* entriesOfFolder(folder: string, problems: Problem[]): AsyncGenerator<Entry> {
  yield* entriesBelow(folder, { path: [], moved: undefined }, problems, { files: 0, bytes: 0 });
}

async function* entriesBelow(
  folder: string,
  { path, moved }: { path: readonly string[]; moved: Stats | undefined },
  problems: Problem[],
  count: { files: number; bytes: number },
): AsyncGenerator<Entry> {
  const open = openFolder(folder);
  if (!open) {
    problems.push({ file: path.join("/"), why: "It cannot be read, or is no folder any more." });
    return;
  }
  try {
    for (const bytes of readdirSync(open.path, { encoding: "buffer" }).sort((a, b) => a.compare(b))) {
      const name = bytes.toString();
      if (isRubbish(name)) continue;
      const within = [...path, name];
      const refuse = (why: string): void => void problems.push({ file: within.join("/"), why });
      if (++count.files > FOLDER.files) {
        if (count.files === FOLDER.files + 1)
          refuse("There are too many files. It was left out, with the rest.");
        return;
      }
      if (!isUtf8(bytes)) {
        refuse("Its name is no text (UTF-8). Rename it.");
        continue;
      }
      const file = join(open.path, name);
      const status = lstatSync(file, { throwIfNoEntry: false });
      if (!status) {
        refuse("It was there, and is gone.");
        continue;
      }
      if (status.isDirectory()) {
        // What was prepared elsewhere comes when its folder is moved here.
        const own = moved ?? (isExchange(name) ? status : undefined);
        // Whoever fills their own folder leaves the others' room.
        const next = path.length === 0 ? { files: 0, bytes: 0 } : count;
        if (path.length < FOLDER.depth)
          yield* entriesBelow(file, { path: within, moved: own }, problems, next);
        else refuse("It lies too deep in folders.");
      } else if (status.isSymbolicLink()) refuse("It is a link.");
      else if (!isNotebook(name) && !isArchive(name)) continue;
      else if (!status.isFile()) refuse("It is no file.");
      else if ((count.bytes += status.size) > FOLDER.bytes) refuse("Its folder has far too many bytes.");
      else {
        // The author can set the time of the content, but not the one of the last change of the file's record.
        const place = {
          path: within,
          arrived: new Date(Math.max(status.ctimeMs, moved?.ctimeMs ?? 0)),
          ...(moved && { account: moved.uid }),
        };
        if (isNotebook(name)) yield { ...place, read: () => Promise.resolve(contentOf(file, LIMITS.file)) };
        else {
          const archive = contentOf(file, LARGEST_ARCHIVE);
          if (archive) yield* entriesOfStudent(archive, place, problems);
          else refuse(BAD_ARCHIVE);
        }
      }
    }
  } finally {
    open.close();
  }
}

/** Where the system allows it, by a path to what is open: whoever owns the folder can put a link in its place, in vain. */
function openFolder(folder: string): { path: string; close: () => void } | undefined {
  if (!existsSync("/proc/self/fd")) return { path: folder, close: () => undefined };
  let fd: number;
  try {
    fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch {
    return undefined;
  }
  return {
    path: `/proc/self/fd/${fd}`,
    close: () => {
      closeSync(fd);
    },
  };
}

function contentOf(file: string, most: number): Buffer | undefined {
  try {
    const bytes = readRegularFile(file, most);
    return bytes && bytes.length <= most ? bytes : undefined;
  } catch {
    return undefined;
  }
}
