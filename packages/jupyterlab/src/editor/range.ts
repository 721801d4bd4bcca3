/** Where a range stands in a text, seen from the cursor. */

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether a range comes after what is selected, in the direction of reading or against it. */
export function isAfter(range: Range, selected: Range, direction: 1 | -1): boolean {
  const order = range.from - selected.from || range.to - selected.to;
  return order * direction > 0;
}
