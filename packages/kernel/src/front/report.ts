/** What a person reads when a cell is not run: each error with its place, the line, TypeScript's words and plain ones. */

import type { CellSyntaxError } from "../cells/cell.js";
import type { Problem } from "../check/checker.js";
import type { Failure } from "../link/messages.js";
import { placeOf } from "./text.js";

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;

/** A cell whose every line is wrong is no help as a list. */
const MOST = 10;

interface Subject {
  /** What stands in the cell's brackets. */
  readonly count: number;
  readonly source: string;
}

export function typeFailure(subject: Subject, problems: readonly Problem[]): Failure {
  const [first] = problems as [Problem];
  const errors = problems.length === 1 ? "an error" : `${problems.length} errors`;
  return {
    ename: "TypeScriptError",
    evalue: `${whereabouts(subject, first)} – TS${first.code}: ${first.message}`,
    traceback: [
      bold(`TypeScript found ${errors}. Nothing of this cell was run.`),
      ...listed(subject, problems),
    ],
  };
}

/** The same as a warning, for a cell that runs all the same. */
export const typeWarning = (subject: Subject, problems: readonly Problem[]): string =>
  [bold(`TypeScript warns; the cell is run all the same.`), ...listed(subject, problems), ""].join("\n");

export function syntaxFailure(subject: Subject, error: CellSyntaxError): Failure {
  const where = whereabouts(subject, error);
  return {
    ename: error.name,
    evalue: `${where}: ${error.message}`,
    traceback: [bold(`SyntaxError: ${error.message}`), "", where, ...excerpt(subject.source, error)],
  };
}

function listed(subject: Subject, problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, MOST).flatMap((problem) => told(subject, problem));
  const left = problems.length - MOST;
  return left > 0 ? [...lines, "", `… and ${left} more`] : lines;
}

function told(subject: Subject, problem: Problem): string[] {
  return [
    "",
    `${whereabouts(subject, problem)} – ${bold(`TS${problem.code}`)}`,
    ...(problem.file ? [] : excerpt(subject.source, problem)),
    ...problem.message.split("\n"),
    ...(problem.hint === undefined ? [] : wrapped(`Hint: ${problem.hint}`)),
  ];
}

/** Front ends break long lines anywhere in a word. */
const WIDTH = 80;

function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function whereabouts({ count, source }: Subject, { file, start }: Pick<Problem, "file" | "start">): string {
  if (file) return `${file.path}:${file.line}:${file.column}`;
  const { line, column } = placeOf(source, start);
  return `cell [${count}]:${line}:${column}`;
}

function excerpt(source: string, { start, end }: { start: number; end: number }): string[] {
  const { line, column } = placeOf(source, start);
  const text = source.split(/\r?\n/)[line - 1] ?? "";
  const length = Math.max(1, Math.min(end - start, text.length - column + 1));
  const gutter = " ".repeat(String(line).length);
  // A tab stays one, so that the marks stand below what they mean.
  const indent = text.slice(0, column - 1).replaceAll(/[^\t]/g, " ");
  return [`  ${line} | ${text}`, `  ${gutter} | ${indent}${bold("~".repeat(length))}`];
}
