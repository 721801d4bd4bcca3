/** Numbers as they stand in a drawing: few digits, never wider than a cell. */

/**
 * Format for people: `0.8`, `−1.375`, `1.23e−5`, `∞`.
 *
 * @param digits significant digits; a number with an exponent has one less, with a long exponent two less
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(Number(value.toPrecision(digits)));
  const plain = size === 0 || (size >= 1e-3 && size < 10 ** (digits + 1));
  const long = size >= 1e100 || size < 1e-99;
  const text = plain
    ? String(Number(value.toPrecision(digits)))
    : value.toExponential(digits - (long ? 3 : 2)).replace(/\.?0*e\+?/, "e");
  return text.replaceAll("-", "−");
}

/**
 * Whether a sum is nothing but the rounding error of its terms: 0.8 − 1.4 + 0.6 gives 1.1e−16 in floating point.
 * The bound is that of summation, (n − 1) · 2⁻⁵³ · Σ|terms| (Higham, Accuracy and Stability, section 4.2),
 * doubled, because the terms are rounded too.
 */
export function isRoundingError(sum: number, terms: readonly number[]): boolean {
  const size = terms.reduce((total, term) => total + Math.abs(term), 0);
  return terms.length > 1 && Math.abs(sum) <= terms.length * Number.EPSILON * size;
}
