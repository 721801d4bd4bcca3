/** The rectified linear unit max(0, a) of one input. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class ReLUGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("ReLUGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.maximum([math.constant(0), a!]);
  }

  /** 1 for a > 0, else 0; at the kink a = 0 the convention is 0. */
  derivatives<T>(math: Algebra<T>, [a]: readonly T[]): readonly T[] {
    return [math.step(a!, 1, 0)];
  }
}
