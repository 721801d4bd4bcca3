/** 3-3 (b): the local derivative on each edge of the graph, which is what the gradient graph is made of. */

import { formatNumber } from "@gradus/core";
import type { Context, Suspicion, Task, Test } from "../task.js";
import { fieldOf } from "../world/student.js";
import { answer, drawStart } from "./gradients.js";
import { forward, SIGNS, type Start } from "./sheet.js";

const NAME = "localDerivatives";
type All = Start & ReturnType<typeof forward>;
type Gate = "p1" | "p2" | "z" | "yHat" | "loss";
type Sign = keyof typeof SIGNS;
type Expectation = readonly [expected: number, suspicions: readonly Suspicion[]];

/** One gate: what it should answer for each of its inputs. */
function gate(
  name: Gate,
  text: string,
  expectationsOf: (values: All) => Partial<Record<Sign, Expectation>>,
): Test {
  return {
    name: text,
    points: 1,
    run: async (context) => {
      for (let i = 0; i < 2; i++) await compare(context, name, expectationsOf);
    },
  };
}

async function compare(
  context: Context,
  name: Gate,
  expectationsOf: (values: All) => Partial<Record<Sign, Expectation>>,
): Promise<void> {
  const start = drawStart(context.numbers);
  const values = { ...start, ...forward(start) };
  const made = await fieldOf(await answer(context, NAME, values), name);
  context.holds(
    typeof made === "object" && made !== null,
    name,
    "an object with a number for each input of the gate",
    made === undefined ? "nothing" : typeof made,
    `For each gate write its inputs: ${name}: { … }.`,
  );
  for (const [input, [expected, suspicions]] of Object.entries(expectationsOf(values)) as [
    Sign,
    Expectation,
  ][]) {
    const [value, ...others] = [values[input], ...Object.keys(expectationsOf(values))] as [
      number,
      ...string[],
    ];
    context.close(
      `∂${SIGNS[name]}/∂${SIGNS[input]} where ${SIGNS[input]} = ${formatNumber(value, 4)}`,
      await fieldOf(made, input),
      expected,
      [
        ...suspicions,
        [-expected, "The sign is wrong."],
        [0, `${SIGNS[name]} does depend on ${SIGNS[input]}, so its derivative is not 0 everywhere.`],
        [values[name], `This is the value of ${SIGNS[name]}. Asked for is its derivative.`],
        [undefined, `${name} has no ${input}: it reads ${others.join(" and ")}.`],
      ],
    );
  }
}

const product = (x: "x1" | "x2", w: "w1" | "w2") => (values: All) => {
  const other = "The derivative of a product with respect to one factor is the other factor.";
  return {
    [w]: [
      values[x],
      [
        [values[w], other],
        [1, `1 belongs to a sum. ${other}`],
      ],
    ],
    [x]: [
      values[w],
      [
        [values[x], other],
        [1, `1 belongs to a sum. ${other}`],
      ],
    ],
  } as Partial<Record<Sign, Expectation>>;
};

const summand = (value: number): Expectation => [
  1,
  [
    [value, "The derivative of a sum with respect to one summand is 1, whatever its value."],
    [1 / 3, "A sum does not share out: each summand has the derivative 1."],
  ],
];

const LOCAL = "Local means of this gate alone. The chain rule comes in (c).";

export const localDerivatives: Task = {
  id: "local-derivatives",
  title: "3-3 (b) the local derivatives",
  needs: [NAME],
  tests: [
    gate("p1", "p₁ = w₁ · x₁: the other factor", product("x1", "w1")),
    gate("p2", "p₂ = w₂ · x₂: the other factor", product("x2", "w2")),
    gate("z", "z = p₁ + p₂ + p₀: one for each summand", ({ p1, p2, p0 }) => ({
      p1: summand(p1),
      p2: summand(p2),
      p0: summand(p0),
    })),
    gate("yHat", "ŷ = σ(z): the slope of the sigmoid", ({ z, yHat, y }) => ({
      z: [
        yHat * (1 - yHat),
        [
          [z * (1 - z), "The slope is made of the value ŷ = σ(z), not of z: ŷ · (1 − ŷ)."],
          [1 - yHat, "The factor ŷ is missing: ŷ · (1 − ŷ)."],
          [yHat, "The factor (1 − ŷ) is missing: ŷ · (1 − ŷ)."],
          [yHat * yHat, "ŷ · ŷ is not ŷ · (1 − ŷ)."],
          [yHat - 1, "Between ŷ and (1 − ŷ) stands a product: ŷ · (1 − ŷ)."],
          [1 / 4, "¼ is the slope at z = 0. Elsewhere it is smaller: ŷ · (1 − ŷ)."],
          [1 - yHat * yHat, "This is the formula of tanh. That of σ is ŷ · (1 − ŷ)."],
          [2 * (yHat - y) * yHat * (1 - yHat), `The loss is in it. ${LOCAL}`],
        ],
      ],
    })),
    gate("loss", "L = (ŷ − y)²: what ŷ gets, and what y gets", ({ yHat, y }) => ({
      yHat: [
        2 * (yHat - y),
        [
          [yHat - y, "The factor 2 of the square is missing."],
          [2 * yHat, "y is missing: 2 · (ŷ − y)."],
          [2 * (yHat - 1), "y is fixed at 1. Take the y that the function gets."],
          [2 * yHat - y, "The 2 stands before the whole difference: 2 · (ŷ − y)."],
          [2 * (yHat - y) * yHat * (1 - yHat), `The slope of σ is in it. ${LOCAL}`],
          [2, "The inner value stays: 2 · (ŷ − y)."],
          [1, "The inner value stays, with its factor: 2 · (ŷ − y)."],
        ],
      ],
      y: [
        -2 * (yHat - y),
        [
          [2 * (yHat - y), "The sign is wrong: y stands behind the minus."],
          [0, "y has a derivative as well, although nobody trains it: L changes when y changes."],
          [-(yHat - y), "The factor 2 of the square is missing."],
          [-2 * yHat, "y is missing: −2 · (ŷ − y)."],
          [-2 * y, "ŷ is missing: −2 · (ŷ − y)."],
          [-1, "This is the derivative of ŷ − y. The square is missing."],
        ],
      ],
    })),
  ],
};
