/** 3-4 (c): the sigmoid. */

import type { Task } from "../task.js";
import { gateOn, passesBack } from "./gates.js";

const GATE = "SigmoidGate";

const sigma = (z: number): number => 1 / (1 + Math.exp(-z));

export const sigmoidGate: Task = {
  id: "sigmoid-gate",
  title: "3-4 (c) SigmoidGate",
  needs: [GATE],
  tests: [
    {
      name: "computes σ of its input",
      points: 1,
      run: async (context) => {
        for (const z of [0, context.numbers.value(), -context.numbers.value()]) {
          const { gate } = await gateOn(context, GATE, [z]);
          context.close(`σ(${z})`, await gate.out(), sigma(z), [
            [sigma(-z), "The sign in the exponent is wrong: 1 / (1 + e^(−z))."],
            [1 + Math.exp(-z), "One over it is missing: 1 / (1 + e^(−z))."],
            [1 / 1 + Math.exp(-z), "Put parentheses around 1 + e^(−z)."],
            [1 / Math.exp(-z), "The 1 + below is missing: 1 / (1 + e^(−z))."],
            [Math.tanh(z), "This is tanh. σ goes from 0 to 1."],
            [z, "This is the input itself."],
            [Math.max(0, z), "This is ReLU."],
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
        context.close("σ(1000)", await right.gate.out(), 1, [[NaN, overflow]]);
        context.close("σ(−1000)", await left.gate.out(), 0, [[NaN, overflow]]);
      },
    },
    {
      name: "passes back the derivative σ · (1 − σ)",
      points: 1,
      run: async (context) => {
        for (const z of [0, context.numbers.signed(), context.numbers.signed()]) {
          const s = sigma(z);
          const on = await gateOn(context, GATE, [z]);
          await passesBack(context, on, [on.inputs[0]!, `z = ${z}`], s * (1 - s), [
            [z * (1 - z), "The derivative is made of the gate's value out, not of the input z."],
            [s, "The factor (1 − σ) is missing."],
            [1 - s, "The factor σ is missing."],
            [s * s, "σ · σ is not σ · (1 − σ)."],
            [s * (s - 1), "The parentheses are the wrong way round: (1 − σ)."],
            [s * (1 + s), "The sign in the parentheses is wrong: (1 − σ)."],
            [1 - s * s, "This is the derivative of tanh."],
            [sigma(s) * (1 - sigma(s)), "σ was taken of σ: out is σ(z) already."],
          ]);
        }
      },
    },
  ],
};
