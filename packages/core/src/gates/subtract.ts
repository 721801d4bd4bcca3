/** The difference a − b. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class SubtractGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("SubtractGate", "exactly 2", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a, b]: readonly T[]): T {
    return math.subtract(a!, b!);
  }

  /** ∂(a − b)/∂a = 1 and ∂(a − b)/∂b = −1 */
  derivatives<T>(math: Algebra<T>): readonly T[] {
    return [math.constant(1), math.constant(-1)];
  }
}
