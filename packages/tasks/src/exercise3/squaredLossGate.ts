/** 3-4 (d): the squared loss. */

import type { Context, Task } from "../task.js";
import { computes, gateOn, passesBack } from "./gates.js";

const GATE = "SquaredLossGate";
const NO_TWO = "The factor 2 is missing.";
const POWER = "In TypeScript ^ is not a power. Write ** 2.";
const LOSS = "This is the loss itself, not its derivative.";

/** Where the error or the sum is 1 or 2 in size, the square is itself or twice itself, and mistakes look right. */
function predictionOf(context: Context): [yHat: number, y: number] {
  const [yHat, y] = [context.numbers.signed(), context.numbers.signed()];
  const isBlind = [yHat - y, yHat + y].some((each) => Math.abs(Math.abs(each) - 1.5) < 0.6);
  return isBlind ? predictionOf(context) : [yHat, y];
}

function tooLargeAndTooSmall(context: Context): (readonly [yHat: number, y: number])[] {
  const [a, b] = predictionOf(context);
  return [
    [Math.max(a, b), Math.min(a, b)],
    [Math.min(a, b), Math.max(a, b)],
  ];
}

export const squaredLossGate: Task = {
  id: "squared-loss-gate",
  title: "3-4 (d) SquaredLossGate",
  needs: [GATE],
  tests: [
    {
      name: "computes (ŷ − y)²",
      points: 1,
      run: async (context) => {
        const [yHat, y] = predictionOf(context);
        const on = await gateOn(context, GATE, [yHat, y]);
        const error = yHat - y;
        await computes(context, on, `L for ŷ = ${yHat} and y = ${y}`, error ** 2, [
          [error * 2, "Twice is not squared: ** 2."],
          [error, "The square is missing."],
          [-error, "The square is missing."],
          [Math.abs(error), "This is the absolute error. The square is missing."],
          [error ** 2 / 2, "Half of it is another common loss. The sheet's has no ½."],
          [(yHat + y) ** 2, "The sign is wrong: ŷ − y."],
          [yHat ** 2 - y ** 2, "The square of the difference is not the difference of the squares."],
          [yHat - y ** 2, "Put parentheses around ŷ − y: the square is of the difference."],
          [error ^ 2, POWER],
          [yHat - (y ^ 2), POWER],
          [Math.sqrt(Math.abs(error)), "This is the root, not the square."],
        ]);
      },
    },
    {
      name: "passes 2 (ŷ − y) to the prediction",
      points: 1,
      run: async (context) => {
        for (const [yHat, y] of tooLargeAndTooSmall(context)) {
          const on = await gateOn(context, GATE, [yHat, y]);
          const error = yHat - y;
          await passesBack(context, on, [on.inputs[0]!, `ŷ = ${yHat} (y is ${y})`], 2 * error, [
            // Where the prediction is too large, this is right.
            [2 * Math.abs(error), "The sign of ŷ − y is lost: a prediction that is too small must grow."],
            [error, NO_TWO],
            [-error, "The factor 2 is missing, and the sign is wrong: 2 (ŷ − y)."],
            [-2 * error, "The sign is wrong: 2 (ŷ − y)."],
            [2 * yHat, "The derivative of (ŷ − y)² with respect to ŷ has y in it, too: 2 (ŷ − y)."],
            [2 * yHat - y, "Put parentheses around ŷ − y: 2 (ŷ − y)."],
            [2 * (yHat + y), "The sign in the parentheses is wrong: 2 (ŷ − y)."],
            [error ** 2, LOSS],
            [2 * error ** 2, "This has the loss in it. The derivative is 2 (ŷ − y)."],
            [2, "The difference is missing: 2 (ŷ − y)."],
          ]);
        }
      },
    },
    {
      name: "passes −2 (ŷ − y) to the true value",
      points: 1,
      run: async (context) => {
        for (const [yHat, y] of tooLargeAndTooSmall(context)) {
          const on = await gateOn(context, GATE, [yHat, y]);
          const error = yHat - y;
          await passesBack(context, on, [on.inputs[1]!, `y = ${y} (ŷ is ${yHat})`], -2 * error, [
            [-2 * Math.abs(error), "The sign of ŷ − y is lost: it can be negative."],
            [0, "The true value gets a gradient as well, although nobody trains it."],
            [2 * error, "The sign is wrong: y stands behind the minus."],
            [-error, NO_TWO],
            [error, "The factor 2 is missing, and the sign is wrong: −2 (ŷ − y)."],
            [2 * y, "The derivative of (ŷ − y)² with respect to y has ŷ in it, too: −2 (ŷ − y)."],
            [-2 * y, "The derivative of (ŷ − y)² with respect to y has ŷ in it, too: −2 (ŷ − y)."],
            [-2 * yHat - y, "Put parentheses around ŷ − y: −2 (ŷ − y)."],
            [error ** 2, LOSS],
            [-2, "The difference is missing: −2 (ŷ − y)."],
          ]);
        }
      },
    },
  ],
};
