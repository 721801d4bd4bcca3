/** The sum of any number of inputs. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class AddGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("AddGate", "at least 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, inputs: readonly T[]): T {
    return math.add(inputs);
  }

  /** ∂(a + b + …)/∂a = 1 */
  derivatives<T>(math: Algebra<T>, inputs: readonly T[]): readonly T[] {
    return inputs.map(() => math.constant(1));
  }
}
