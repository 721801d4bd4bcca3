/** The quotient a / b. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class DivideGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("DivideGate", "exactly 2", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a, b]: readonly T[]): T {
    return math.divide(a!, b!);
  }

  /** ∂(a / b)/∂a = 1 / b and ∂(a / b)/∂b = −(a / b) / b */
  derivatives<T>(math: Algebra<T>, [, b]: readonly T[], out: T): readonly T[] {
    return [math.divide(math.constant(1), b!), math.negate(math.divide(out, b!))];
  }
}
