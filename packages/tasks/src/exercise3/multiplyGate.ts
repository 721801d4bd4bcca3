/** 3-4 (b): a product of any number of inputs. */

import type { Task } from "../task.js";
import { gateOf, gateOn, passesBack } from "./gates.js";

const GATE = "MultiplyGate";
const ZERO = "A factor is 0, so out / factor is 0 / 0. Multiply the other factors instead of dividing.";

export const multiplyGate: Task = {
  id: "multiply-gate",
  title: "3-4 (b) MultiplyGate",
  needs: [GATE],
  tests: [
    {
      name: "multiplies two inputs",
      points: 1,
      run: async (context) => {
        const [a, b] = [context.numbers.signed(), context.numbers.value()];
        const { gate } = await gateOn(context, GATE, [a, b]);
        context.close(`${a} · ${b}`, await gate.out(), a * b, [
          [a + b, "This is the sum."],
          [0, "A product that starts at 0 stays 0. Start at 1."],
          [a, "This is the first input alone."],
          [b, "This is the last input alone: multiply into out, with *=."],
        ]);
        await gate.forward();
        context.close(`${a} · ${b}, in a second forward()`, await gate.out(), a * b, [
          [(a * b) ** 2, "The product goes on from the one before. Start at 1 in each forward()."],
        ]);
      },
    },
    {
      name: "multiplies any number of inputs",
      points: 1,
      run: async (context) => {
        const [a, b, c] = [context.numbers.signed(), context.numbers.value(), context.numbers.signed()];
        const three = await gateOn(context, GATE, [a, b, c]);
        context.close(`${a} · ${b} · ${c}`, await three.gate.out(), a * b * c, [
          [a * b, "Only the first two inputs are in it."],
        ]);
        const one = await gateOn(context, GATE, [a]);
        context.close(`the product of ${a} alone`, await one.gate.out(), a, [
          [a * a, "Only one input, and it is in it twice."],
        ]);
      },
    },
    {
      name: "passes to each input the product of the others",
      points: 1,
      run: async (context) => {
        const [a, b] = [context.numbers.signed(), context.numbers.value()];
        const two = await gateOn(context, GATE, [a, b]);
        await passesBack(context, two, [two.inputs[0]!, `${a} in ${a} · ${b}`], b, [
          [a, "This is the input's own value. The derivative of a · b with respect to a is b."],
          [a * b, "This is the whole product. Leave out the input itself."],
        ]);
        const c = context.numbers.signed();
        const three = await gateOn(context, GATE, [a, b, c]);
        await passesBack(context, three, [three.inputs[2]!, `${c} in ${a} · ${b} · ${c}`], a * b, [
          [b, "With three inputs the others are two: multiply both."],
          [a, "With three inputs the others are two: multiply both."],
          [a * b * c, "This is the whole product. Leave out the input itself."],
          [a + b, "This is the sum of the others."],
        ]);
      },
    },
    {
      name: "is right where a factor is 0",
      points: 1,
      run: async (context) => {
        const [a, b] = [context.numbers.signed(), context.numbers.value()];
        const three = await gateOn(context, GATE, [a, 0, b]);
        await passesBack(context, three, [three.inputs[1]!, `0 in ${a} · 0 · ${b}`], a * b, [[NaN, ZERO]]);
        await passesBack(context, three, [three.inputs[0]!, `${a} in ${a} · 0 · ${b}`], 0);
      },
    },
    {
      name: "counts an input twice that stands there twice",
      points: 1,
      run: async (context) => {
        const a = context.numbers.signed();
        const x = await context.student.input(a, "x");
        const square = await gateOf(context, GATE, [x, x]);
        context.close(`${a} · ${a}`, await square.gate.out(), a * a);
        await passesBack(context, square, [x, `x in x · x at ${a}`], 2 * a, [
          [
            1,
            "Leave out one place in the list, not every place where the same gate stands: compare positions.",
          ],
          [
            2,
            "Leave out one place in the list, not every place where the same gate stands: compare positions.",
          ],
          [a, "x stands there twice and gets its gradient once. Call putGradient once for each place."],
        ]);
      },
    },
  ],
};
