/** The largest of any number of inputs. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class MaximumGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("MaximumGate", "at least 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, inputs: readonly T[]): T {
    return math.maximum(inputs);
  }

  /** 1 for the largest input, 0 for the others; of equal ones the first takes it all. */
  derivatives<T>(math: Algebra<T>, inputs: readonly T[]): readonly T[] {
    return inputs.map((_, position) => math.isMaximum(inputs, position));
  }
}
