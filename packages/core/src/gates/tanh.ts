/** The hyperbolic tangent of one input. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class TanhGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("TanhGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.tanh(a!);
  }

  /** tanh′ = 1 − tanh² */
  derivatives<T>(math: Algebra<T>, _inputs: readonly T[], out: T): readonly T[] {
    return [math.subtract(math.constant(1), math.power(out, 2))];
  }
}
