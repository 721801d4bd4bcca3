/** A power aⁿ with a fixed exponent. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class PowerGate extends FormulaGate {
  /** @param exponent n, a number and not a gate: it does not learn */
  constructor(
    inputs: readonly GateLike[],
    readonly exponent: number,
    name?: string,
  ) {
    super(requireInputs("PowerGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.power(a!, this.exponent);
  }

  /** ∂aⁿ/∂a = n · aⁿ⁻¹ */
  derivatives<T>(math: Algebra<T>, [a]: readonly T[]): readonly T[] {
    const n = this.exponent;
    // 0 · a⁻¹ would be NaN at a = 0, where the derivative of the constant a⁰ is 0.
    if (n === 0) return [math.constant(0)];
    return [math.multiply([math.constant(n), math.power(a!, n - 1)])];
  }
}
