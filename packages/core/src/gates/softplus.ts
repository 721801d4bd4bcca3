/** The softplus ln(1 + eᵃ) of one input, a smooth ReLU. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class SoftplusGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("SoftplusGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.softplus(a!);
  }

  /** ∂ ln(1 + eᵃ)/∂a = σ(a) */
  derivatives<T>(math: Algebra<T>, [a]: readonly T[]): readonly T[] {
    return [math.sigmoid(a!)];
  }
}
