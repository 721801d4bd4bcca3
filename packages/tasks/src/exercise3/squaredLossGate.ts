/** 3-4 (d): the squared loss. */

import type { Task } from "../task.js";
import { gateOn, passesBack } from "./gates.js";

const GATE = "SquaredLossGate";

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
        const { gate } = await gateOn(context, GATE, [yHat, y]);
        const error = yHat - y;
        context.close(`L for ŷ = ${yHat} and y = ${y}`, await gate.out(), error ** 2, [
          [error, "The square is missing."],
          [Math.abs(error), "This is the absolute error. The square is missing."],
          [error ** 2 / 2, "Half of it is another common loss. The sheet's has no ½."],
          [(yHat + y) ** 2, "The sign is wrong: ŷ − y."],
          [yHat ** 2 - y ** 2, "The square of the difference is not the difference of the squares."],
          [error ^ 2, "In TypeScript ^ is not a power. Write ** 2."],
          [error * 2, "Twice is not squared: ** 2."],
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
          [error, "The factor 2 is missing."],
          [2 * yHat, "The derivative of (ŷ − y)² with respect to ŷ has y in it, too: 2 (ŷ − y)."],
          [error ** 2, "This is the loss itself, not its derivative."],
          [2 * error ** 2, "This has the loss in it. The derivative is 2 (ŷ − y)."],
        ]);
      },
    },
    {
      name: "passes −2 (ŷ − y) to the true value",
      points: 1,
      run: async (context) => {
        const [yHat, y] = [context.numbers.signed(), context.numbers.signed()];
        const on = await gateOn(context, GATE, [yHat, y]);
        await passesBack(context, on, [on.inputs[1]!, `y = ${y} (ŷ is ${yHat})`], -2 * (yHat - y), [
          [0, "The true value gets a gradient as well, although nobody trains it."],
          [2 * (yHat - y), "The sign is wrong: y stands behind the minus."],
          [-(yHat - y), "The factor 2 is missing."],
        ]);
      },
    },
  ],
};
