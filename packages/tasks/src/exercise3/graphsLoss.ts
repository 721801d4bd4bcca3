/** 3-2: the graph of L = MSE(ŷ, y) with ŷ = σ(wᵀx + p₀). */

import type { Context, Task } from "../task.js";
import {
  compare,
  misfits,
  type Assignment,
  type Comparison,
  type RightFormula,
  type Variables,
  type WrongFormula,
} from "./graphsComparing.js";
import { readGraph, type Reading } from "./graphsReading.js";
import { countOf, hasGateForEach, requireRight } from "./graphsWords.js";
import { sigma } from "./sheet.js";

const NAME = "lossGraph";
const ALL = "x1 x2 w1 w2 p0 y";
const SIGNS: Readonly<Record<string, string>> = { x1: "x₁", x2: "x₂", w1: "w₁", w2: "w₂", p0: "p₀", y: "y" };

/** A wrong formula is one of these, with something changed. */
const p1 = ({ x1, w1 }: Variables): number => w1! * x1!;
const p2 = ({ x2, w2 }: Variables): number => w2! * x2!;
const sum = (v: Variables): number => p1(v) + p2(v) + v.p0!;
const yHat = (v: Variables): number => sigma(sum(v));

const right: RightFormula = {
  variables: ALL,
  value: (v) => (yHat(v) - v.y!) ** 2,
  kindOf: (variable) => (/^[wp]/.test(variable) ? "weight" : "input"),
};

/** Another prediction under the same loss, with its text for ŷ. */
const predicts = (
  text: string,
  variables: string,
  prediction: (v: Variables) => number,
  hint: string,
): WrongFormula => ({
  text: `(${text} − y)²`,
  variables: `${variables} y`,
  value: (v) => (prediction(v) - v.y!) ** 2,
  hint,
});

/** Another end behind the right prediction. */
const ends = (text: string, value: (yHat: number, y: number) => number, hint: string): WrongFormula => ({
  text,
  variables: ALL,
  value: (v) => value(yHat(v), v.y!),
  hint,
});

const WITHOUT_P0 = "x1 x2 w1 w2";
const WITH_P0 = "x1 x2 w1 w2 p0";
const PAIRS = "x and w are multiplied pair by pair, and the products are added: w₁ · x₁ + w₂ · x₂.";
const PLACE = "The sigmoid stands at the wrong place. It takes the whole sum z = w₁x₁ + w₂x₂ + p₀.";

