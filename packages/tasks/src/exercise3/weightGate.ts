/** 3-4 (a): a weight, which learns. */

import type { Task } from "../task.js";

export const weightGate: Task = {
  id: "weight-gate",
  title: "3-4 (a) WeightGate",
  needs: ["WeightGate"],
  tests: [
    {
      name: "keeps its learning rate and its value",
      points: 1,
      run: async ({ student, numbers, about, close }) => {
        const [alpha, value] = [numbers.value() / 10, numbers.signed()];
        const w = about(await student.make("WeightGate", alpha, value, "w"));
        close("alpha", await w.get("alpha"), alpha, [
          [value, "alpha and the value are the wrong way round."],
        ]);
        close("out", await w.out(), value, [[alpha, "alpha and the value are the wrong way round."]]);
        await w.forward();
        close("out after forward()", await w.out(), value, [
          [0, "forward() leaves a weight as it is: its value lasts from step to step."],
        ]);
      },
    },
    {
      name: "takes a step against the gradient",
      points: 1,
      run: async ({ student, numbers, about, close }) => {
        const [alpha, value, dz] = [numbers.value() / 10, numbers.signed(), numbers.signed()];
        const w = about(await student.make("WeightGate", alpha, value, "w"));
        await w.backward(dz);
        close(
          `${value} after a step with α = ${alpha} and the gradient ${dz}`,
          await w.out(),
          value - alpha * dz,
          [
            [value + alpha * dz, "This step climbs. Descent goes against the gradient: minus α · dz."],
            [value - dz, "The learning rate is missing: α · dz."],
            [value, "backward() leaves the value as it is. It must write to this.out."],
            [-alpha * dz, "The step itself was written to out. Subtract it from out."],
            [value * (1 - alpha * dz), "The step has the weight's own value in it: it is α · dz alone."],
            [value - alpha * value, "The step is made of the value instead of the gradient this.dz."],
            [value - alpha, "The gradient is missing: α · dz."],
            [value - dz / alpha, "Multiply with the learning rate, do not divide by it."],
          ],
        );
      },
    },
    {
      name: "takes a step from where it is, each time",
      points: 1,
      run: async ({ student, numbers, about, close }) => {
        const [alpha, value] = [numbers.value() / 10, numbers.signed()];
        const [first, second] = [numbers.signed(), numbers.signed()];
        const w = about(await student.make("WeightGate", alpha, value, "w"));
        await w.backward(first);
        await w.backward(second);
        close("out after two steps", await w.out(), value - alpha * (first + second), [
          [value - alpha * second, "The second step started from the first value again."],
          [value - alpha * (2 * first + second), "The first gradient is in the second step, too."],
        ]);
      },
    },
  ],
};
