/** 3-4 (c): the sigmoid. */

import type { Task } from "../task.js";
import { computes, gateOn, passesBack } from "./gates.js";
import { sigma } from "./sheet.js";

const GATE = "SigmoidGate";
const OF_OUT = "The derivative is made of the gate's value this.out, not of the input z.";

export const sigmoidGate: Task = {
  id: "sigmoid-gate",
  title: "3-4 (c) SigmoidGate",
  needs: [GATE],
  tests: [
    {
      name: "computes σ of its input",
      points: 1,
      run: async (context) => {
        // Where a mistake is seen best comes first: at 0 many look alike.
        for (const z of [context.numbers.value(), -context.numbers.value(), 0]) {
          const on = await gateOn(context, GATE, [z]);
          const s = sigma(z);
          await computes(context, on, `σ(${z})`, s, [
            [sigma(-z), "The sign in the exponent is wrong: 1 / (1 + e^(−z))."],
            [1 + Math.exp(-z), "Divide 1 by it, and put parentheses around it: 1 / (1 + e^(−z))."],
            [1 / Math.exp(-z), "The 1 + below is missing: 1 / (1 + e^(−z))."],
            [1 / (1 - Math.exp(-z)), "The sign below is wrong: 1 + e^(−z)."],
            [Math.exp(-z) / (1 + Math.exp(-z)), "This is 1 − σ: 1 stands above, not e^(−z)."],
            [1 / (1 + (Math.E ^ -z)), "In TypeScript ^ is not a power. Write Math.exp(−z)."],
            [1 / (1 - Math.E ** z), "The sign belongs into the exponent: Math.exp(−z)."],
            [1 / (1 - z), "The exponential is missing: 1 / (1 + e^(−z))."],
            [1 / (1 + z), "The exponential is missing: 1 / (1 + e^(−z))."],
            [Math.tanh(z), "This is tanh. σ goes from 0 to 1."],
            [sigma(s), "σ was taken twice."],
            [s * (1 - s), "This is the derivative. forward() computes σ itself."],
            [z, "This is the input itself."],
            [Math.max(0, z), "This is ReLU."],
            [Math.round(s), "It is rounded. σ has all values between 0 and 1."],
            [z > 0 ? 1 : 0, "This is a step. σ has all values between 0 and 1."],
          ]);
        }
      },
    },
    {
      name: "stays a number far from 0",
      points: 1,
      run: async (context) => {
        const [left, right] = [await gateOn(context, GATE, [-1000]), await gateOn(context, GATE, [1000])];
        const overflow = "e^1000 is more than a number can hold, and ∞ / ∞ is NaN. Divide 1 by 1 + e^(−z).";
        await computes(context, right, "σ(1000)", 1, [[NaN, overflow]]);
        await computes(context, left, "σ(−1000)", 0, [[NaN, overflow]]);
      },
    },
    {
      name: "passes back the derivative σ · (1 − σ)",
      points: 1,
      run: async (context) => {
        for (const z of [context.numbers.signed(), context.numbers.signed(), 0]) {
          const s = sigma(z);
          const on = await gateOn(context, GATE, [z]);
          const out = (await on.gate.out()) as number;
          await passesBack(context, on, [on.inputs[0]!, `z = ${z}`], s * (1 - s), [
            [s, "The factor (1 − σ) is missing."],
            [1 - s, "The factor σ is missing."],
            [s * s, "σ · σ is not σ · (1 − σ)."],
            [s * (s - 1), "The parentheses are the wrong way round: (1 − σ)."],
            [s * (1 + s), "The sign in the parentheses is wrong: (1 − σ)."],
            [s - 1, "Put parentheses around 1 − σ."],
            [2 * s - 1, "There is no product: σ · (1 − σ)."],
            [1 - s * s, "This is the derivative of tanh."],
            [z * (1 - z), OF_OUT],
            [s * (1 - z), OF_OUT],
            [z * (1 - s), OF_OUT],
            [sigma(s) * (1 - sigma(s)), "σ was taken of σ: out is σ(z) already."],
            [1, "The derivative is missing: σ · (1 − σ)."],
            [0.25, "The derivative is ¼ at z = 0 alone: σ · (1 − σ) with the σ of this z."],
            [out * (1 - out), "This is right for this.out, but this.out is not σ(z). Mend forward() first."],
          ]);
        }
      },
    },
  ],
};
