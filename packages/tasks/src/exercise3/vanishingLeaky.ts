/** 3-1 (e): the slope of the leaky ReLU. */

import type { Numbers } from "../numbers.js";
import type { Task } from "../task.js";
import { closeTo } from "./vanishing.js";

const NAME = "leakyReLUSlope";

const thousandths = (numbers: Numbers): number => numbers.integer(12, 48) / 1000;

export const leakyReluSlope: Task = {
  id: "leaky-relu-slope",
  title: "3-1 (e) the slope of the leaky ReLU",
  needs: [NAME],
  tests: [
    {
      name: "is 1 for z > 0",
      points: 1,
      run: async ({ student, numbers }) => {
        for (const z of [numbers.value(), thousandths(numbers)]) {
          const leak = thousandths(numbers);
          closeTo(`the slope at z = ${z} with the leak ${leak}`, await student.call(NAME, z, leak), 1, [
            [z, "This is the value of the function. Its slope above 0 is the same everywhere."],
            [leak, "This is the slope below 0. Look at the sign of z, and at the order of the arguments."],
            [0, "Above 0 the line rises: its slope is not 0."],
            [1 - leak, "Above 0 the leak plays no part."],
            [1 + leak, "Above 0 the leak plays no part."],
          ]);
        }
      },
    },
    {
      name: "is the leak for z < 0",
      points: 1,
      run: async ({ student, numbers }) => {
        for (const z of [-numbers.value(), -thousandths(numbers)]) {
          const leak = thousandths(numbers);
          closeTo(`the slope at z = ${z} with the leak ${leak}`, await student.call(NAME, z, leak), leak, [
            [0, "0 is the slope of the plain ReLU. The leaky one is not flat below 0."],
            [leak * z, "This is the value of the function. Its slope below 0 is the same everywhere."],
            [-leak, "The line rises below 0, too: with z it grows. The sign is wrong."],
            [1, "1 is the slope above 0."],
            [0.01, "The leak is fixed. It is handed over as the second argument."],
            [z, "This is z itself."],
          ]);
        }
      },
    },
  ],
};
