/** The arithmetic in which gates are written, so that one formula serves numbers, gates, LaTeX and compiled code. */

/** Arithmetic on things of type `T`: numbers, or whatever stands for a number. */
export interface Algebra<T> {
  constant(value: number): T;
  /** The sum; of one term that term, of none 0. */
  add(terms: readonly T[]): T;
  subtract(a: T, b: T): T;
  negate(a: T): T;
  /** The product; of one factor that factor, of none 1. */
  multiply(factors: readonly T[]): T;
  divide(a: T, b: T): T;
  power(base: T, exponent: number): T;
  exp(a: T): T;
  /** The natural logarithm. */
  log(a: T): T;
  tanh(a: T): T;
  /** 1 / (1 + e⁻ᵃ) */
  sigmoid(a: T): T;
  /** ln(1 + eᵃ) */
  softplus(a: T): T;
  maximum(inputs: readonly T[]): T;
  /** 1 for the first one of the largest inputs, 0 for the others. */
  isMaximum(inputs: readonly T[], position: number): T;
  /** One number for a > 0, another for a ≤ 0. */
  step(a: T, above: number, below: number): T;
}
