/** Bonus: second derivatives, from the gradient graph of a gradient graph. */

import type { Task } from "../task.js";
import { sigma } from "./sheet.js";

/** y = x · σ(w·x) and its derivatives with respect to x. */
function derivativesAt(x: number, w: number): { first: number; second: number } {
  const s = sigma(w * x);
  const slope = s * (1 - s);
  const curvature = slope * (1 - 2 * s);
  return { first: s + x * w * slope, second: 2 * w * slope + x * w * w * curvature };
}

export const bonusSecond: Task = {
  id: "second-derivative",
  title: "Bonus 2: second derivatives",
  needs: ["secondDerivative"],
  tests: [
    {
      name: "computes ∂²y/∂x² of y = x · σ(w·x)",
      points: 2,
      run: async ({ student, numbers, close }) => {
        for (let i = 0; i < 4; i++) {
          const [x, w] = [numbers.signed() / 2, numbers.signed() / 2];
          const { first, second } = derivativesAt(x, w);
          const got = await student.call("secondDerivative", x, w);
          close(`at x = ${x}, w = ${w}`, got, second, [
            [first, "This is the first derivative. Take the gradient graph of the gradient graph."],
            [x * sigma(w * x), "This is y itself."],
            [derivativesAt(w, x).second, "x and w are the wrong way round."],
            [first * first, "This is the square of the first derivative."],
          ]);
        }
      },
    },
  ],
};
