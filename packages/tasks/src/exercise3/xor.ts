/** 3-4 (f): a network that learns XOR, and its training. */

import { xor } from "@gradus/core";
import { Mismatch } from "../errors.js";
import type { Context, Task } from "../task.js";
import { describe, Thing, type Held } from "../world/student.js";

const PARTS = ["x1", "x2", "y", "yHat", "graph"] as const;
type Network = Readonly<Record<(typeof PARTS)[number], Thing>>;

const ALPHA = 1;
const EPOCHS = 1500;

async function network(context: Context, hiddenUnits: number, random: Thing): Promise<Network> {
  const made = await context.student.call("xorNetwork", hiddenUnits, ALPHA, random);
  const parts = (made ?? {}) as Readonly<Record<string, Held>>;
  const missing = PARTS.filter((part) => !(parts[part] instanceof Thing));
  context.holds(
    missing.length === 0,
    "what xorNetwork(…) returns",
    PARTS.join(", "),
    made === undefined ? "nothing" : `no ${missing.join(", ")}`,
    "Put all of them into the object that you return.",
  );
  return parts as Network;
}

/** The weights: leaves with a learning rate, each one once. */
async function weightsOf({ graph }: Network): Promise<Thing[]> {
  const weights: Thing[] = [];
  for (const gate of (await graph.get("gates")) as readonly Thing[])
    if ((await gate.get("alpha")) !== undefined) weights.push(gate);
  return weights;
}

/** @returns ŷ for each of the four patterns */
async function answers(network: Network): Promise<number[]> {
  const predictions: number[] = [];
  for (const { x, y } of xor()) {
    await network.x1.set("out", x[0]);
    await network.x2.set("out", x[1]);
    await network.y.set("out", y[0]);
    await network.graph.forward();
    const yHat = await network.yHat.out();
    if (typeof yHat !== "number") throw new Mismatch("ŷ", "a number", typeof yHat);
    predictions.push(yHat);
  }
  return predictions;
}

export const xorNetwork: Task = {
  id: "xor-network",
  title: "3-4 (f) the network",
  needs: ["xorNetwork"],
  tests: [
    {
      name: "has the right number of weights",
      points: 1,
      run: async (context) => {
        for (const hidden of [context.numbers.integer(2, 4), context.numbers.integer(5, 7)]) {
          const made = await network(context, hidden, await context.student.random(context.numbers.seed()));
          const count = (await weightsOf(made)).length;
          context.close(`the weights with ${hidden} hidden units`, count, 4 * hidden + 1, [
            [4 * hidden, "The bias of the output is missing."],
            [3 * hidden + 1, "The hidden units have no bias, or the output reads them without weights."],
            [
              3 * hidden,
              "The biases of the hidden units and of the output are missing, or the output's weights.",
            ],
            [9, "The number of hidden units is fixed. Make them in a loop up to hiddenUnits."],
            [17, "The number of hidden units is fixed. Make them in a loop up to hiddenUnits."],
            [5, "There is one hidden unit only. Make them in a loop up to hiddenUnits."],
          ]);
        }
      },
    },
    {
      name: "answers between 0 and 1, and depends on both inputs",
      points: 1,
      run: async (context) => {
        const made = await network(context, 3, await context.student.random(context.numbers.seed()));
        const [none, second, first, both] = await answers(made);
        for (const yHat of [none!, second!, first!, both!])
          context.holds(
            yHat > 0 && yHat < 1,
            "ŷ",
            "between 0 and 1",
            String(yHat),
            "The output is a sigmoid of the weighted hidden units.",
          );
        context.holds(none !== first && second !== both, "ŷ", "another one when x₁ changes", "the same");
        context.holds(none !== second && first !== both, "ŷ", "another one when x₂ changes", "the same");
        const linear = Math.log(both! / (1 - both!)) - Math.log(first! / (1 - first!));
        const alone = Math.log(second! / (1 - second!)) - Math.log(none! / (1 - none!));
        context.holds(
          Math.abs(linear - alone) > 1e-9,
          "the effect of x₂",
          "another one when x₁ changes",
          "the same",
          "Without a sigmoid in the hidden units the whole network is one line, and no line separates XOR.",
        );
      },
    },
    {
      name: "starts its hidden units from different weights",
      points: 1,
      run: async (context) => {
        const made = await network(context, 3, await context.student.random(context.numbers.seed()));
        const values = await Promise.all((await weightsOf(made)).map((weight) => weight.out()));
        context.holds(
          new Set(values).size > values.length / 2,
          "the starting weights",
          "different ones",
          `${new Set(values).size} different of ${values.length}`,
          "Draw each with random(): with equal weights all hidden units stay equal for ever.",
        );
      },
    },
    {
      name: "ends in the squared loss of ŷ and y",
      points: 1,
      run: async (context) => {
        const made = await network(context, 2, await context.student.random(context.numbers.seed()));
        context.about((await made.graph.get("target")) as Thing);
        await made.x1.set("out", 1);
        await made.x2.set("out", 0);
        const y = context.numbers.value();
        await made.y.set("out", y);
        await made.graph.forward();
        const yHat = (await made.yHat.out()) as number;
        const loss = await ((await made.graph.get("target")) as Thing).out();
        context.close("L", loss, (yHat - y) ** 2, [
          [yHat, "The graph ends at ŷ. Its target is the loss."],
          [yHat ** 2, "The loss does not read y."],
        ]);
      },
    },
  ],
};

export const xorTraining: Task = {
  id: "xor-training",
  title: "3-4 (f) the training",
  needs: ["xorNetwork", "train"],
  tests: [
    {
      name: "returns the mean loss of each epoch",
      points: 1,
      run: async (context) => {
        const random = await context.student.random(context.numbers.seed());
        const made = await network(context, 3, random);
        const epochs = context.numbers.integer(5, 20);
        const history = await context.student.call("train", made, epochs, random);
        context.holds(
          Array.isArray(history),
          "what train(…) returns",
          "a list of numbers",
          history === undefined ? "nothing" : typeof history,
          "Return history at the end.",
        );
        const losses = history as readonly Held[];
        context.close("the length of the history", losses.length, epochs, [
          [0, "Nothing was pushed to history."],
          [4 * epochs, "One number per epoch: push the mean of its steps, not the loss of each step."],
          [1, "Push inside of the loop over the epochs."],
        ]);
        for (const loss of losses)
          context.holds(
            typeof loss === "number" && loss >= 0 && loss <= 1,
            "a mean loss",
            "a number from 0 to 1",
            describe(loss),
            "Divide the sum of an epoch's losses by the number of its steps.",
          );
      },
    },
    {
      name: "learns XOR",
      points: 2,
      run: async (context) => {
        // One start in some hundred is a bad one: whoever learns from two of three has a right training.
        const failures: string[] = [];
        for (let attempt = 0; attempt < 3 && failures.length < 2; attempt++) {
          const random = await context.student.random(context.numbers.seed());
          const made = await network(context, 4, random);
          await context.student.call("train", made, EPOCHS, random);
          const wrong = (await answers(made)).flatMap((yHat, i) => {
            const { x, y } = xor()[i]!;
            return Math.round(yHat) === y[0] ? [] : [`${x.join(" XOR ")} = ${Math.round(yHat)}`];
          });
          if (wrong.length > 0) failures.push(wrong.join(", "));
        }
        context.holds(
          failures.length < 2,
          `the answers after ${EPOCHS} epochs`,
          "0, 1, 1, 0",
          failures.join("; "),
          "Does each step set x1, x2 and y, then run forward, then backward? Are all four patterns drawn?",
        );
      },
    },
  ],
};
