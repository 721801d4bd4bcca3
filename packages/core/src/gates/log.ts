/** The natural logarithm ln a of one input. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class LogGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("LogGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.log(a!);
  }

  /** ∂ ln a/∂a = 1 / a */
  derivatives<T>(math: Algebra<T>, [a]: readonly T[]): readonly T[] {
    return [math.divide(math.constant(1), a!)];
  }
}
