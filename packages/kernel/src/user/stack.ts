/** Says where an error happened in lines of the cell, and what stands there. */

import { SourceMap } from "node:module";
import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { columnBefore } from "../cells/edits.js";
import type { RunOrder } from "../link/messages.js";
import { mappingsOf } from "./modules.js";

/** How the code of a run is named in V8's stacks. */
export const fileOf = (run: number): string => `gradus-cell-${run}`;

interface Known {
  readonly order: Pick<RunOrder, "count" | "source" | "places">;
  map?: SourceMap;
}

const known = new Map<string, Known>();

export function remember(order: RunOrder | Omit<RunOrder, "type">): void {
  const { count, source, places } = order;
  known.set(fileOf(order.run), { order: { count, source, places } });
}

export function forgetPlaces(run: number): void {
  known.delete(fileOf(run));
}

interface Place {
  readonly count: number;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

function placeOf(file: string | null | undefined, line: number, column: number): Place | undefined {
  const cell = known.get(file ?? "");
  if (!cell) return undefined;
  const { count, source, places } = cell.order;
  cell.map ??= sourceMap(places.mappings);
  const entry = cell.map.findEntry(line - 1, columnBefore(places.shifts[line - 1], column - 1));
  if (!("originalLine" in entry)) return undefined;
  const text = source.split(/\r?\n/)[entry.originalLine] ?? "";
  return { count, line: entry.originalLine + 1, column: entry.originalColumn + 1, text };
}

const sourceMap = (mappings: string): SourceMap =>
  new SourceMap({
    version: 3,
    file: "",
    sources: [""],
    sourcesContent: [],
    names: [],
    mappings,
    sourceRoot: "",
  });

/** The folder of the notebook, whose files are the user's own. */
const FOLDER = pathToFileURL(`${process.cwd()}/`).href;

const isOwn = (file: string): boolean => file.startsWith(FOLDER) && !file.includes("/node_modules/");

/** Frames of cells and of files beside the notebook; what is inside of a library is of no use to a student. */
function frames(sites: readonly NodeJS.CallSite[]): string[] {
  return sites.flatMap((site) => {
    const file = site.getFileName();
    const place = placeOf(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
    const name = site.getFunctionName();
    if (place) {
      const where = `cell [${place.count}]:${place.line}:${place.column}`;
      return [name === null || name === "cell" ? `    at ${where}` : `    at ${name} (${where})`];
    }
    if (file == null || !isOwn(file)) return [];
    const where = whereInFile(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
    return [name === null ? `    at ${where}` : `    at ${name} (${where})`];
  });
}

/** A file as one sees it from the notebook, and the place in its TypeScript. */
function whereInFile(url: string, line: number, column: number): string {
  const mappings = mappingsOf(url);
  let place = [line, column];
  if (mappings !== undefined) {
    const entry = sourceMap(mappings).findEntry(line - 1, column - 1);
    if ("originalLine" in entry) place = [entry.originalLine + 1, entry.originalColumn + 1];
  }
  return [relative(process.cwd(), fileURLToPath(url)), ...place].join(":");
}

/** From now on `error.stack` tells of cells, whoever reads it. */
export function tellOfCells(): void {
  Error.prepareStackTrace = (error, sites) => {
    const head = headOf(error);
    const [first] = sites;
    const place = placeOf(first?.getFileName(), first?.getLineNumber() ?? 1, first?.getColumnNumber() ?? 1);
    const excerpt = place
      ? [
          `  ${place.line} | ${place.text}`,
          `  ${" ".repeat(String(place.line).length)} | ${" ".repeat(Math.max(0, place.column - 1))}^`,
        ]
      : [];
    return [head, ...excerpt, ...frames(sites)].join("\n");
  };
}

function headOf(error: Error): string {
  try {
    // As V8 has it: neither a class with a text of its own nor what console.trace makes, which is no error, matters.
    return spokenPlainly(Error.prototype.toString.call(error));
  } catch {
    return "Error";
  }
}

const NAME = String.raw`[\p{ID_Continue}$]+`;
const CALLED = new RegExp(String.raw`\(0 ?, (?:__gradus_seen|__gradus_module_\d+)\.(${NAME})\)`, "gu");

/** V8 quotes the running code: `(0 , __gradus_seen.f) is not a function`. */
export function spokenPlainly(message: string): string {
  return message
    .replaceAll(CALLED, "$1")
    .replaceAll(/(?:__gradus_seen|__gradus_module_\d+)\./g, "")
    .replaceAll(/__gradus_(?:resume|import)\(\.\.\.\)/g, "(intermediate value)")
    .replaceAll("__gradus_meta", "import.meta");
}
