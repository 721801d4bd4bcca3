/** Problems of the compiler in the words and places of the cell. */

import { readFileSync } from "node:fs";
import type { Problem, SeenName } from "./checker.js";
import type { FileProblem, ServerProblem } from "./compiler.js";
import { hintFor } from "./hints.js";
import { Places, type CellText } from "./text.js";

const ERROR = 1;
const WARNING = 2;
/** An import is assigned to; a cell knows no imports of names, only constants of earlier cells. */
const IMPORT_ASSIGNED = 2632;
const CONST_ASSIGNED = 2588;

export function inCell(found: readonly ServerProblem[], text: CellText): Problem[] {
  const { source, shift, seen } = text;
  const places = new Places(source);
  const problems: Problem[] = [];
  for (const { severity, range, ...problem } of found) {
    if (severity !== ERROR && severity !== WARNING) continue;
    const start = places.offsetOf({ ...range.start, line: range.start.line - shift });
    // What is wrong in the lines around a cell is nothing that its author could mend, but for what the cell leaves open.
    if (start < 0 || (start === Infinity && !isSyntax(problem.code))) continue;
    const end = places.offsetOf({ ...range.end, line: range.end.line - shift });
    const { code, message } = inWords(problem.code, problem.message, seen);
    problems.push({
      severity: severity === ERROR ? "error" : "warning",
      code,
      message,
      start: Math.min(start, source.length),
      end: Math.min(end, source.length),
      ...hint(code, message),
    });
    // Others follow from a cell that does not end.
    if (start === Infinity) break;
  }
  return problems;
}

/** Problems in a file beside the notebook. */
export function inFile(path: string, found: readonly FileProblem[]): Problem[] {
  if (found.length === 0) return [];
  const places = new Places(readFileSync(path, "utf8"));
  return found.map((problem) => {
    const { line, character } = places.at(problem.pos);
    const { code, message } = inWords(problem.code, flat(problem), []);
    return {
      severity: problem.category === ERROR ? "error" : "warning",
      code,
      message,
      start: problem.pos,
      end: problem.end,
      file: { path, line: line + 1, column: character + 1 },
      ...hint(code, message),
    };
  });
}

const isSyntax = (code: number): boolean => code < 2000;

function hint(code: number, message: string): { hint?: string } {
  const words = hintFor(code, message);
  return words === undefined ? {} : { hint: words };
}

const flat = ({ text, messageChain = [] }: FileProblem, depth = 0): string =>
  [`${"  ".repeat(depth)}${text}`, ...messageChain.map((reason) => flat(reason, depth + 1))].join("\n");

function inWords(code: number, words: string, seen: readonly SeenName[]): { code: number; message: string } {
  const message = plain(words, seen);
  return code === IMPORT_ASSIGNED
    ? { code: CONST_ASSIGNED, message: message.replace("it is an import", "it is a constant") }
    : { code, message };
}

/** Takes the files of cells out of a message: a type that has been defined anew is called "older A". */
export const plain = (message: string, seen: readonly SeenName[]): string =>
  message.replace(
    /(typeof )?import\("[^"]*gradus-cell(?:-(\d+))?(?:\.ts)?"\)\.([\p{ID_Continue}$]+)/gu,
    (_, what: string | undefined, run: string | undefined, name: string) => {
      const current = seen.find((one) => one.name === name);
      const isOld = run !== undefined && current?.run !== Number(run);
      return `${isOld ? "older " : ""}${what ?? ""}${name}`;
    },
  );
