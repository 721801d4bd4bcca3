/** 3-4 (a): a weight, which learns. */

import type { Context, Suspicion, Task } from "../task.js";
import type { Thing } from "../world/student.js";

const GATE = "WeightGate";
const SWAPPED = "alpha and the value are the wrong way round.";
const CONSTRUCTOR = "Keep what the constructor gets: this.alpha = alpha; this.out = value;";
const NOTHING_READ =
  "NaN: backward() gets no argument. The learning rate is this.alpha, the gradient is this.dz.";

async function weightFor({ student, about }: Context, alpha: number, value: number): Promise<Thing> {
  return about(await student.make(GATE, alpha, value, "w"));
}

export const weightGate: Task = {
  id: "weight-gate",
  title: "3-4 (a) WeightGate",
  needs: [GATE],
  tests: [
    {
      name: "keeps its learning rate and its value",
      points: 1,
      run: async (context) => {
        const { numbers, close } = context;
        const [alpha, value, dz] = [numbers.value() / 10, numbers.signed(), numbers.signed()];
        const w = await weightFor(context, alpha, value);
        const kept: Suspicion[] = [
          [undefined, CONSTRUCTOR],
          [0, CONSTRUCTOR],
        ];
        close("alpha", await w.get("alpha"), alpha, [
          [value, SWAPPED],
          ...kept,
          [0.1, "The learning rate is fixed. Keep the one that the constructor gets."],
        ]);
        close("out", await w.out(), value, [[alpha, SWAPPED], ...kept]);
        await w.set("dz", dz);
        await w.forward();
        close("out after forward()", await w.out(), value, [
          [0, "forward() leaves a weight as it is: its value lasts from step to step."],
          [value - alpha * dz, "forward() takes the step. It belongs into backward()."],
        ]);
      },
    },
    {
      name: "takes a step against the gradient",
      points: 1,
      run: async (context) => {
        const { numbers, close } = context;
        for (const dz of [numbers.value(), -numbers.value()]) {
          const [alpha, value] = [numbers.value() / 10, numbers.signed()];
          const w = await weightFor(context, alpha, value);
          await w.backward(dz);
          const what = `${value} after a step with α = ${alpha} and the gradient ${dz}`;
          close(what, await w.out(), value - alpha * dz, [
            // Where the gradient is positive, this is right.
            [value - alpha * Math.abs(dz), "The sign of the gradient is lost: this.dz itself, not its size."],
            [value + alpha * dz, "This step climbs. Descent goes against the gradient: minus α · dz."],
            [value - dz, "The learning rate is missing: α · dz."],
            [value + dz, "The learning rate is missing, and the step climbs: minus α · dz."],
            [value, "backward() leaves the value as it is. It must write to this.out."],
            [-alpha * dz, "The step itself was written to out. Subtract it from out: -=."],
            [alpha * dz, "The step itself was written to out. Subtract it from out: -=."],
            [value * (1 - alpha * dz), "The step has the weight's own value in it: it is α · dz alone."],
            [value - alpha * value, "The step is made of the value instead of the gradient this.dz."],
            [value - alpha, "The gradient is missing: α · dz."],
            [value - dz / alpha, "Multiply with the learning rate, do not divide by it."],
            [value - alpha * Math.sign(dz), "Only the sign of the gradient is in it: α · dz."],
            [value - 0.1 * dz, "The learning rate is fixed. Use this.alpha."],
            [value - 2 * alpha * dz, "The step is taken twice."],
            [value - alpha - dz, "The learning rate is subtracted. Multiply it with the gradient: α · dz."],
            [(value - alpha) * dz, "Put it as out − α · dz: first the product, then the difference."],
            [NaN, NOTHING_READ],
          ]);
          close("dz after the step", await w.dz(), dz, [
            [0, "backward() erases the gradient. Leave it: the graph starts each pass from zero by itself."],
            [undefined, "backward() erases the gradient. Leave it."],
            [dz - alpha * dz, "backward() changes the gradient. The step goes into this.out."],
          ]);
        }
      },
    },
    {
      name: "takes a step from where it is, each time",
      points: 1,
      run: async (context) => {
        const { numbers, close } = context;
        const [alpha, value] = [numbers.value() / 10, numbers.signed()];
        const [first, second] = [numbers.signed(), numbers.signed()];
        const w = await weightFor(context, alpha, value);
        await w.backward(first);
        await w.backward(second);
        close("out after two steps", await w.out(), value - alpha * (first + second), [
          [value - alpha * second, "The second step started from the first value again."],
          [value - alpha * first, "Only the first step was taken."],
          [
            value - alpha * (2 * first + second),
            "The first gradient is in the second step, too. Each step takes this.dz alone.",
          ],
          [NaN, NOTHING_READ],
        ]);
      },
    },
  ],
};