const wrong: readonly WrongFormula[] = [
  predicts("σ(w₁x₁ + w₂x₂)", WITHOUT_P0, (v) => sigma(p1(v) + p2(v)), "The bias p₀ is missing in the sum."),
  predicts("(w₁x₁ + w₂x₂ + p₀)", WITH_P0, sum, "The sigmoid is missing: ŷ = σ(z)."),
  predicts(
    "(w₁x₁ + w₂x₂)",
    WITHOUT_P0,
    (v) => p1(v) + p2(v),
    "The bias p₀ and the sigmoid are missing: ŷ = σ(w₁x₁ + w₂x₂ + p₀).",
  ),
  predicts("(σ(w₁x₁ + w₂x₂) + p₀)", WITH_P0, (v) => sigma(p1(v) + p2(v)) + v.p0!, PLACE),
  predicts("(σ(w₁x₁) + σ(w₂x₂) + p₀)", WITH_P0, (v) => sigma(p1(v)) + sigma(p2(v)) + v.p0!, PLACE),
  predicts("σ(σ(w₁x₁) + σ(w₂x₂) + p₀)", WITH_P0, (v) => sigma(sigma(p1(v)) + sigma(p2(v)) + v.p0!), PLACE),
  predicts(
    "(w₁σ(x₁) + w₂σ(x₂) + p₀)",
    WITH_P0,
    (v) => v.w1! * sigma(v.x1!) + v.w2! * sigma(v.x2!) + v.p0!,
    PLACE,
  ),
  predicts("σ(ŷ)", WITH_P0, (v) => sigma(yHat(v)), "The sigmoid is taken twice."),
  predicts(
    "tanh(z)",
    WITH_P0,
    (v) => Math.tanh(sum(v)),
    "The activation is tanh. The formula has a sigmoid σ.",
  ),
  predicts(
    "max(0, z)",
    WITH_P0,
    (v) => Math.max(0, sum(v)),
    "The activation is ReLU. The formula has a sigmoid σ.",
  ),
  predicts(
    "σ((x₁ + x₂)·(w₁ + w₂) + p₀)",
    WITH_P0,
    (v) => sigma((v.x1! + v.x2!) * (v.w1! + v.w2!) + v.p0!),
    PAIRS,
  ),
  predicts(
    "σ((w₁ + x₁)·(w₂ + x₂) + p₀)",
    WITH_P0,
    (v) => sigma((v.x1! + v.w1!) * (v.x2! + v.w2!) + v.p0!),
    `Sums and products are the wrong way round. ${PAIRS}`,
  ),
  predicts("σ(w₁x₁w₂x₂ + p₀)", WITH_P0, (v) => sigma(p1(v) * p2(v) + v.p0!), PAIRS),
  predicts(
    "σ(w₁ + x₁ + w₂ + x₂ + p₀)",
    WITH_P0,
    (v) => sigma(v.x1! + v.w1! + v.x2! + v.w2! + v.p0!),
    `Everything is added. ${PAIRS}`,
  ),
  predicts(
    "σ(w₁x₁w₂x₂p₀)",
    WITH_P0,
    (v) => sigma(p1(v) * p2(v) * v.p0!),
    `Everything is multiplied. ${PAIRS}`,
  ),
  predicts(
    "σ((w₁x₁ + w₂x₂)·p₀)",
    WITH_P0,
    (v) => sigma((p1(v) + p2(v)) * v.p0!),
    "The bias p₀ is a factor here. It is added to the sum.",
  ),
  predicts(
    "σ(w₁x₁ + w₂x₂ − p₀)",
    WITH_P0,
    (v) => sigma(p1(v) + p2(v) - v.p0!),
    "The bias p₀ is subtracted. It is added to the sum.",
  ),
  predicts(
    "σ(w₁x₁ + w₂x₂ + 2p₀)",
    WITH_P0,
    (v) => sigma(sum(v) + v.p0!),
    "The bias p₀ is added twice. The sum has it once.",
  ),
  predicts(
    "σ(w·x₁ + w·x₂ + p₀)",
    "x1 x2 w p0",
    ({ x1, x2, w, p0 }) => sigma(w! * x1! + w! * x2! + p0!),
    "One weight is used twice. Each input has a weight of its own.",
  ),
  predicts(
    "σ(w₁·x + w₂·x + p₀)",
    "x w1 w2 p0",
    ({ x, w1, w2, p0 }) => sigma(w1! * x! + w2! * x! + p0!),
    "Both weights are multiplied with the same input. The second one belongs to x₂.",
  ),
  predicts(
    "σ(w₁x₁ + w₂x₂ + w₁)",
    WITHOUT_P0,
    (v) => sigma(p1(v) + p2(v) + v.w1!),
    "One weight is used twice. The bias is a weight of its own, p₀.",
  ),
  predicts(
    "σ(w₁x₁ + w₁x₁ + p₀)",
    "x1 w1 p0",
    (v) => sigma(2 * p1(v) + v.p0!),
    "The same product stands in the sum twice. The second one is w₂ · x₂.",
  ),
  predicts(
    "σ(w₁x₁ + p₀)",
    "x1 w1 p0",
    (v) => sigma(p1(v) + v.p0!),
    "One product is missing: there are two inputs, each with its weight.",
  ),
  predicts(
    "σ(x₁ + x₂ + p₀)",
    "x1 x2 p0",
    ({ x1, x2, p0 }) => sigma(x1! + x2! + p0!),
    `There are no weights. ${PAIRS}`,
  ),
  ends("ŷ − y", (yHat, y) => yHat - y, "The square is missing: L = (ŷ − y)²."),
  ends("y − ŷ", (yHat, y) => y - yHat, "The square is missing: L = (ŷ − y)²."),
  ends("(ŷ + y)²", (yHat, y) => (yHat + y) ** 2, "y is added. The error is the difference ŷ − y."),
  ends(
    "ŷ² − y²",
    (yHat, y) => yHat ** 2 - y ** 2,
    "The square of the difference is not the difference of the squares: subtract first.",
  ),
  ends("ŷ · y", (yHat, y) => yHat * y, "ŷ and y are multiplied. The loss is (ŷ − y)²."),
  ends(
    "½(ŷ − y)²",
    (yHat, y) => (yHat - y) ** 2 / 2,
    "Half of it is another common loss. This one has no ½.",
  ),
  ends(
    "2(ŷ − y)²",
    (yHat, y) => (yHat - y) ** 2 * 2,
    "The loss is there twice. With one output it is (ŷ − y)².",
  ),
  ends(
    "(ŷ − y)⁴",
    (yHat, y) => (yHat - y) ** 4,
    "The square is taken twice. SquaredLossGate subtracts and squares by itself.",
  ),
  ends(
    "the cross-entropy of ŷ and y",
    (yHat, y) => Math.log(1 + Math.exp(yHat)) - yHat * y,
    "This is the cross-entropy, and of a logit. The mean squared error is asked for.",
  ),
  {
    text: "the cross-entropy of σ(z) and y",
    variables: ALL,
    value: (v) => Math.log(1 + Math.exp(sum(v))) - sum(v) * v.y!,
    hint: "This is the cross-entropy. The mean squared error is asked for: (ŷ − y)².",
  },
  {
    text: "σ((w₁x₁ + w₂x₂ + p₀ − y)²)",
    variables: ALL,
    value: (v) => sigma((sum(v) - v.y!) ** 2),
    hint: `${PLACE} The loss comes behind it.`,
  },
  {
    text: "σ(w₁x₁ + w₂x₂ + p₀ − y)²",
    variables: ALL,
    value: (v) => sigma(sum(v) - v.y!) ** 2,
    hint: `${PLACE} y is subtracted behind it.`,
  },
  {
    text: "ŷ",
    variables: WITH_P0,
    value: yHat,
    hint: "The graph ends at ŷ, and y is forgotten. The last gate is the loss, which reads ŷ and y.",
  },
  {
    text: "ŷ²",
    variables: WITH_P0,
    value: (v) => yHat(v) ** 2,
    hint: "y is forgotten: the loss compares ŷ with the true value y.",
  },
  {
    text: "0",
    variables: WITH_P0,
    value: () => 0,
    hint: "y is forgotten: the loss compares ŷ with itself.",
  },
  {
    text: "w₁x₁ + w₂x₂ + p₀",
    variables: WITH_P0,
    value: sum,
    hint: "The graph ends at z. Behind it come the sigmoid and the loss.",
  },
];

