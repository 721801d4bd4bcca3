/** The exponential function eᵃ of one input. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class ExpGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("ExpGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.exp(a!);
  }

  /** ∂eᵃ/∂a = eᵃ */
  derivatives<T>(_math: Algebra<T>, _inputs: readonly T[], out: T): readonly T[] {
    return [out];
  }
}
