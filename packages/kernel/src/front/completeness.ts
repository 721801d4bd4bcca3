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

/** The error is that the text has an end. */
const isCutOff = (source: string, { message, end }: CellSyntaxError): boolean =>
  end >= source.trimEnd().length && /EOF|Unterminated|Unexpected token$/.test(message);

function indentAfter(source: string): string {
  const line = source.split("\n").at(-1)!;
  const [indent] = /^\s*/.exec(line)!;
  return /[{([]\s*$/.test(line) ? `${indent}  ` : indent;
}
