/** Hashes files by name and content, so that a step can tell whether its inputs changed. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * One hash for files and whole folders; a path that does not exist counts as absent.
 * @param {string} base names are hashed relative to it, so a moved checkout stays the same
 * @param {readonly string[]} paths relative to `base`
 * @param {ReadonlySet<string>} [skipped] names of files and folders that do not count
 */
export function fingerprint(base, paths, skipped = new Set()) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of files(join(base, path), skipped)) {
      const name = relative(base, file).replaceAll("\\", "/");
      const content = readFileSync(file);
      hash.update(`${name}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @param {ReadonlySet<string>} skipped
 * @returns {Generator<string>}
 */
function* files(path, skipped) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isFile()) yield path;
  if (!kind?.isDirectory()) return;
  for (const name of readdirSync(path).sort()) {
    if (!skipped.has(name)) yield* files(join(path, name), skipped);
  }
}
