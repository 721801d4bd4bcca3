/** The sigmoid σ(z) = 1 / (1 + e⁻ᶻ) of one input. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class SigmoidGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("SigmoidGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [z]: readonly T[]): T {
    return math.sigmoid(z!);
  }

  /** σ′ = σ · (1 − σ) */
  derivatives<T>(math: Algebra<T>, _inputs: readonly T[], out: T): readonly T[] {
    return [math.multiply([out, math.subtract(math.constant(1), out)])];
  }
}
