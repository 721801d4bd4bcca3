/** Arithmetic on numbers: the formulas that do not overflow. */

import type { Algebra } from "./algebra.js";

export const numbers: Algebra<number> = {
  constant: (value) => value,
  add(terms) {
    let sum = 0;
    for (const term of terms) sum += term;
    return sum;
  },
  subtract: (a, b) => a - b,
  negate: (a) => -a,
  multiply(factors) {
    let product = 1;
    for (const factor of factors) product *= factor;
    return product;
  },
  divide: (a, b) => a / b,
  power: (base, exponent) => base ** exponent,
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  // Math.exp runs to Infinity for a below −709, and 1 / (1 + Infinity) is the right limit, 0.
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  // The exponent is never positive, so e^a cannot overflow; log1p keeps what is small beside 1.
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  maximum: (inputs) => inputs[largest(inputs)]!,
  isMaximum: (inputs, position) => (largest(inputs) === position ? 1 : 0),
  step: (a, above, below) => (a > 0 ? above : below),
};

/** The position of the first one of the largest. */
function largest(inputs: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < inputs.length; i++) if (inputs[i]! > inputs[best]!) best = i;
  return best;
}
