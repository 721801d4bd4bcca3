/** 3-3 (c): the gradients of the graph, calculated by hand. */

import type { Suspicion, Task, Test } from "../task.js";
import { fieldOf, type Held } from "../world/student.js";
import { closeByHand, written } from "./gradients.js";

const NAME = "gradients";

/**
 * One number in a row of its own, so that the table tells of each whether it is right.
 *
 * @param from the gradient that the chain rule starts from here, and the local derivative that it is multiplied with
 */
function row(
  field: string,
  name: string,
  expected: number,
  suspicions: readonly Suspicion[],
  from?: readonly [field: string, sign: string, local: number],
): Test {
  return {
    name,
    points: 0.5,
    run: async (context) => {
      const got = await written(context, NAME, field);
      const before = from && (await fieldOf(await context.student.given(NAME), from[0]));
      closeByHand(context, `${NAME}.${field}`, got, expected, [...followsFrom(before, from), ...suspicions]);
    },
  };
}

/** A mistake that is made once should be told once. */
function followsFrom(
  before: Held,
  from: readonly [field: string, sign: string, local: number] | undefined,
): Suspicion[] {
  if (from === undefined || typeof before !== "number") return [];
  const [field, sign, local] = from;
  // A gradient of 0 says nothing about the step behind it.
  if (before === 0) return [];
  return [
    [
      before * local,
      `This step is right; it starts from a wrong gradient of ${sign}. Look at ${field} first.`,
    ],
  ];
}

const SUM = "A sum passes its gradient on to each summand as it is.";
const UPSTREAM = "This is the local derivative alone. Multiply it with the gradient that arrives, ∂L/∂";

const summand = (field: string, sign: string) =>
  row(
    field,
    `∂L/∂${sign}`,
    -1 / 4,
    [
      [1, `${UPSTREAM}z.`],
      [1 / 4, "The sign is lost on the way: ∂L/∂z is negative."],
      [-1 / 12, `It is not shared out. ${SUM}`],
      [-1, `The sigmoid is left out: what arrives at the sum is ∂L/∂z. ${SUM}`],
      [0, SUM],
      [(-1 / 4) * (4 / 5), `This has a weight in it. ${SUM}`],
      [(-1 / 4) * (-7 / 5), `This has a weight in it. ${SUM}`],
      [(-1 / 4) * (3 / 5), `The value of p₀ is in it. ${SUM}`],
    ],
    ["z", "z", 1],
  );

const factor = (
  field: "w1" | "w2" | "x1" | "x2",
  sign: string,
  product: string,
  value: number,
  other: number,
  otherSign: string,
) =>
  row(
    field,
    `∂L/∂${sign}`,
    -other / 4,
    [
      [other, `${UPSTREAM}${SIGN_OF[product]!}.`],
      [other / 4, "The sign is lost on the way."],
      [-1 / 4, `The other factor is missing: multiply with ${otherSign}.`],
      [-value / 4, `The derivative of a product is the other factor: here ${otherSign}.`],
      [-other, "The sigmoid is left out: its slope at z = 0 is ¼."],
      [0, "Given numbers have a gradient as well, although nobody trains them."],
    ],
    [product, SIGN_OF[product]!, other],
  );

const SIGN_OF: Readonly<Record<string, string>> = { p1: "p₁", p2: "p₂" };

export const gradientValues: Task = {
  id: "gradient-values",
  title: "3-3 (c) the gradients by hand",
  needs: [NAME],
  tests: [
    row("yHat", "∂L/∂ŷ", -1, [
      [1, "The sign is wrong: 2 · (ŷ − y), and ŷ is less than y."],
      [-1 / 2, "The factor 2 of the square is missing: 2 · (ŷ − y)."],
      [1 / 2, "The factor 2 of the square is missing, and the sign: 2 · (ŷ − y)."],
      [1 / 4, "This is the loss itself. Its derivative is 2 · (ŷ − y)."],
      [-1 / 4, "The slope of σ is in it already. It comes one step later, at z."],
      [-2, "Here ŷ was 0. It is σ(0) = ½."],
      [0, "The gradient is 0 only where ŷ = y."],
    ]),
    row(
      "y",
      "∂L/∂y",
      1,
      [
        [0, "y is forgotten: it has a gradient as well, although nobody trains it."],
        [-1, "The sign is wrong: y stands behind the minus, −2 · (ŷ − y)."],
        [1 / 2, "The factor 2 of the square is missing: −2 · (ŷ − y)."],
        [-1 / 2, "The factor 2 of the square is missing, and the sign: −2 · (ŷ − y)."],
        [-1 / 4, "This went through the sigmoid. y is an input of the loss itself."],
      ],
      ["yHat", "ŷ", -1],
    ),
    row(
      "z",
      "∂L/∂z",
      -1 / 4,
      [
        [1 / 4, `${UPSTREAM}ŷ: the chain rule needs its sign, too.`],
        [-1 / 2, "The slope of σ is ŷ · (1 − ŷ) = ½ · ½. One of the two factors is missing."],
        [-1, "The slope of σ is missing: multiply with ŷ · (1 − ŷ)."],
        [0, "The slope of σ is made of its value ŷ = ½, not of z = 0: ŷ · (1 − ŷ)."],
        [-1 / 8, "The factor 2 of the square is missing."],
        [1 / 2, "This is ŷ. The slope of σ is ŷ · (1 − ŷ)."],
      ],
      ["yHat", "ŷ", 1 / 4],
    ),
    summand("p1", "p₁"),
    summand("p2", "p₂"),
    summand("p0", "p₀"),
    factor("w1", "w₁", "p1", 4 / 5, 1, "x₁"),
    factor("w2", "w₂", "p2", -7 / 5, 1, "x₂"),
    factor("x1", "x₁", "p1", 1, 4 / 5, "w₁"),
    factor("x2", "x₂", "p2", 1, -7 / 5, "w₂"),
  ],
};
