/** The squared loss L(y, ŷ) = (ŷ − y)² of a prediction ŷ and the true value y. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class SquaredLossGate extends FormulaGate {
  /** @param inputs the prediction ŷ, then the true value y */
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("SquaredLossGate", "exactly 2", inputs), name);
  }

  formula<T>(math: Algebra<T>, [yHat, y]: readonly T[]): T {
    return math.power(math.subtract(yHat!, y!), 2);
  }

  /** ∂L/∂ŷ = 2 (ŷ − y) and ∂L/∂y = −2 (ŷ − y) */
  derivatives<T>(math: Algebra<T>, [yHat, y]: readonly T[]): readonly T[] {
    const twice = math.multiply([math.constant(2), math.subtract(yHat!, y!)]);
    return [twice, math.negate(twice)];
  }
}
