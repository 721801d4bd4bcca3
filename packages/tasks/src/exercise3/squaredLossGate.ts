/** 3-4 (d): the squared loss. */

import type { Task } from "../task.js";
import { computes, gateOn, passesBack } from "./gates.js";

const GATE = "SquaredLossGate";
const NO_TWO = "The factor 2 is missing.";
const POWER = "In TypeScript ^ is not a power. Write ** 2.";
const LOSS = "This is the loss itself, not its derivative.";

export const squaredLossGate: Task = {
  id: "squared-loss-gate",
  title: "3-4 (d) SquaredLossGate",
  needs: [GATE],
  tests: [
    {
      name: "computes (ŷ − y)²",
      points: 1,
      run: async (context) => {
        const [yHat, y] = [context.numbers.signed(), context.numbers.signed()];
        const on = await gateOn(context, GATE, [yHat, y]);
        const error = yHat - y;
        await computes(context, on, `L for ŷ = ${yHat} and y = ${y}`, error ** 2, [
          [error, "The square is missing."],
          [-error, "The square is missing."],
          [Math.abs(error), "This is the absolute error. The square is missing."],
          [error ** 2 / 2, "Half of it is another common loss. The sheet's has no ½."],
          [(yHat + y) ** 2, "The sign is wrong: ŷ − y."],
          [yHat ** 2 - y ** 2, "The square of the difference is not the difference of the squares."],
          [yHat - y ** 2, "Put parentheses around ŷ − y: the square is of the difference."],
          [error ^ 2, POWER],
          [yHat - (y ^ 2), POWER],
          [error * 2, "Twice is not squared: ** 2."],
          [Math.sqrt(Math.abs(error)), "This is the root, not the square."],
        ]);
      },
    },
    {
      name: "passes 2 (ŷ − y) to the prediction",
      points: 1,
      run: async (context) => {
        const [yHat, y] = [context.numbers.signed(), context.numbers.signed()];
        const on = await gateOn(context, GATE, [yHat, y]);
        const error = yHat - y;
        await passesBack(context, on, [on.inputs[0]!, `ŷ = ${yHat} (y is ${y})`], 2 * error, [
          [error, NO_TWO],
          [-error, "The factor 2 is missing, and the sign is wrong: 2 (ŷ − y)."],
          [-2 * error, "The sign is wrong: 2 (ŷ − y). Is y the second input, and not the first?"],
          [2 * yHat, "The derivative of (ŷ − y)² with respect to ŷ has y in it, too: 2 (ŷ − y)."],
          [2 * yHat - y, "Put parentheses around ŷ − y: 2 (ŷ − y)."],
          [2 * (yHat + y), "The sign in the parentheses is wrong: 2 (ŷ − y)."],
          [error ** 2, LOSS],
          [2 * error ** 2, "This has the loss in it. The derivative is 2 (ŷ − y)."],
          [2 * Math.abs(error), "The sign of ŷ − y is lost: a prediction that is too small must grow."],
          [2, "The difference is missing: 2 (ŷ − y)."],
        ]);
      },
    },
    {
      name: "passes −2 (ŷ − y) to the true value",
      points: 1,
      run: async (context) => {
        const [yHat, y] = [context.numbers.signed(), context.numbers.signed()];
        const on = await gateOn(context, GATE, [yHat, y]);
        const error = yHat - y;
        await passesBack(context, on, [on.inputs[1]!, `y = ${y} (ŷ is ${yHat})`], -2 * error, [
          [0, "The true value gets a gradient as well, although nobody trains it."],
          [2 * error, "The sign is wrong: y stands behind the minus."],
          [-error, NO_TWO],
          [error, "The factor 2 is missing, and the sign is wrong: −2 (ŷ − y)."],
          [2 * y, "The derivative of (ŷ − y)² with respect to y has ŷ in it, too: −2 (ŷ − y)."],
          [-2 * y, "The derivative of (ŷ − y)² with respect to y has ŷ in it, too: −2 (ŷ − y)."],
          [-2 * yHat - y, "Put parentheses around ŷ − y: −2 (ŷ − y)."],
          [error ** 2, LOSS],
          [-2 * Math.abs(error), "The sign of ŷ − y is lost: it can be negative."],
          [-2, "The difference is missing: −2 (ŷ − y)."],
        ]);
      },
    },
  ],
};
