/** 3-1 (d): how large the weights are at the start. */

import type { Task } from "../task.js";
import { closeTo } from "./vanishing.js";

export const initialisers: Task = {
  id: "initialisers",
  title: "3-1 (d) where the weights start",
  needs: ["glorotLimit", "heDeviation"],
  tests: [
    {
      name: "Glorot's limit gives the variance 2 / (fanIn + fanOut)",
      points: 1,
      run: async ({ student, numbers }) => {
        for (const isWide of [true, false]) {
          const [fanIn, fanOut] = [
            numbers.integer(20, 90),
            numbers.integer(isWide ? 100 : 3, isWide ? 300 : 19),
          ];
          const got = await student.call("glorotLimit", fanIn, fanOut);
          const sum = fanIn + fanOut;
          closeTo(`ℓ for fanIn = ${fanIn} and fanOut = ${fanOut}`, got, Math.sqrt(6 / sum), [
            [6 / sum, "This is ℓ². The root is missing."],
            [2 / sum, "This is the variance. Solve ℓ² / 3 = 2 / (fanIn + fanOut) for ℓ."],
            [Math.sqrt(2 / sum), "This is the standard deviation, which is smaller than the limit by √3."],
            [Math.sqrt(2 / 3 / sum), "Multiply the variance with 3: ℓ² / 3 = 2 / (fanIn + fanOut)."],
            [Math.sqrt(3 / sum), "The variance is 2 / (fanIn + fanOut), not 1 / (fanIn + fanOut)."],
            [Math.sqrt(24 / sum), "In ℓ² / 3, ℓ is half of the width from −ℓ to ℓ."],
            [Math.sqrt(6) / sum, "The root belongs over the whole fraction."],
            [Math.sqrt(6 / fanIn), "fanOut is missing. This is the limit that goes with He."],
            [Math.sqrt(6 / fanOut), "fanIn is missing."],
            [Math.sqrt(6 / fanIn + fanOut), "The parentheses are missing: 6 / (fanIn + fanOut)."],
            [Math.sqrt(6 / (fanIn * fanOut)), "fanIn and fanOut are added, not multiplied."],
            [Math.sqrt(3 / fanIn), "This keeps the activations alone. Glorot looks at fanOut, too."],
            [1 / Math.sqrt(fanIn), "This is an older rule. Glorot's has fanOut in it, too."],
          ]);
        }
      },
    },
    {
      name: "He's standard deviation gives the variance 2 / fanIn",
      points: 1,
      run: async ({ student, numbers }) => {
        for (const fanIn of [numbers.integer(5, 50), numbers.integer(60, 500)]) {
          const got = await student.call("heDeviation", fanIn);
          closeTo(`the standard deviation for fanIn = ${fanIn}`, got, Math.sqrt(2 / fanIn), [
            [2 / fanIn, "This is the variance. The standard deviation is its root."],
            [Math.sqrt(1 / fanIn), "ReLU lets half of the numbers through: the variance is twice as large."],
            [1 / fanIn, "This is neither twice as large, for ReLU, nor a root."],
            [Math.sqrt(6 / fanIn), "This is the limit of an even distribution, not the standard deviation."],
            [Math.sqrt(2) / fanIn, "The root belongs over the whole fraction."],
            [2 / Math.sqrt(fanIn), "The root belongs over the whole fraction."],
            [Math.sqrt(fanIn / 2), "The fraction is upside down: more inputs, smaller weights."],
            [(2 / fanIn) ** 2, "This is the variance, squared. Take the root of it instead."],
          ]);
        }
      },
    },
  ],
};
