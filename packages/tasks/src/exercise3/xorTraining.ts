/** 3-4 (f): a training that learns XOR. */

import { formatNumber } from "@gradus/core";
import { type Context, type Task } from "../task.js";
import { describe, type Held } from "../world/student.js";
import {
  PATTERNS,
  HIDDEN,
  ALPHA,
  EPOCHS,
  STILL,
  SMALL,
  BEFORE,
  ORDER,
  freshNetwork,
  feed,
  outsOf,
  weightsOf,
  gradientsOf,
  type Network,
  network,
} from "./xorParts.js";
import { countsOf, reasonOf, stepsOf, reasonOfSteps } from "./xorReasons.js";

/** Epochs of a part of a training, and how near all answers are when no more parts are needed. */
const [PART, CLEAR] = [EPOCHS / 10, 0.25];

export const xorTraining: Task = {
  id: "xor-training",
  title: "3-4 (f) the training",
  needs: ["xorNetwork", "train"],
  tests: [
    {
      name: "returns the mean loss of each epoch",
      points: 1,
      run: async (context) => {
        const made = await freshNetwork(context, 3, STILL);
        const before = await weightsOf(made);
        // Odd, so that nobody takes it for a number of steps.
        const epochs = 2 * context.numbers.integer(6, 9) + 1;
        const history = await historyOf(context, made, epochs);
        const untouched = await untouchedIn(made);
        context.holds(
          (await weightsOf(made)).every((weight, i) => Math.abs(weight - before[i]!) < 1e-6),
          "the weights after a training with α almost 0",
          "the same as before",
          "others",
          "Does xorNetwork hand alpha on to each weight? Only graph.backward() moves weights.",
        );
        const losses = await outsOf(made, made.target);
        const counts = history.map((loss) => countsOf(loss, losses));
        const wrong = counts.indexOf(undefined);
        context.holds(
          wrong < 0,
          `the mean loss of epoch ${wrong + 1}`,
          `the mean of four of ${losses.map((loss) => formatNumber(loss)).join(", ")}`,
          formatNumber(history[wrong] ?? NaN),
          untouched ?? reasonOf(history, losses, await outsOf(made, made.parts.yHat)),
        );
        context.holds(
          counts.some((each) => !each!.includes(4)),
          "the mean loss of each epoch",
          "that of four patterns",
          "that of one pattern",
          "Draw a pattern in each of the four steps of an epoch, and push the mean of the four losses.",
        );
      },
    },
    {
      name: "takes four steps of descent in an epoch",
      points: 1,
      run: async (context) => {
        const made = await freshNetwork(context, 3, SMALL);
        const gradients = await gradientsOf(made);
        const before = await weightsOf(made);
        await historyOf(context, made, 1);
        const untouched = await untouchedIn(made);
        const after = await weightsOf(made);
        const moved = before.map((weight, i) => (weight - after[i]!) / SMALL);
        context.holds(
          moved.some((each) => each !== 0),
          "the weights after an epoch",
          "others than before",
          "the same",
          untouched ?? "Call graph.backward() in each step: it moves the weights.",
        );
        const steps = stepsOf(moved, gradients);
        const total = steps?.reduce((sum, each) => sum + each);
        context.holds(
          total === 4,
          "an epoch",
          "four steps against the gradients of four patterns",
          total === undefined ? "other steps" : `${total} steps`,
          untouched ??
            reasonOfSteps(
              steps,
              stepsOf(
                moved.map((each) => -each),
                gradients,
              ),
            ),
        );
      },
    },
    {
      name: "learns XOR",
      points: 1,
      run: async (context) => {
        const unseen = await neverShown(context);
        context.holds(
          unseen.length === 0,
          "the patterns that are shown in 25 epochs",
          "all four",
          `never ${unseen.join(", ")}`,
          "Draw from all four: patterns[Math.floor(random() * patterns.length)], anew in each step.",
        );
        // One start in some hundred is a bad one: whoever learns from two of three has a right training.
        const failures: string[] = [];
        for (let successes = 0; successes < 2 && failures.length < 2;) {
          const wrong = await wrongAfterTraining(context);
          if (wrong.length > 0) failures.push(wrong.join(", "));
          else successes++;
        }
        context.holds(
          failures.length < 2,
          `the answers after ${EPOCHS} epochs`,
          "0, 1, 1, 0",
          failures.join("; "),
          `${ORDER} Are all four patterns drawn, and is y the right one?`,
        );
      },
    },
  ],
};

