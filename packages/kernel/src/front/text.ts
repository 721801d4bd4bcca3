/** Places in a text: Jupyter counts code points, TypeScript UTF-16 units, people lines and columns. */

/** @param position in code points */
export function offsetOf(text: string, position: number): number {
  let offset = 0;
  for (const letter of text) {
    if (position-- <= 0) break;
    offset += letter.length;
  }
  return offset;
}

/** @param offset in UTF-16 units */
export function positionOf(text: string, offset: number): number {
  return [...text.slice(0, offset)].length;
}

/** Both 1-based. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

export function placeOf(text: string, offset: number): LineAndColumn {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
