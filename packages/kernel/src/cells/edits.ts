/** Changes a text in places that were found beforehand, and finds positions of the changed text in the old one. */

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change as it lies in the new text: `at` is where it ends there, `shift` leads from there back to the old text. */
export type Shift = readonly [at: number, shift: number];

export class Edits {
  private readonly list: Edit[] = [];

  replace(start: number, end: number, text: string): void {
    this.list.push({ start, end, text });
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /**
   * @param source no edit may add or take a line end, so that lines stay lines
   * @returns the new text, and by line (0-based) what has moved in it
   */
  apply(source: string): { text: string; shifts: Record<number, Shift[]> } {
    const sorted = this.list
      .map((edit, order) => ({ ...edit, order }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
    const shifts: Record<number, Shift[]> = {};
    let text = "";
    let from = 0;
    let line = 0;
    let column = 0;
    const copy = (part: string): void => {
      text += part;
      const lines = part.split("\n");
      if (lines.length > 1) {
        line += lines.length - 1;
        column = 0;
      }
      column += lines.at(-1)!.length;
    };
    for (const { start, end, text: inserted } of sorted) {
      // Within what was taken away.
      if (start < from) continue;
      copy(source.slice(from, start));
      text += inserted;
      column += inserted.length;
      const removed = source.slice(start, end);
      // What is taken away over several lines leaves its line ends.
      copy("\n".repeat(removed.split("\n").length - 1));
      (shifts[line] ??= []).push([column, end - (source.lastIndexOf("\n", end - 1) + 1) - column]);
      from = end;
    }
    copy(source.slice(from));
    return { text, shifts };
  }
}

/** Where a column (0-based) of the new text was in the old one. */
export function columnBefore(shifts: readonly Shift[] | undefined, column: number): number {
  const before = shifts?.filter(([at]) => at <= column) ?? [];
  return Math.max(0, column + (before.at(-1)?.[1] ?? 0));
}
