/** 3-1 (b): the slope of the sigmoid, and its maximum. */

import type { Task } from "../task.js";
import { describe } from "../world/student.js";
import { closeTo, sigmoid, slopeAt } from "./vanishing.js";

/** A maximum that was searched for is found so well, because the curve is flat there. */
const SEARCHED = 1e-6;

export const sigmoidSlope: Task = {
  id: "sigmoid-slope",
  title: "3-1 (b) the slope of the sigmoid",
  needs: ["sigmoidSlope", "maximumAt", "maximum"],
  tests: [
    {
      name: "is the derivative σ′(z)",
      points: 1,
      run: async ({ student, numbers }) => {
        for (const z of [numbers.signed(), numbers.signed(), 0]) {
          const s = sigmoid(z);
          closeTo(`σ′(${z})`, await student.call("sigmoidSlope", z), slopeAt(z), [
            [s, "This is σ itself. The factor (1 − σ) is missing."],
            [1 - s, "The factor σ is missing."],
            [s * s, "σ · σ is not σ · (1 − σ)."],
            [s * (1 + s), "The sign in the parentheses is wrong: σ · (1 − σ)."],
            [s * (s - 1), "The parentheses are the wrong way round: σ · (1 − σ)."],
            [z * (1 - z), "σ · (1 − σ) means the value σ(z), not z."],
            [s * (1 - z), "Both factors are made of σ(z), the second one, too."],
            [s - 1, "The product became a difference. Write the sign *."],
            [1 - s * s, "This is the formula of tanh′, with σ in it."],
            [slopeAt(s), "σ was taken of σ: give the formula σ(z) once."],
          ]);
        }
      },
    },
    {
      name: "says where the slope is largest, and how large",
      points: 1,
      run: async ({ student, holds, close }) => {
        const at = await student.given("maximumAt");
        const hint =
          at === 0.5
            ? "σ · (1 − σ) is largest where σ is ½. Asked for is the z with σ(z) = ½."
            : at === 0.25
              ? "This is how large the slope is. Asked for is the z where it is so large."
              : typeof at === "number"
                ? "Look at the curve of σ′: where is its top?"
                : "Write the number itself.";
        holds(
          typeof at === "number" && Math.abs(at) <= SEARCHED,
          "maximumAt, the z with the largest slope",
          "0",
          describe(at),
          hint,
        );
        close("maximum, the largest slope", await student.given("maximum"), 1 / 4, [
          [1 / 2, "½ is σ at its steepest place. The slope there is ½ · (1 − ½)."],
          [1, "1 is the value that σ never reaches. Asked for is the largest slope."],
          [0, "The slope is largest at 0, but not 0: put 0 into sigmoidSlope."],
          [slopeAt(0.5), "This is the slope at z = ½. The largest one is at the z with σ(z) = ½."],
          [slopeAt(1), "This is the slope at z = 1."],
        ]);
      },
    },
  ],
};
