/** The mean squared error of predictions ŷ₁ … ŷₙ and true values y₁ … yₙ. */

import type { Algebra } from "../algebra/algebra.js";
import type { GateLike } from "../gate.js";
import { FormulaGate } from "./formulaGate.js";
import { requireInputs } from "./inputs.js";

export class MeanSquaredErrorGate extends FormulaGate {
  /** @param inputs all predictions, then all true values in the same order: [...predictions, ...truths] */
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("MeanSquaredErrorGate", "an even number of", inputs), name);
  }

  /** MSE = 1/n · Σ (ŷᵢ − yᵢ)² */
  formula<T>(math: Algebra<T>, inputs: readonly T[]): T {
    const squares = differences(math, inputs).map((difference) => math.power(difference, 2));
    return math.divide(math.add(squares), math.constant(squares.length));
  }

  /** ∂MSE/∂ŷᵢ = 2/n · (ŷᵢ − yᵢ), and the negative of it for yᵢ */
  derivatives<T>(math: Algebra<T>, inputs: readonly T[]): readonly T[] {
    const factor = math.constant(4 / inputs.length);
    const predictions = differences(math, inputs).map((difference) => math.multiply([factor, difference]));
    return [...predictions, ...predictions.map((derivative) => math.negate(derivative))];
  }
}

/** ŷᵢ − yᵢ for all i. */
function differences<T>(math: Algebra<T>, inputs: readonly T[]): T[] {
  const n = inputs.length / 2;
  return Array.from({ length: n }, (_, i) => math.subtract(inputs[i]!, inputs[n + i]!));
}
