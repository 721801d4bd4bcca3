/** 3-4 (f): a network that can learn XOR. */

import { formatNumber } from "@gradus/core";
import { agrees, type Context, type Suspicion, type Task } from "../task.js";
import { isSame } from "../world/parts.js";
import { describe } from "../world/student.js";
import { sigma } from "./sheet.js";
import { PATTERNS, ALPHA, freshNetwork, feed, outsOf, weightsOf, network } from "./xorParts.js";

const same = (z: number): number => z;

export const xorNetwork: Task = {
  id: "xor-network",
  title: "3-4 (f) the network",
  needs: ["xorNetwork"],
  tests: [
    {
      name: "has the right number of weights",
      points: 1,
      run: async (context) => {
        const { numbers, close, holds } = context;
        const alpha = numbers.value() / 10;
        // From six units on no two of the mistakes lead to the same number.
        const many = numbers.integer(6, 7);
        const [large, small] = [
          await freshNetwork(context, many, alpha),
          await freshNetwork(context, numbers.integer(2, 3), alpha),
        ];
        const count = large.weights.length;
        holds(
          count === 0 || count !== small.weights.length,
          `the weights with ${many} hidden units`,
          String(4 * many + 1),
          `${count}, as with fewer units`,
          count === 5
            ? "There is one hidden unit only. Make them in a loop up to hiddenUnits."
            : "The number of hidden units is fixed. Make them in a loop up to hiddenUnits.",
        );
        close(`the weights with ${many} hidden units`, count, 4 * many + 1, [
          [4 * many, "The bias of the output is missing."],
          [3 * many + 1, "The hidden units have no bias, or the output reads them without weights."],
          [3 * many + 2, "The hidden units share a weight or a bias. Each has its own."],
          [3 * many, "Biases are missing: each hidden unit has one, and the output has one."],
          [4 * many - 3, "One hidden unit is missing. Where does the loop start and end?"],
          [4 * many + 5, "There is one hidden unit too many. Where does the loop start and end?"],
          [0, "There is no weight. Make each with weight(…)."],
          [
            count,
            "A hidden unit has two weights and a bias, and one weight to the output, which has a bias, too.",
          ],
        ]);
        const pairs = large.weights.map((weight) => Promise.all([weight.get("alpha"), weight.out()]));
        for (const [got, out] of await Promise.all(pairs)) {
          holds(
            typeof got === "number" && agrees(got, alpha),
            "alpha of a weight",
            formatNumber(alpha),
            describe(got),
            out === alpha
              ? "The first argument of a weight is α, the second its value."
              : "Hand alpha on to each weight: new WeightGate(alpha, …).",
          );
        }
      },
    },
    {
      name: "answers between 0 and 1, and depends on both inputs",
      points: 1,
      run: async (context) => {
        await comparesAnswers(context, 3);
        const made = await freshNetwork(context, 3);
        const [none, second, first, both] = (await outsOf(made, made.parts.yHat)) as [
          number,
          number,
          number,
          number,
        ];
        for (const yHat of [none, second, first, both])
          context.holds(
            yHat > 0 && yHat < 1,
            "ŷ",
            "between 0 and 1",
            formatNumber(yHat),
            "The output is a sigmoid of the weighted hidden units.",
          );
        const drawn = "Are all weights drawn with random()?";
        context.holds(
          none !== first && second !== both,
          "ŷ",
          "another one when x₁ changes",
          "the same",
          drawn,
        );
        context.holds(
          none !== second && first !== both,
          "ŷ",
          "another one when x₂ changes",
          "the same",
          drawn,
        );
      },
    },
    {
      name: "starts its hidden units from different weights",
      points: 1,
      run: async (context) => {
        const seed = context.numbers.seed();
        const made = await network(context, 3, ALPHA, await context.student.random(seed));
        const values = await weightsOf(made);
        const different = new Set(values).size;
        context.holds(
          different > values.length / 2,
          "the starting weights",
          "different ones",
          `${different} different of ${values.length}`,
          "Draw each with random(): with equal weights all hidden units stay equal for ever.",
        );
        const again = await network(context, 3, ALPHA, await context.student.random(seed));
        context.holds(
          (await weightsOf(again)).every((value, i) => value === values[i]),
          "the starting weights with the same seed",
          "the same",
          "others",
          "Draw with the function random that you are given, not with Math.random().",
        );
      },
    },
    {
      name: "ends in the squared loss of ŷ and y",
      points: 1,
      run: async (context) => {
        const made = await freshNetwork(context, 2);
        const { parts, gates, target } = made;
        context.about(target);
        const y = context.numbers.value();
        await feed(made, { x1: 1, x2: 0, y });
        await parts.graph.forward();
        const yHat = (await parts.yHat.out()) as number;
        const suspicions: Suspicion[] = [
          [yHat, "The graph ends at ŷ. Its target is the loss."],
          [Math.abs(yHat - y), "The square is missing."],
        ];
        if (!gates.some((gate) => isSame(gate, parts.y)))
          suspicions.push([
            (await target.out()) as number,
            "The loss does not read y, the gate that you return.",
          ]);
        suspicions.push(
          [0, "The loss reads the same gate twice. Its inputs are ŷ and y."],
          [(await target.out()) as number, "The loss reads ŷ and y: new SquaredLossGate([yHat, y])."],
        );
        context.close("L", await target.out(), (yHat - y) ** 2, suspicions);
      },
    },
  ],
};

/** Where all weights are equal, ŷ is known whatever the order in which they were made. */
async function comparesAnswers(context: Context, hidden: number): Promise<void> {
  const made = await freshNetwork(context, hidden);
  const w = context.numbers.value() / 4;
  await Promise.all(made.weights.map((weight) => weight.set("out", w)));
  const outs = await outsOf(made, made.parts.yHat);
  for (const [i, { x1, x2 }] of PATTERNS.entries()) {
    const answer = (
      inner: (z: number) => number,
      outer: (z: number) => number,
      z = w * (x1 + x2 + 1),
    ): number => outer(hidden * w * inner(z) + w);
    const twice = (z: number): number => sigma(sigma(z));
    context.close(`ŷ for (${x1}, ${x2}), where all weights are ${w}`, outs[i], answer(sigma, sigma), [
      [
        answer(same, sigma),
        "Without a sigmoid in the hidden units the network is one line, and no line separates XOR.",
      ],
      [answer(sigma, same), "The output has no sigmoid."],
      [answer(sigma, twice), "The output has two sigmoids."],
      [answer(twice, sigma), "The hidden units have two sigmoids."],
      ...[2 * x1 + 1, x1 + 1].map((read): Suspicion => [
        answer(sigma, sigma, w * read),
        "A hidden unit does not read x₂.",
      ]),
      ...[2 * x2 + 1, x2 + 1].map((read): Suspicion => [
        answer(sigma, sigma, w * read),
        "A hidden unit does not read x₁.",
      ]),
      [answer(sigma, sigma, w ** 3 * x1 * x2), "A hidden unit multiplies what it should add."],
      [sigma(hidden * sigma(w * (x1 + x2 + 1)) + w), "The output reads the hidden units without weights."],
      [
        outs[i],
        "A hidden unit is σ(w₁ · x₁ + w₂ · x₂ + b), and ŷ is σ of the weighted hidden units plus a bias. Is each gate there once?",
      ],
    ]);
  }
}
