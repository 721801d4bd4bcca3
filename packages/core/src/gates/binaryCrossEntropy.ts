/** The binary cross-entropy of a prediction σ(z) and the true value y, 0 or 1, computed from the logit z. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class BinaryCrossEntropyGate extends FormulaGate {
  /**
   * L = −y ln σ(z) − (1 − y) ln(1 − σ(z)), which is y · softplus(−z) + (1 − y) · softplus(z): no logarithm of 0 for
   * predictions that are sure but wrong, and no difference of large numbers for those that are sure and right.
   *
   * @param inputs the logit z, which is the neuron before its sigmoid, then the true value y
   */
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("BinaryCrossEntropyGate", "exactly 2", inputs), name);
  }

  formula<T>(math: Algebra<T>, [z, y]: readonly T[]): T {
    return math.add([
      math.multiply([y!, math.softplus(math.negate(z!))]),
      math.multiply([math.subtract(math.constant(1), y!), math.softplus(z!)]),
    ]);
  }

  /** ∂L/∂z = σ(z) − y and ∂L/∂y = −z */
  derivatives<T>(math: Algebra<T>, [z, y]: readonly T[]): readonly T[] {
    return [math.subtract(math.sigmoid(z!), y!), math.negate(z!)];
  }
}
