/** A step: one number for a > 0, another for a ≤ 0. The derivative of ReLU and of leaky ReLU. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class StepGate extends FormulaGate {
  constructor(
    inputs: readonly GateLike[],
    readonly above = 1,
    readonly below = 0,
    name?: string,
  ) {
    super(requireInputs("StepGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.step(a!, this.above, this.below);
  }

  /** 0 everywhere; at the step itself the convention is 0. */
  derivatives<T>(math: Algebra<T>): readonly T[] {
    return [math.constant(0)];
  }
}
