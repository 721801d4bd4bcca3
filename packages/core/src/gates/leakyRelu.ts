/** The leaky rectified linear unit: a for a > 0, else a small slope times a. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class LeakyReLUGate extends FormulaGate {
  /** @param slope the derivative for a ≤ 0. Source: Maas, Hannun and Ng, Rectifier nonlinearities, 2013 */
  constructor(
    inputs: readonly GateLike[],
    readonly slope = 0.01,
    name?: string,
  ) {
    super(requireInputs("LeakyReLUGate", "exactly 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, [a]: readonly T[]): T {
    return math.multiply([math.step(a!, 1, this.slope), a!]);
  }

  /** 1 for a > 0, else the slope. */
  derivatives<T>(math: Algebra<T>, [a]: readonly T[]): readonly T[] {
    return [math.step(a!, 1, this.slope)];
  }
}
