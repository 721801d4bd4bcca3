/** The binary cross-entropy of a prediction σ(z) and the true value y, 0 or 1, computed from the logit z. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class BinaryCrossEntropyGate extends FormulaGate {
  /**
   * L = −y ln σ(z) − (1 − y) ln(1 − σ(z)), which is softplus(z) − z · y: no logarithm of 0 for sure but wrong predictions.
   *
   * @param inputs the logit z, which is the neuron before its sigmoid, then the true value y
   */
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("BinaryCrossEntropyGate", "exactly 2", inputs), name);
  }

  formula<T>(math: Algebra<T>, [z, y]: readonly T[]): T {
    return math.subtract(math.softplus(z!), math.multiply([z!, y!]));
  }

  /** ∂L/∂z = σ(z) − y and ∂L/∂y = −z */
  derivatives<T>(math: Algebra<T>, [z, y]: readonly T[]): readonly T[] {
    return [math.subtract(math.sigmoid(z!), y!), math.negate(z!)];
  }
}
