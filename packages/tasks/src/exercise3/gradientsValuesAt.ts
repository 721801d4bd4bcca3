/** 3-3 (a): the forward pass as a function, for any numbers. */

import { fieldOf } from "../world/student.js";
import { answer, drawStart, wordsOf } from "./gradients.js";
import { forward, sigma, type Start } from "./sheet.js";
import type { Context, Suspicion, Task } from "../task.js";

const NAME = "valuesAt";
type Values = ReturnType<typeof forward>;

const FIXED = "These are the numbers of the sheet. Calculate with the ones that the function gets.";

/** Compare some fields of the answer, twice, with other numbers. */
async function compare(
  context: Context,
  suspicionsOf: (start: Start, right: Values) => Partial<Record<keyof Values, readonly Suspicion[]>>,
): Promise<void> {
  const sheet = { p1: 4 / 5, p2: -7 / 5, z: 0, yHat: 1 / 2, loss: 1 / 4 };
  for (const start of [drawStart(context.numbers), drawStart(context.numbers)]) {
    const made = await answer(context, NAME, start);
    const right = forward(start);
    for (const [field, suspicions] of Object.entries(suspicionsOf(start, right)) as [
      keyof Values,
      readonly Suspicion[],
    ][]) {
      context.close(`${field} at ${wordsOf(start)}`, await fieldOf(made, field), right[field], [
        ...suspicions,
        [sheet[field], FIXED],
        [-right[field], "The sign is wrong."],
        [undefined, `The object that is returned has no ${field}.`],
      ]);
    }
  }
}

export const valuesAt: Task = {
  id: "values-at",
  title: "3-3 (a) the values for any numbers",
  needs: [NAME],
  tests: [
    {
      name: "multiplies in p₁ and p₂, and adds up in z",
      points: 1,
      run: (context) =>
        compare(context, ({ x1, x2, w1, w2, p0 }, { p1, p2 }) => ({
          p1: [
            [p2, "p1 and p2 are the wrong way round."],
            [w1 + x1, "The gate multiplies: w₁ · x₁."],
            [w2 * x1, "The pairs are crossed: w₁ · x₁."],
            [w1 * x2, "The pairs are crossed: w₁ · x₁."],
            [x1, "The weight w₁ is missing."],
          ],
          p2: [
            [w2 + x2, "The gate multiplies: w₂ · x₂."],
            [w2 * x1, "The pairs are crossed: w₂ · x₂."],
            [w1 * x2, "The pairs are crossed: w₂ · x₂."],
            [p1, "p2 is made of w₂ and x₂."],
            [x2, "The weight w₂ is missing."],
          ],
          z: [
            [p1 + p2, "The bias p₀ is missing in the sum."],
            [p1 + p0, "p₂ is missing in the sum."],
            [p2 + p0, "p₁ is missing in the sum."],
            [p1 + p2 - p0, "The bias p₀ is subtracted. It is added."],
            [p1 - p2 + p0, "p₂ is subtracted. It has its sign already: add it."],
            [p1 * p2 + p0, "The products are multiplied. z is the sum of p₁, p₂ and p₀."],
            [p1 * p2 * p0, "z is the sum of p₁, p₂ and p₀, not their product."],
          ],
        })),
    },
    {
      name: "takes σ of z",
      points: 1,
      run: (context) =>
        compare(context, ({ p0 }, { z, yHat }) => ({
          yHat: [
            [z, "The sigmoid is missing: ŷ = σ(z)."],
            [sigma(-z), "The sign in the exponent is wrong: 1 / (1 + e^(−z))."],
            [
              1 + Math.exp(-z),
              "One over it is missing: 1 / (1 + e^(−z)). Put parentheses around the sum below.",
            ],
            [1 / Math.exp(-z), "The 1 + below is missing: 1 / (1 + e^(−z))."],
            [yHat * (1 - yHat), "This is the derivative of σ. The value is σ itself."],
            [sigma(z - p0), "The bias p₀ is missing in z."],
            [Math.tanh(z), "This is tanh. σ goes from 0 to 1."],
            [Math.round(yHat), "Do not round: ŷ is between 0 and 1."],
          ],
        })),
    },
    {
      name: "squares the error in L",
      points: 1,
      run: (context) =>
        compare(context, ({ y }, { z, yHat }) => ({
          loss: [
            [yHat - y, "The square is missing: (ŷ − y)²."],
            [y - yHat, "The square is missing: (ŷ − y)²."],
            [Math.abs(yHat - y), "The square is missing: (ŷ − y)²."],
            [(z - y) ** 2, "The sigmoid is missing: the loss reads ŷ, not z."],
            [(yHat - 1) ** 2, "y is fixed at 1. Take the y that the function gets."],
            [(yHat + y) ** 2, "The sign is wrong: ŷ − y."],
            [yHat ** 2 - y ** 2, "Subtract first, then square."],
            [yHat ** 2, "y is forgotten: (ŷ − y)²."],
            [(yHat - y) ** 2 / 2, "The sheet's loss has no factor ½."],
            [(yHat - y) * 2, "This is the derivative. The loss is (ŷ − y)²."],
            [(yHat - y) ^ 2, "In TypeScript ^ is not a power. Write ** 2."],
          ],
        })),
    },
  ],
};
