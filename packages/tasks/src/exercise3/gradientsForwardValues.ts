/** 3-3 (a): the values of the graph, calculated by hand. */

import { closeByHand, written } from "./gradients.js";
import { sigma } from "./sheet.js";
import type { Suspicion, Task, Test } from "../task.js";

const NAME = "values";

/** One number in a row of its own, so that the table tells of each whether it is right. */
function row(field: string, name: string, expected: number, suspicions: readonly Suspicion[]): Test {
  return {
    name,
    points: 1,
    run: async (context) => {
      closeByHand(context, `${NAME}.${field}`, await written(context, NAME, field), expected, suspicions);
    },
  };
}

const SIGN = "The sign is lost.";

export const forwardValues: Task = {
  id: "forward-values",
  title: "3-3 (a) the values by hand",
  needs: [NAME],
  tests: [
    row("p1", "p₁ = w₁ · x₁", 4 / 5, [
      [1.8, "This is the sum w₁ + x₁. The gate multiplies."],
      [-7 / 5, "This is p₂. p₁ belongs to the first weight."],
      [-4 / 5, "w₁ is positive, and so is x₁."],
      [1, "This is x₁ alone. Multiply it with w₁."],
      [3 / 5, "This is the bias p₀. p₁ is w₁ · x₁."],
      [7 / 5, "This looks like p₀ + w₁. p₁ is the product w₁ · x₁ alone."],
    ]),
    row("p2", "p₂ = w₂ · x₂", -7 / 5, [
      [7 / 5, `${SIGN} w₂ is −7/5.`],
      [-2 / 5, "This is the sum w₂ + x₂. The gate multiplies."],
      [4 / 5, "This is p₁. p₂ belongs to the second weight."],
      [1, "This is x₂ alone. Multiply it with w₂."],
    ]),
    row("z", "z = p₁ + p₂ + p₀", 0, [
      [-3 / 5, "The bias p₀ is missing in the sum."],
      [14 / 5, "The sign of p₂ is lost: 4/5 − 7/5 + 3/5."],
      [-6 / 5, "p₀ is subtracted. It is added."],
      [
        11 / 5,
        "p₂ is missing in the sum, and p₀ has been added to it. Or the sign of p₂ is lost and p₀ is missing.",
      ],
      [7 / 5, "p₂ is missing in the sum."],
      [-4 / 5, "p₁ is missing in the sum."],
      [(4 / 5) * (-7 / 5) * (3 / 5), "This is the product. z is the sum of the three."],
      [1 / 2, "This is σ(z) already. z is the sum before the sigmoid."],
    ]),
    row("yHat", "ŷ = σ(z)", 1 / 2, [
      [0, "The sigmoid is missing: σ(0) is not 0. Put z = 0 into 1 / (1 + e^(−z))."],
      [1, "e⁰ is 1, not 0, so there stands 1 / (1 + 1)."],
      [2, "One over it is missing: 1 / (1 + e^(−z))."],
      [1 / 4, "This is the derivative σ · (1 − σ). The value is σ itself."],
      [sigma(-3 / 5), "The bias p₀ is missing in z."],
      [sigma(14 / 5), "The sign of p₂ is lost in z."],
      [1 / (1 + Math.E), "This is σ(−1). z is 0 here."],
      [sigma(1), "This is σ(1). z is 0 here."],
    ]),
    row("loss", "L = (ŷ − y)²", 1 / 4, [
      [-1 / 2, "The square is missing: this is ŷ − y."],
      [1 / 2, "The square is missing: this is |ŷ − y|."],
      [-1 / 4, "A square is never negative: (−½)² = ½ · ½."],
      [1, "Here ŷ was 0: the sigmoid is missing. Or it is the factor 2 of the derivative: L is (ŷ − y)²."],
      [-1, "This is the derivative 2 (ŷ − y). The loss is (ŷ − y)²."],
      [1 / 8, "The sheet's loss has no factor ½."],
      [9 / 4, "y is added. The error is ŷ − y."],
      [-3 / 4, "This is ŷ² − y². Subtract first, then square."],
      [0, "The loss is 0 only where ŷ = y. Here ŷ is ½."],
      [(sigma(-3 / 5) - 1) ** 2, "The bias p₀ is missing in z."],
    ]),
  ],
};
