/** Bonus: a network for a border that is curved. */

import { moons } from "@gradus/core";
import type { Task } from "../task.js";

const COUNT = 200;
const NOISE = 0.1;
/** A straight line gets 87 of 100 at best. */
const GOOD = 0.96;

export const bonusMoons: Task = {
  id: "moons",
  title: "Bonus 1: two moons",
  needs: ["predict"],
  tests: [
    {
      name: "answers between 0 and 1",
      points: 1,
      run: async ({ student, numbers, holds }) => {
        for (let i = 0; i < 5; i++) {
          const yHat = await student.call("predict", numbers.signed() / 2, numbers.signed() / 4);
          holds(
            typeof yHat === "number" && yHat >= 0 && yHat <= 1,
            "predict(x1, x2)",
            "a number from 0 to 1",
            Array.isArray(yHat)
              ? `a list of ${yHat.length}`
              : String(typeof yHat === "number" ? yHat : typeof yHat),
            "network.predict([x1, x2]) is a list with one number for each output: take the first one.",
          );
        }
      },
    },
    {
      name: "knows moons that it has not seen",
      points: 2,
      run: async ({ student, numbers, holds }) => {
        const samples = moons(COUNT, { noise: NOISE, seed: numbers.seed() });
        let right = 0;
        for (const { x, y } of samples) {
          const yHat = await student.call("predict", ...x);
          if (typeof yHat === "number" && (yHat > 0.5 ? 1 : 0) === y[0]) right += 1;
        }
        holds(
          right >= GOOD * COUNT,
          `of ${COUNT} new samples`,
          `${GOOD * COUNT} or more right`,
          `${right} right`,
          right < 0.2 * COUNT
            ? "It says the opposite: class 1 is the lower moon."
            : right < 0.9 * COUNT
              ? "That is as good as a straight line. Look at the loss curve: more epochs, another α, or hidden units that learn?"
              : "Nearly. More hidden units or more epochs bend the border further.",
        );
      },
    },
  ],
};
