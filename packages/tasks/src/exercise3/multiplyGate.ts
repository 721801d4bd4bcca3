/** 3-4 (b): a product of any number of inputs. */

import type { Task } from "../task.js";
import { computes, gateOf, gateOn, passesBack } from "./gates.js";

const GATE = "MultiplyGate";
const ZERO = "A factor is 0, so out / factor is 0 / 0. Multiply the other factors instead of dividing.";
const POSITIONS =
  "Leave out one place in the list, not every place where the same gate stands: compare positions.";
const ALL = "This is the whole product. Leave out the input itself.";
const NONE =
  "The input got no gradient, or 0. Call input.putGradient(this, …) for each; a product that starts at 0 stays 0.";
const OTHERS = "With three inputs the others are two: multiply both.";
const GREW = "The product goes on from the one before. Start at 1 for each input.";

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
        const on = await gateOn(context, GATE, [a, b]);
        await computes(context, on, `${a} · ${b}`, a * b, [
          [a + b, "This is the sum."],
          [0, "A product that starts at 0 stays 0. Start at 1."],
          [a, "This is the first input alone."],
          [b, "This is the last input alone: multiply into out, with *=."],
          [a / b, "This is the quotient."],
          [NaN, "NaN: the product starts without a value, or .out is missing. Start with this.out = 1."],
        ]);
      },
    },
    {
      name: "multiplies any number of inputs",
      points: 1,
      run: async (context) => {
        const [a, b, c] = [context.numbers.signed(), context.numbers.value(), context.numbers.signed()];
        const three = await gateOn(context, GATE, [a, b, c]);
        await computes(context, three, `${a} · ${b} · ${c}`, a * b * c, [
          [a * b, "Only the first two inputs are in it. Go through the whole list inputNodes."],
          [b * c, "The first input is not in it: the list starts at index 0."],
          [a, "Only the first input is in it. Return or break leaves the loop too early."],
          [a * c, "Only the first and the last input are in it."],
        ]);
        const one = await gateOn(context, GATE, [a]);
        await computes(context, one, `the product of ${a} alone`, a, [
          [a * a, "Only one input, and it is in it twice."],
          [NaN, "Any number of inputs can be one. Go through the list instead of naming two inputs."],
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
          [a * b, ALL],
          [0, NONE],
          [a + b, "This is the sum of all. The product of the others is needed."],
        ]);
        await passesBack(context, two, [two.inputs[1]!, `${b} in ${a} · ${b}`], a, [
          [b, "This is the input's own value. The derivative of a · b with respect to b is a."],
          [a * b, GREW],
        ]);
        const c = context.numbers.signed();
        const three = await gateOn(context, GATE, [a, b, c]);
        const product = `${a} · ${b} · ${c}`;
        await passesBack(context, three, [three.inputs[0]!, `${a} in ${product}`], b * c, [
          [b, OTHERS],
          [c, OTHERS],
          [b + c, "This is the sum of the others."],
        ]);
        await passesBack(context, three, [three.inputs[1]!, `${b} in ${product}`], a * c, [
          [a, OTHERS],
          [c, OTHERS],
          [a * b * c, ALL],
          [b * c * a * c, GREW],
        ]);
        await passesBack(context, three, [three.inputs[2]!, `${c} in ${product}`], a * b, [
          [b, OTHERS],
          [a, OTHERS],
          [a * b * c, ALL],
          [a + b, "This is the sum of the others."],
          [0, "The third input got no gradient. Go through the whole list inputNodes."],
        ]);
      },
    },
    {
      name: "is right where a factor is 0",
      points: 1,
      run: async (context) => {
        const [a, b] = [context.numbers.signed(), context.numbers.value()];
        const three = await gateOn(context, GATE, [a, 0, b]);
        await passesBack(context, three, [three.inputs[1]!, `0 in ${a} · 0 · ${b}`], a * b, [
          [NaN, ZERO],
          [0, "A factor is 0, and its own gradient is not: it is the product of the others."],
        ]);
        await passesBack(context, three, [three.inputs[0]!, `${a} in ${a} · 0 · ${b}`], 0, [
          [b, "A factor 0 counts, too: the product of the others is 0 here."],
        ]);
      },
    },
    {
      name: "counts an input twice that stands there twice",
      points: 1,
      run: async (context) => {
        const a = context.numbers.signed();
        const x = await context.student.input(a, "x");
        const square = await gateOf(context, GATE, [x, x]);
        await computes(context, square, `${a} · ${a}`, a * a, [
          [a, "x stands there twice and counts twice: go through the list, not through different gates."],
        ]);
        await passesBack(context, square, [x, `x in x · x at ${a}`], 2 * a, [
          [1, POSITIONS],
          [2, POSITIONS],
          [a, "x stands there twice and gets its gradient once. Call putGradient once for each place."],
          [4 * a, "x stands there twice and gets its gradient four times. Call it once for each place."],
        ]);
      },
    },
  ],
};
