/** 3-3 (c): the backward pass as a function, for any numbers. */

import type { Context, Suspicion, Task } from "../task.js";
import { fieldOf } from "../world/student.js";
import { answer, drawStart, wordsOf } from "./gradients.js";
import { backward, forward, SIGNS, type Start } from "./sheet.js";

const NAME = "gradientsAt";
type Gradients = ReturnType<typeof backward>;
type Wrong = Partial<Record<keyof Gradients, readonly Suspicion[]>>;

async function compare(
  context: Context,
  fields: readonly (keyof Gradients)[],
  wrongOf: (start: Start & ReturnType<typeof forward>, right: Gradients) => Wrong,
): Promise<void> {
  const sheet = backward({ x1: 1, x2: 1, w1: 4 / 5, w2: -7 / 5, p0: 3 / 5, y: 1 });
  for (const start of [drawStart(context.numbers), drawStart(context.numbers)]) {
    const made = await answer(context, NAME, start);
    const right = backward(start);
    const wrong = wrongOf({ ...start, ...forward(start) }, right);
    for (const field of fields)
      context.close(`∂L/∂${SIGNS[field]} at ${wordsOf(start)}`, await fieldOf(made, field), right[field], [
        ...(wrong[field] ?? []),
        [sheet[field], "These are the numbers of the sheet. Calculate with the ones that the function gets."],
        [-right[field], "The sign is wrong."],
        [right[field] / 2, "The factor 2 of the square is missing."],
        [undefined, `The object that is returned has no ${field}.`],
      ]);
  }
}

export const gradientsAt: Task = {
  id: "gradients-at",
  title: "3-3 (c) the gradients for any numbers",
  needs: [NAME],
  tests: [
    {
      name: "starts at the loss: ŷ and y",
      points: 1,
      run: (context) =>
        compare(context, ["yHat", "y"], ({ yHat, y }) => ({
          yHat: [
            [(yHat - y) ** 2, "This is the loss itself. Its derivative is 2 · (ŷ − y)."],
            [2 * yHat, "y is missing: 2 · (ŷ − y)."],
          ],
          y: [
            [0, "y is forgotten: it has a gradient as well, although nobody trains it."],
            [undefined, "y is forgotten: it has a gradient as well, although nobody trains it."],
            [2 * (yHat - y), "The sign is wrong: y stands behind the minus."],
          ],
        })),
    },
    {
      name: "goes through the sigmoid and the sum: z, p₁, p₂ and p₀",
      points: 1,
      run: (context) =>
        compare(context, ["z", "p1", "p2", "p0"], ({ z, yHat, p1, p2, p0 }, right) => {
          const slope = yHat * (1 - yHat);
          const summand = (value: number): readonly Suspicion[] => [
            [right.z * value, "The value of the summand is in it. A sum passes its gradient on as it is."],
            [1, "This is the local derivative alone. Multiply it with the gradient that arrives, ∂L/∂z."],
            [right.yHat, "The sigmoid is left out: what arrives at the sum is ∂L/∂z."],
            [right.z / 3, "It is not shared out. A sum passes its gradient on to each summand as it is."],
          ];
          return {
            z: [
              [
                slope,
                "This is the local derivative alone. Multiply it with the gradient that arrives, ∂L/∂ŷ.",
              ],
              [right.yHat, "The slope of σ is missing: multiply with ŷ · (1 − ŷ)."],
              [right.yHat * yHat, "The factor (1 − ŷ) of the slope is missing."],
              [right.yHat * (1 - yHat), "The factor ŷ of the slope is missing."],
              [right.yHat * z * (1 - z), "The slope of σ is made of its value ŷ, not of z."],
              [right.yHat / 4, "¼ is the slope at z = 0. Elsewhere it is ŷ · (1 − ŷ)."],
              [
                right.yHat + slope,
                "The chain rule multiplies: local derivative times the gradient that arrives.",
              ],
            ],
            p1: summand(p1),
            p2: summand(p2),
            p0: summand(p0),
          };
        }),
    },
    {
      name: "reaches the weights and the inputs: w₁, w₂, x₁ and x₂",
      points: 1,
      run: (context) =>
        compare(context, ["w1", "w2", "x1", "x2"], ({ x1, x2, w1, w2 }, { z, yHat }) => {
          const factor = (value: number, other: number, crossed: number): readonly Suspicion[] => [
            [z * value, "The derivative of a product with respect to one factor is the other factor."],
            [other, "This is the local derivative alone. Multiply it with the gradient that arrives."],
            [z, "The other factor is missing."],
            [yHat * other, "The sigmoid is left out on the way."],
            [z * crossed, "The pairs are crossed: w₁ belongs to x₁, and w₂ to x₂."],
            [z * value * other, "The value of the gate itself is in it. Only the other factor is."],
          ];
          return {
            w1: factor(w1, x1, x2),
            w2: factor(w2, x2, x1),
            x1: factor(x1, w1, w2),
            x2: factor(x2, w2, w1),
          };
        }),
    },
  ],
};
