/** Cuts the line at fault out of a DOT text, with its neighbours, so that the reader need not count lines. */

export interface ExcerptLine {
  /** Counted from 1, as Graphviz counts. */
  readonly number: number;
  readonly text: string;
  readonly isAtFault: boolean;
}

/** Graphviz notices many a mistake a line late: the missing end of a text or of a bracket is above. */
const above = 2;
const below = 1;

/** Nobody reads on in a longer line, and a browser takes long to lay it out. */
const longestLine = 200;

/** @returns no lines if the text has no such line */
export function excerpt(dot: string, line: number): ExcerptLine[] {
  const lines = dot.split(/\r?\n/);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(line - above, 1);
  return lines.slice(first - 1, line + below).map((text, index) => ({
    number: first + index,
    text: text.length > longestLine ? `${text.slice(0, longestLine)}…` : text,
    isAtFault: first + index === line,
  }));
}
