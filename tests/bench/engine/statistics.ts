/** What is made of measured numbers. */

/** The middle one, which a disturbed round does not move. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Four significant digits: more would only be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
