/** Points as people write them: two decimals at most, as gradebooks have it. */

/** Without the noise of sums like 0.1 + 0.2. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

export function sumOf(points: readonly number[]): number {
  return points.reduce((sum, each) => sum + each, 0);
}

/** For example `1 point` and `2.5 points`. */
export function inPoints(points: number): string {
  const shown = rounded(points);
  return `${shown} ${shown === 1 ? "point" : "points"}`;
}

/** For example `1 answer` and `3 answers`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
