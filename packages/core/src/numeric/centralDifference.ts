/** Derivatives by measuring: move a little to both sides and compare. Knows how far the result can be trusted. */

export interface Measurement {
  readonly derivative: number;
  /** An estimate of how far the derivative may be off. Large beside a kink, a jump or the end of the domain. */
  readonly error: number;
}

/** Step sizes relative to max(1, |x|), the largest first: each is tried where the one before was too coarse. */
const STEPS = [1e-3, 1e-4, 1e-5, 1e-6];

/** Accurate enough to stop trying smaller steps. */
const GOOD = 1e-9;

/**
 * The derivative of `f` at `x` by central differences with one step of Richardson's extrapolation.
 *
 * D(h) = (f(x + h) − f(x − h)) / 2h is off by a multiple of h², so (4 D(h/2) − D(h)) / 3 is off by a multiple of
 * h⁴ only; the difference between the two says how much the extrapolation had to mend. Rounding adds
 * |f| · 2⁻⁵² / h. Source: L. F. Richardson, 1911; Press et al., Numerical Recipes, section 5.7.
 *
 * @returns NaN when `f` has no finite values beside `x`
 */
export function centralDifference(f: (x: number) => number, x: number): Measurement {
  let best: Measurement = { derivative: NaN, error: Infinity };
  for (const step of STEPS) {
    const measured = measureWith(f, x, step * Math.max(1, Math.abs(x)));
    if (measured.error < best.error) best = measured;
    if (best.error <= GOOD * Math.max(1, Math.abs(best.derivative))) break;
  }
  return best;
}

function measureWith(f: (x: number) => number, x: number, h: number): Measurement {
  const wide = differenceQuotient(f, x, h);
  const narrow = differenceQuotient(f, x, h / 2);
  const derivative = (4 * narrow.quotient - wide.quotient) / 3;
  const rounding = (narrow.size * Number.EPSILON) / h;
  const error = Math.abs(derivative - narrow.quotient) + 4 * rounding;
  return Number.isFinite(error) ? { derivative, error } : { derivative: NaN, error: Infinity };
}

function differenceQuotient(
  f: (x: number) => number,
  x: number,
  h: number,
): { quotient: number; size: number } {
  const [above, below] = [x + h, x - h];
  const [high, low] = [f(above), f(below)];
  // Not 2h: x + h is rounded.
  return { quotient: (high - low) / (above - below), size: Math.max(Math.abs(high), Math.abs(low)) };
}