async function read(context: Context): Promise<{ reading: Reading; comparison: Comparison }> {
  const reading = await readGraph(context, NAME);
  return { reading, comparison: await compare(reading, right, wrong, context.numbers) };
}

export const lossGraph: Task = {
  id: "loss-graph",
  title: "3-2 the graph of the loss",
  needs: [NAME],
  tests: [
    {
      name: "computes L = (ŷ − y)² with ŷ = σ(w₁x₁ + w₂x₂ + p₀)",
      points: 2,
      run: async (context) => {
        const { reading, comparison } = await read(context);
        requireRight(comparison, reading, "(σ(w₁x₁ + w₂x₂ + p₀) − y)²", { input: 3, weight: 3 });
        if (comparison.kind === "right") hasMatchingNames(context, comparison.assignment);
      },
    },
    {
      name: "learns w₁, w₂ and p₀, and is given x₁, x₂ and y",
      points: 1,
      run: async (context) => {
        const { reading, comparison } = await read(context);
        if (comparison.kind === "right") {
          hasRightKinds(context, comparison.assignment);
          return;
        }
        const weights = reading.leaves.filter(({ kind }) => kind === "weight").length;
        const inputs = reading.leaves.filter(({ kind }) => kind === "input").length;
        context.holds(
          weights === 3 && inputs >= 3,
          "what the graph starts from",
          "3 inputs and 3 weights",
          countOf(reading.leaves),
          "x₁, x₂ and y are InputGates; w₁, w₂ and p₀ are WeightGates. Each one is made once, and reaches the loss.",
        );
      },
    },
    {
      name: "has one gate for each operation",
      points: 1,
      run: async (context) => {
        hasGateForEach(
          context,
          await readGraph(context, NAME),
          5,
          "two products, the sum, the sigmoid, the loss",
        );
      },
    },
  ],
};

function hasRightKinds({ holds }: Context, assignment: Assignment): void {
  const strange = misfits(assignment, right);
  const kindOf = (variable: string) => assignment.get(variable)!.kind;
  holds(
    !strange.some((variable) => variable.startsWith("w") && kindOf(variable) === "input") ||
      !strange.some((variable) => variable.startsWith("x") && kindOf(variable) === "weight"),
    "the products",
    "a weight with an input, twice",
    "two weights with each other, or two inputs",
    PAIRS,
  );
  for (const variable of strange) {
    const [sign, kind] = [SIGNS[variable]!, kindOf(variable)];
    const expected = right.kindOf(variable);
    holds(
      false,
      sign,
      `a gate of the kind ${expected}`,
      `a gate of the kind ${kind}`,
      expected === "weight"
        ? `${sign} is learned: make it a WeightGate. ${variable === "p0" ? "A bias is a weight whose input is always 1." : ""}`.trim()
        : kind === "weight"
          ? `${sign} is given and does not learn: make it an InputGate.`
          : `${sign} is another number for each sample: make it an InputGate.`,
    );
  }
}

/** Names may be any, but where they number the inputs and the weights, the numbers must fit. */
function hasMatchingNames({ holds }: Context, assignment: Assignment): void {
  for (const [x, w] of [
    ["x1", "w1"],
    ["x2", "w2"],
  ] as const) {
    const names = [assignment.get(w)!.name, assignment.get(x)!.name];
    const [w_, x_] = names.map(digitOf);
    holds(
      w_ === undefined || x_ === undefined || w_ === x_,
      "a product",
      `${names[0]!} with the input of the same number`,
      `${names.join(" · ")}`,
      `The pairs are crossed. ${PAIRS}`,
    );
  }
}

function digitOf(name: string): number | undefined {
  const digit = /[12₁₂]$/.exec(name)?.[0];
  return digit === undefined ? undefined : "12₁₂".indexOf(digit) % 2;
}
