/** `npm run notebooks`: make the student and the solution version of every instructor source. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { parseNotebook, printNotebook } from "./notebook.js";
import { solutionVersion, studentVersion } from "./versions.js";

const root = dirname(import.meta.dirname);

/** Every version of every source: where it belongs and what it should be. */
export function versions(): { path: string; text: string }[] {
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => join(root, file))
    .filter((file) => file.endsWith(".ipynb") && basename(dirname(file)) === "source")
    .sort();
  return sources.flatMap((file) => {
    const source = parseNotebook(readFileSync(file, "utf8"), relative(root, file));
    const beside = (folder: string) => join(dirname(dirname(file)), folder, basename(file));
    return [
      { path: beside("student"), text: printNotebook(studentVersion(source)) },
      { path: beside("solution"), text: printNotebook(solutionVersion(source)) },
    ];
  });
}

if (process.argv[1] === import.meta.filename) {
  for (const { path, text } of versions()) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`Wrote ${relative(dirname(root), path)}`);
  }
}
