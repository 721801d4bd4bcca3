/** Bonus: any gate of one input, with its derivative. */

import { Mismatch } from "../errors.js";
import type { Context, Task } from "../task.js";
import { describe, type Thing } from "../world/student.js";

const GATE = "OwnGate";
const STEP = 1e-4;

async function valueAt({ about, student }: Context, x: number): Promise<number> {
  const input = await student.input(x, "x");
  const gate = about(await student.make(GATE, [input], "own"));
  await gate.forward();
  const out = await gate.out();
  if (typeof out === "number" && Number.isFinite(out)) return out;
  throw new Mismatch(
    `out at x = ${x}`,
    "a number",
    describe(out),
    "forward() must write a number to this.out, for every x.",
  );
}

export const bonusOwnGate: Task = {
  id: "own-gate",
  title: "Bonus 3: a gate of your own",
  needs: [GATE],
  tests: [
    {
      name: "computes a function that is not a straight line",
      points: 1,
      run: async (context) => {
        const [a, b] = [context.numbers.value(), -context.numbers.value()];
        const [atA, atB, between] = [
          await valueAt(context, a),
          await valueAt(context, b),
          await valueAt(context, (a + b) / 2),
        ];
        const curve = Math.abs(between - (atA + atB) / 2) > 1e-6;
        context.holds(
          curve,
          `its values at ${a}, ${b} and between`,
          "a curve",
          "a straight line",
          "A network of straight lines is a straight line: take a function that bends.",
        );
      },
    },
    {
      name: "passes back its derivative",
      points: 2,
      run: async (context) => {
        for (let i = 0; i < 6; i++) {
          const [x, upstream] = [context.numbers.signed(), context.numbers.signed()];
          const [above, below] = [await valueAt(context, x + STEP), await valueAt(context, x - STEP)];
          const slope = (above - below) / (2 * STEP);
          const input = await context.student.input(x, "x");
          const gate: Thing = context.about(await context.student.make(GATE, [input], "own"));
          await gate.forward();
          await gate.backward(upstream);
          const got = await input.dz();
          const isRight =
            typeof got === "number" &&
            Math.abs(got - slope * upstream) <= 1e-5 * Math.max(1, Math.abs(slope * upstream));
          // The exact derivative is not known here; the words are those of the measured one.
          if (!isRight)
            context.close(
              `∂/∂x at x = ${x}, when the gate's gradient is ${upstream}`,
              got,
              slope * upstream,
              [[0, "The input got no gradient. Call this.inputNodes[0].putGradient(this, …)."]],
            );
        }
      },
    },
  ],
};
