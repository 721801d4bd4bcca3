/** How near a derivative must come to the measured one, and when nothing can be said. */

import { centralDifference } from "../numeric/centralDifference.js";

/**
 * A measured derivative as an interval.
 *
 * Where the function is smooth, the interval is narrow: from the central difference and both one-sided differences,
 * which a step of 1e−6 keeps within 10⁻⁶ · f″. Where it has a kink, as ReLU at 0 or a maximum with ties, the
 * one-sided derivatives differ, and every number between them is a right answer (a subgradient).
 */
export interface Slope {
  /** The central difference. */
  readonly derivative: number;
  readonly low: number;
  readonly high: number;
  /** An estimate of how far the measuring itself may be off: truncation and rounding. */
  readonly error: number;
  readonly kink: boolean;
  /** False where the function has no finite values nearby, or jumps, or bends too fast to be measured. */
  readonly known: boolean;
}

/** The one-sided differences are taken over this, relative to max(1, |x|). */
const SIDE = 1e-6;

/**
 * Two right formulas for one derivative differ by rounding, which cancellation as in 1 − σ(z) can raise to about
 * 10⁻¹⁰; the smallest mistake in a formula changes it by far more than this.
 */
const RELATIVE = 1e-6;

/** Rounding inside of a formula that its value does not show, over the smallest step: 2⁻⁵² / 10⁻⁶ and a reserve. */
const ABSOLUTE = 1e-8;

/** A measurement that is less certain than this, relatively, judges nobody. */
const CERTAIN = 1e-3;

const UNKNOWN: Slope = { derivative: NaN, low: NaN, high: NaN, error: Infinity, kink: false, known: false };

/** Measure the derivative of `f` at `x`. The last call of `f` is not one at `x`. */
export function measureSlope(f: (x: number) => number, x: number): Slope {
  const { derivative, error } = centralDifference(f, x);
  const here = f(x);
  const near = sides(f, x, here, SIDE);
  if (![derivative, error, here, near.left, near.right].every(Number.isFinite)) return UNKNOWN;
  const size = Math.max(Math.abs(derivative), Math.abs(near.left), Math.abs(near.right));
  const jump = Math.abs(near.right - near.left);
  let kink = jump > 1e-5 * size + 64 * near.rounding;
  if (kink) {
    // As the step shrinks, the two sides of a smooth function come together, those of a kink stay apart, and those
    // of a jump or a vertical tangent leave all bounds.
    const nearer = sides(f, x, here, SIDE / 8);
    const closer = Math.abs(nearer.right - nearer.left);
    if (closer > 1.5 * jump) return UNKNOWN;
    kink = closer > jump / 2;
  }
  return {
    derivative,
    low: Math.min(derivative, near.left, near.right),
    high: Math.max(derivative, near.left, near.right),
    error,
    kink,
    known: error <= CERTAIN * Math.abs(derivative) + RELATIVE,
  };
}

/** Whether a derivative agrees with the measured one. Anything does where nothing is known. */
export function agrees(got: number, { low, high, derivative, error, known }: Slope): boolean {
  if (!known) return true;
  const slack = 2 * error + RELATIVE * Math.max(Math.abs(got), Math.abs(derivative)) + ABSOLUTE;
  return got >= low - slack && got <= high + slack;
}

/** Whether two numbers that should come from the same sum of these terms differ by rounding at most. */
export function isSameSum(a: number, b: number, terms: readonly number[]): boolean {
  const size = terms.reduce((sum, term) => sum + Math.abs(term), Math.max(Math.abs(a), Math.abs(b)));
  return Math.abs(a - b) <= 1e-9 * size;
}

function sides(f: (x: number) => number, x: number, here: number, step: number) {
  const h = step * Math.max(1, Math.abs(x));
  const [above, below] = [x + h, x - h];
  return {
    right: (f(above) - here) / (above - x),
    left: (here - f(below)) / (x - below),
    rounding: (Math.abs(here) * Number.EPSILON) / h,
  };
}
