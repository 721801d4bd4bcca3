/** The product of any number of inputs. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class MultiplyGate extends FormulaGate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("MultiplyGate", "at least 1", inputs), name);
  }

  formula<T>(math: Algebra<T>, factors: readonly T[]): T {
    return math.multiply(factors);
  }

  /** ∂(a · b · c)/∂a = b · c, the product of the others. */
  derivatives<T>(math: Algebra<T>, factors: readonly T[]): readonly T[] {
    // Not out / a: that breaks when a is zero, and XOR is full of zeros.
    const before = runningProducts(math, factors);
    const behind = runningProducts(math, [...factors].reverse()).reverse();
    return factors.map((_, i) => math.multiply([...before[i]!, ...behind[i]!]));
  }
}

/** For each factor, the product of all factors before it: an empty list where there is none. */
function runningProducts<T>(math: Algebra<T>, factors: readonly T[]): (readonly T[])[] {
  let product: readonly T[] = [];
  return factors.map((factor) => {
    const before = product;
    product = [math.multiply([...before, factor])];
    return before;
  });
}
