/** Whether a text is a whole cell, for clients that have to know what Enter means. */

import { CellSyntaxError } from "../cells/cell.js";
import { parse } from "../cells/parse.js";
import type { Content } from "../wire/message.js";

export function completeness(source: string): Content {
  try {
    parse(source);
    return { status: "complete" };
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    if (!isCutOff(source, error)) return { status: "invalid" };
    return { status: "incomplete", indent: indentAfter(source) };
  }
}

/** The error is that the text has an end: there, or in what began before it and may go over lines. */
function isCutOff(source: string, { message, start }: CellSyntaxError): boolean {
  if (start >= source.trimEnd().length) return true;
  if (!/^Unterminated (string|multiline comment)/.test(message)) return false;
  const isQuoted = /["']/.test(source.charAt(start));
  return !isQuoted || source.endsWith("\\");
}

function indentAfter(source: string): string {
  const line = source.split("\n").at(-1)!;
  const [indent] = /^\s*/.exec(line)!;
  return /[{([]\s*$/.test(line) ? `${indent}  ` : indent;
}