/**
 * Train a new network, in parts, until its answers are clear. @returns those that are still wrong after all epochs
 */
async function wrongAfterTraining(context: Context): Promise<string[]> {
  const random = await context.student.random(context.numbers.seed());
  const made = await network(context, HIDDEN, ALPHA, random);
  const before = await weightsOf(made);
  for (let epochs = 0; ;) {
    await context.student.call("train", made.whole, PART, random);
    epochs += PART;
    if (epochs === PART) {
      const after = await weightsOf(made);
      context.holds(
        after.some((weight, i) => weight !== before[i]),
        "the weights after the training",
        "others than before",
        "the same",
        "Call graph.backward() in each step of the network that you are given: it moves the weights.",
      );
    }
    const answers = await outsOf(made, made.parts.yHat);
    const isClear = PATTERNS.every(({ y }, i) => Math.abs(answers[i]! - y) < CLEAR);
    if (!isClear && epochs < EPOCHS) continue;
    return PATTERNS.flatMap(({ x1, x2, y }, i) => {
      const rounded = Math.round(answers[i]!);
      return rounded === y ? [] : [`${x1} XOR ${x2} = ${rounded}`];
    });
  }
}

/** Train it, from inputs that no pattern has. @returns one number for each epoch */
async function historyOf(context: Context, made: Network, epochs: number): Promise<readonly number[]> {
  await feed(made, BEFORE);
  const random = await context.student.random(context.numbers.seed());
  const history = await context.student.call("train", made.whole, epochs, random);
  context.holds(
    Array.isArray(history),
    "what train(…) returns",
    "a list of numbers",
    describe(history),
    "Return history at the end.",
  );
  const losses = history as readonly Held[];
  context.close("the length of the history", losses.length, epochs, [
    [0, "Nothing was pushed to history."],
    [4 * epochs, "One number per epoch: push the mean of its steps, not the loss of each step."],
    [1, "Push inside of the loop over the epochs, and return behind it."],
    [epochs + 1, "There is one epoch too many. Where does the loop start and end?"],
    [epochs - 1, "There is one epoch too few. Where does the loop start and end?"],
    [losses.length, "The loop runs as often as epochs says, and pushes one number each time."],
  ]);
  for (const loss of losses)
    context.holds(
      typeof loss === "number" && !Number.isNaN(loss),
      "a mean loss",
      "a number",
      describe(loss),
      "Add up graph.target.out, which is a number after graph.forward(). The sum starts at 0.",
    );
  return losses as readonly number[];
}

/** What no step has set, in words. */
async function untouchedIn({ parts }: Network): Promise<string | undefined> {
  const names: string[] = [];
  for (const name of ["x1", "x2", "y"] as const)
    if ((await parts[name].out()) === BEFORE[name]) names.push(name);
  if (names.length === 0) return undefined;
  return names.length === 3
    ? `x1, x2 and y are as before. Write network.x1.out = pattern.x1, and so on, to the gates of the network that you are given.`
    : `${names.join(" and ")} is never set. ${ORDER}`;
}

/** The patterns that a training leaves out. None where the history does not tell. */
async function neverShown(context: Context): Promise<string[]> {
  const made = await freshNetwork(context, 3, STILL);
  const random = await context.student.random(context.numbers.seed());
  const history = await context.student.call("train", made.whole, 25, random);
  if (!Array.isArray(history)) return [];
  const losses = await outsOf(made, made.target);
  const counts = history.map((loss: Held) => (typeof loss === "number" ? countsOf(loss, losses) : undefined));
  if (!counts.every((each) => each !== undefined)) return [];
  return PATTERNS.flatMap(({ x1, x2 }, i) => (counts.some((each) => each[i]! > 0) ? [] : [`(${x1}, ${x2})`]));
}
