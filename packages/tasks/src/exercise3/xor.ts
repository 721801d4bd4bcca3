/** 3-4 (f): a network that learns XOR, and its training. */

import { formatNumber, xor } from "@gradus/core";
import { agrees, type Context, type Suspicion, type Task } from "../task.js";
import { graphOf, isSame, partsOf } from "../world/parts.js";
import { describe, type Held, type Thing } from "../world/student.js";

const PARTS = ["x1", "x2", "y", "yHat", "graph"] as const;
const PATTERNS = xor().map(({ x, y }) => ({ x1: x[0]!, x2: x[1]!, y: y[0]! }));
type Pattern = (typeof PATTERNS)[number];

/** With these everyone learns XOR who trains at all: of 400 starts, none was left after 1000 epochs. */
const [HIDDEN, ALPHA, EPOCHS] = [4, 1, 1000];
/** So small that all losses stay what they were, and yet a learning rate. */
const STILL = 1e-12;
/** So small that the steps of an epoch do not change each other's gradients. */
const SMALL = 1e-6;
/** What no pattern has: where it is still there afterwards, nobody has set it. */
const BEFORE: Pattern = { x1: 0.25, x2: 0.75, y: 3 };
const ORDER = "Each step sets x1.out, x2.out and y.out, then calls graph.forward(), then graph.backward().";

interface Network {
  /** As the student's function has returned it. */
  readonly whole: Held;
  readonly parts: Readonly<Record<(typeof PARTS)[number], Thing>>;
  readonly gates: readonly Thing[];
  readonly target: Thing;
  /** The leaves with a learning rate. */
  readonly weights: readonly Thing[];
}

async function network(
  { student }: Context,
  hiddenUnits: number,
  alpha: number,
  random: Thing,
): Promise<Network> {
  const whole = await student.call("xorNetwork", hiddenUnits, alpha, random);
  const parts = await partsOf("xorNetwork(…)", whole, PARTS);
  const { gates, target } = await graphOf(parts.graph);
  const weights: Thing[] = [];
  for (const gate of gates) if ((await gate.get("alpha")) !== undefined) weights.push(gate);
  return { whole, parts, gates, target, weights };
}

async function freshNetwork(context: Context, hiddenUnits: number, alpha = ALPHA): Promise<Network> {
  return network(context, hiddenUnits, alpha, await context.student.random(context.numbers.seed()));
}

async function feed({ parts }: Network, pattern: Pattern): Promise<void> {
  for (const name of ["x1", "x2", "y"] as const) await parts[name].set("out", pattern[name]);
}

/** @returns what a gate computes for each of the four patterns */
async function outsOf(made: Network, gate: Thing): Promise<number[]> {
  const outs: number[] = [];
  for (const pattern of PATTERNS) {
    await feed(made, pattern);
    await made.parts.graph.forward();
    // The graph has made sure that each gate has a number.
    outs.push((await gate.out()) as number);
  }
  return outs;
}

async function weightsOf({ weights }: Network): Promise<number[]> {
  return Promise.all(weights.map(async (weight) => (await weight.out()) as number));
}

/** The gradient of each pattern's loss with respect to all weights. */
async function gradientsOf(made: Network): Promise<number[][]> {
  const gradients: number[][] = [];
  for (const pattern of PATTERNS) {
    await feed(made, pattern);
    await made.parts.graph.forward();
    await made.parts.graph.call("gradients");
    gradients.push(await Promise.all(made.weights.map(async (weight) => (await weight.dz()) as number)));
  }
  return gradients;
}

const sigma = (z: number): number => 1 / (1 + Math.exp(-z));
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
        for (const weight of large.weights) {
          const [got, out] = [await weight.get("alpha"), await weight.out()];
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
  for (const weight of made.weights) await weight.set("out", w);
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
        for (let attempt = 0; attempt < 3 && failures.length < 2; attempt++) {
          const random = await context.student.random(context.numbers.seed());
          const made = await network(context, HIDDEN, ALPHA, random);
          const before = await weightsOf(made);
          await context.student.call("train", made.whole, EPOCHS, random);
          const wrong = (await outsOf(made, made.parts.yHat)).flatMap((yHat, i) => {
            const { x1, x2, y } = PATTERNS[i]!;
            return Math.round(yHat) === y ? [] : [`${x1} XOR ${x2} = ${Math.round(yHat)}`];
          });
          if (wrong.length > 0) failures.push(wrong.join(", "));
          const after = await weightsOf(made);
          context.holds(
            after.some((weight, i) => weight !== before[i]),
            "the weights after the training",
            "others than before",
            "the same",
            "Call graph.backward() in each step of the network that you are given: it moves the weights.",
          );
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

/** How often each pattern is shown in `total` steps, for all ways to do so. */
function* ways(total: number): Generator<readonly number[]> {
  for (let a = 0; a <= total; a++)
    for (let b = 0; a + b <= total; b++)
      for (let c = 0; a + b + c <= total; c++) yield [a, b, c, total - a - b - c];
}

/** How often each pattern was shown in an epoch with this mean. @returns undefined where it is no mean of four */
function countsOf(mean: number, losses: readonly number[]): readonly number[] | undefined {
  for (const way of ways(4)) if (agrees(mean, dot(way, losses) / 4)) return way;
  return undefined;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, i) => sum + each * b[i]!, 0);
}

/** Why these are no mean losses. */
function reasonOf(history: readonly number[], losses: readonly number[], answers: readonly number[]): string {
  const are = (values: readonly number[], of = losses): boolean =>
    values.every((value) => countsOf(value, of));
  const growth = history.map((loss, i) => loss - (history[i - 1] ?? 0));
  if (are(history.map((loss) => loss / 4)))
    return "This is the sum of an epoch's losses. Divide it by the number of steps.";
  if (are(growth) || are(growth.map((each) => each / 4)))
    return "The sum goes on from the epoch before. Start at 0 in each epoch.";
  if (are(history.map((loss) => (loss * history.length) / 4)))
    return "Divide by the number of steps in an epoch, not by the number of epochs.";
  if (are(history.map((loss) => loss * 4))) return "It is divided twice by the number of steps.";
  if (
    are(history, answers) ||
    are(
      history.map((each) => each / 4),
      answers,
    )
  )
    return "This is made of ŷ. The loss is graph.target.out.";
  return `${ORDER} Behind forward(), add graph.target.out; divide the sum by the four steps.`;
}

/** How often each pattern's gradient is in a movement of the weights, for up to eight steps. */
function stepsOf(
  moved: readonly number[],
  gradients: readonly (readonly number[])[],
): readonly number[] | undefined {
  const size = Math.max(...moved.map(Math.abs));
  for (const total of [4, 1, 2, 3, 5, 6, 7, 8])
    for (const way of ways(total))
      if (
        moved.every((each, i) => {
          const expected = dot(
            way,
            gradients.map((gradient) => gradient[i]!),
          );
          return Math.abs(each - expected) <= 1e-4 * size;
        })
      )
        return way;
  return undefined;
}

function reasonOfSteps(
  steps: readonly number[] | undefined,
  opposite: readonly number[] | undefined,
): string {
  if (opposite) return "The weights climb. Is the step of WeightGate right? Check task (a) again.";
  if (!steps) return ORDER;
  if (steps.every((each) => each % 2 === 0))
    return "Each step is taken twice. Call graph.backward() once in a step, and move no weight by yourself.";
  return "Four steps make an epoch: one for each of the four patterns on average.";
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
