/** The negative −a of one input. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class NegateGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("NegateGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.negate(a!);
  }

  /** ∂(−a)/∂a = −1 */
  derivatives<T>(math: Algebra<T>): readonly T[] {
    return [math.constant(-1)];
  }
}
