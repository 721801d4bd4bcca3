/** Whether one input is the largest: 1 or 0. The derivative of the maximum. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class IsMaximumGate extends FormulaGate {
  /** @param position which of the inputs is asked for, from 0 */
  constructor(
    inputs: readonly GateLike[],
    readonly position: number,
    name?: string,
  ) {
    super(requireInputs("IsMaximumGate", "at least 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, inputs: readonly T[]): T {
    return math.isMaximum(inputs, this.position);
  }

  /** 0 everywhere; where two inputs are equal the convention is 0. */
  derivatives<T>(math: Algebra<T>, inputs: readonly T[]): readonly T[] {
    return inputs.map(() => math.constant(0));
  }
}
