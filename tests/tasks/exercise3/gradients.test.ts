/** The tasks of 3-3: numbers by hand and as functions; each common mistake gets its own hint. */

import assert from "node:assert/strict";
import * as core from "@gradus/core";
import { openTask } from "../../../packages/notebook/dist/index.js";
import { solve } from "../solve.js";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const given = { ...core, openTask };

const object = (name: string, fields: Readonly<Record<string, string>>) =>
  `const ${name} = { ${Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}`)
    .join(", ")} };`;

const values = (changes: Readonly<Record<string, string>> = {}) =>
  object("values", { p1: "4 / 5", p2: "-7 / 5", z: "0", yHat: "1 / 2", loss: "1 / 4", ...changes });

const gradients = (changes: Readonly<Record<string, string>> = {}) =>
  object("gradients", {
    ...{ yHat: "-1", y: "1", z: "-1 / 4", p1: "-1 / 4", p2: "-1 / 4", p0: "-1 / 4" },
    ...{ w1: "-1 / 4", w2: "-1 / 4", x1: "-1 / 5", x2: "7 / 20" },
    ...changes,
  });

/** Steps of a calculation, in order, some of them replaced. */
const steps = (right: Readonly<Record<string, string>>, changes: Readonly<Record<string, string>>) =>
  Object.entries({ ...right, ...changes })
    .map(([name, formula]) => `const ${name} = ${formula};`)
    .join("\n");

const FORWARD = {
  p1: "w1 * x1",
  p2: "w2 * x2",
  z: "p1 + p2 + p0",
  yHat: "1 / (1 + Math.exp(-z))",
  loss: "(yHat - y) ** 2",
};
const valuesAt = (changes: Readonly<Record<string, string>> = {}, result = "{ p1, p2, z, yHat, loss }") =>
  `function valuesAt({ x1, x2, w1, w2, p0, y }) {
    ${steps(FORWARD, changes)}
    return ${result};
  }`;

const local = (changes: Readonly<Record<string, string>> = {}) =>
  `function localDerivatives({ x1, x2, w1, w2, p0, y, p1, p2, z, yHat, loss }) {
    ${object("result", {
      p1: "{ w1: x1, x1: w1 }",
      p2: "{ w2: x2, x2: w2 }",
      z: "{ p1: 1, p2: 1, p0: 1 }",
      yHat: "{ z: yHat * (1 - yHat) }",
      loss: "{ yHat: 2 * (yHat - y), y: -2 * (yHat - y) }",
      ...changes,
    })}
    return result;
  }`;

const BACKWARD = {
  dyHat: "2 * (yHat - y)",
  dy: "-dyHat",
  dz: "dyHat * yHat * (1 - yHat)",
  dp1: "dz",
  dp2: "dz",
  dp0: "dz",
  dw1: "dp1 * x1",
  dw2: "dp2 * x2",
  dx1: "dp1 * w1",
  dx2: "dp2 * w2",
};
const gradientsAt = (changes: Readonly<Record<string, string>> = {}, names = Object.keys(BACKWARD)) =>
  `function gradientsAt({ x1, x2, w1, w2, p0, y }) {
    ${steps(FORWARD, {})}
    ${steps(BACKWARD, changes)}
    return { ${names.map((name) => `${name.slice(1)}: ${name}`).join(", ")} };
  }`;

const right: readonly (readonly [task: string, what: string, code: string])[] = [
  ["forward-values", "fractions", values()],
  ["forward-values", "decimals", values({ p1: "0.8", p2: "-1.4", z: "-0", yHat: "0.5", loss: "0.25" })],
  [
    "forward-values",
    "numbers calculated by the computer, with their rounding errors",
    values({ z: "0.8 - 1.4 + 0.6", yHat: "1 / (1 + Math.exp(-(0.8 - 1.4 + 0.6)))" }),
  ],
  [
    "forward-values",
    "an object of a class",
    `class Values { p1 = 0.8; p2 = -1.4; z = 0; yHat = 0.5; loss = 0.25; }
    const values = new Values();`,
  ],
  ["values-at", "steps", valuesAt()],
  ["values-at", "a sigmoid from tanh", valuesAt({ yHat: "(1 + Math.tanh(z / 2)) / 2" })],
  [
    "values-at",
    "a run of gates",
    `function valuesAt({ x1, x2, w1, w2, p0, y }) {
      const [a, b, c, d, e, f] = [x1, x2, w1, w2, p0, y].map((value) => new InputGate(value));
      const [p1, p2] = [new MultiplyGate([a, c]), new MultiplyGate([b, d])];
      const z = new AddGate([p1, p2, e]);
      const yHat = new SigmoidGate([z]);
      const loss = new SquaredLossGate([yHat, f]);
      new ComputationalGraph(loss).forward();
      return { p1: p1.out, p2: p2.out, z: z.out, yHat: yHat.out, loss: loss.out };
    }`,
  ],
  ["local-derivatives", "formulas", local()],
  [
    "local-derivatives",
    "other forms of the formulas",
    local({
      p1: "{ x1: p1 / x1, w1: p1 / w1 }",
      yHat: "{ z: yHat - yHat ** 2 }",
      loss: "{ y: 2 * (y - yHat), yHat: 2 * yHat - 2 * y }",
    }),
  ],
  ["gradient-values", "fractions", gradients()],
  ["gradient-values", "decimals", gradients({ z: "-0.25", x1: "-0.2", x2: "0.35" })],
  ["gradients-at", "steps", gradientsAt()],
  [
    "gradients-at",
    "the graph's own backward pass",
    `function gradientsAt(start) {
      const leaf = Object.fromEntries(Object.entries(start).map(([name, value]) => [name, new InputGate(value)]));
      const { x1, x2, w1, w2, p0, y } = leaf;
      const [p1, p2] = [new MultiplyGate([x1, w1]), new MultiplyGate([x2, w2])];
      const z = new AddGate([p1, p2, p0]);
      const yHat = new SigmoidGate([z]);
      const graph = new ComputationalGraph(new SquaredLossGate([yHat, y]));
      graph.forward();
      graph.backward();
      return Object.fromEntries(Object.entries({ ...leaf, p1, p2, z, yHat }).map(([name, { dz }]) => [name, dz]));
    }`,
  ],
];

type Mistake = readonly [what: string, code: string, test: string, hint: RegExp];

const wrongValues: readonly Mistake[] = [
  ["adds instead of multiplying", values({ p1: "1.8" }), "p₁ = w₁ · x₁", /gate multiplies/],
  ["loses the sign of p₂", values({ p2: "7 / 5" }), "p₂ = w₂ · x₂", /sign is lost/],
  ["takes p₁ for p₂", values({ p2: "4 / 5" }), "p₂ = w₂ · x₂", /This is p₁/],
  ["forgets the bias", values({ z: "-3 / 5" }), "z = p₁ + p₂ + p₀", /bias p₀ is missing/],
  ["adds up with the wrong sign", values({ z: "14 / 5" }), "z = p₁ + p₂ + p₀", /sign of p₂ is lost/],
  ["forgets the sigmoid", values({ yHat: "0" }), "ŷ = σ(z)", /sigmoid is missing/],
  ["takes e⁰ for 0", values({ yHat: "1" }), "ŷ = σ(z)", /e⁰ is 1/],
  ["takes the slope for the value", values({ yHat: "1 / 4" }), "ŷ = σ(z)", /derivative/],
  ["forgets the square", values({ loss: "-1 / 2" }), "L = (ŷ − y)²", /square is missing/],
  ["squares to a negative number", values({ loss: "-1 / 4" }), "L = (ŷ − y)²", /never negative/],
  ["halves the loss", values({ loss: "1 / 8" }), "L = (ŷ − y)²", /no factor ½/],
];

const SUMS = "multiplies in p₁ and p₂, and adds up in z";
const SIGMA = "takes σ of z";
const SQUARES = "squares the error in L";
const wrongValuesAt: readonly Mistake[] = [
  [
    "writes the sheet's numbers",
    `function valuesAt() { return { p1: 0.8, p2: -1.4, z: 0, yHat: 0.5, loss: 0.25 }; }`,
    SUMS,
    /numbers of the sheet/,
  ],
  ["crosses the pairs", valuesAt({ p1: "w1 * x2" }), SUMS, /crossed/],
  ["adds in the products", valuesAt({ p2: "w2 + x2" }), SUMS, /gate multiplies/],
  ["forgets the bias", valuesAt({ z: "p1 + p2" }), SUMS, /bias p₀ is missing/],
  ["forgets the sigmoid", valuesAt({ yHat: "z" }), SIGMA, /sigmoid is missing/],
  ["has the wrong exponent", valuesAt({ yHat: "1 / (1 + Math.exp(z))" }), SIGMA, /sign in the exponent/],
  ["forgets the parentheses", valuesAt({ yHat: "1 / 1 + Math.exp(-z)" }), SIGMA, /parentheses/],
  ["forgets the square", valuesAt({ loss: "yHat - y" }), SQUARES, /square is missing/],
  ["fixes y", valuesAt({ loss: "(yHat - 1) ** 2" }), SQUARES, /y is fixed/],
  ["reads z in the loss", valuesAt({ loss: "(z - y) ** 2" }), SQUARES, /reads ŷ, not z/],
  ["writes ^ for the power", valuesAt({ loss: "(yHat - y) ^ 2" }), SQUARES, /\^ is not a power/],
  ["returns the loss alone", valuesAt({}, "loss"), SQUARES, /Return an object/],
  ["returns nothing", valuesAt({}, "undefined"), SQUARES, /Return it at the end/],
  ["leaves z out", valuesAt({}, "{ p1, p2, yHat, loss }"), SUMS, /has no z/],
];

const OTHER = "p₁ = w₁ · x₁: the other factor";
const ONE = "z = p₁ + p₂ + p₀: one for each summand";
const SLOPE = "ŷ = σ(z): the slope of the sigmoid";
const LOSS = "L = (ŷ − y)²: what ŷ gets, and what y gets";
const wrongLocals: readonly Mistake[] = [
  ["gives each factor itself", local({ p1: "{ w1, x1 }" }), OTHER, /other factor/],
  ["takes a product for a sum", local({ p1: "{ w1: 1, x1: 1 }" }), OTHER, /belongs to a sum/],
  ["forgets an input", local({ p1: "{ w1: x1 }" }), OTHER, /has no x1: it reads w1 and x1/],
  ["takes a sum for a product", local({ z: "{ p1, p2, p0 }" }), ONE, /sum .* is 1/],
  ["shares a sum out", local({ z: "{ p1: 1 / 3, p2: 1 / 3, p0: 1 / 3 }" }), ONE, /share out/],
  ["forgets the bias", local({ z: "{ p1: 1, p2: 1 }" }), ONE, /has no p0/],
  ["takes the slope of z", local({ yHat: "{ z: z * (1 - z) }" }), SLOPE, /not of z/],
  ["forgets the factor 1 − ŷ", local({ yHat: "{ z: yHat }" }), SLOPE, /\(1 − ŷ\) is missing/],
  ["takes ¼ for all slopes", local({ yHat: "{ z: 1 / 4 }" }), SLOPE, /Elsewhere/],
  [
    "has the chain rule in it",
    local({ yHat: "{ z: 2 * (yHat - y) * yHat * (1 - yHat) }" }),
    SLOPE,
    /Local means/,
  ],
  [
    "forgets the factor 2",
    local({ loss: "{ yHat: yHat - y, y: y - yHat }" }),
    LOSS,
    /factor 2 of the square/,
  ],
  ["forgets y", local({ loss: "{ yHat: 2 * (yHat - y), y: 0 }" }), LOSS, /y has a derivative/],
  [
    "has the sign of y wrong",
    local({ loss: "{ yHat: 2 * (yHat - y), y: 2 * (yHat - y) }" }),
    LOSS,
    /behind the minus/,
  ],
  ["fixes y", local({ loss: "{ yHat: 2 * (yHat - 1), y: -2 * (yHat - 1) }" }), LOSS, /y is fixed/],
  ["gives a number for a gate", local({ yHat: "yHat * (1 - yHat)" }), SLOPE, /yHat: \{/],
];

const wrongGradients: readonly Mistake[] = [
  ["forgets the factor 2", gradients({ yHat: "-1 / 2" }), "∂L/∂ŷ", /factor 2/],
  ["has the sign of the loss wrong", gradients({ yHat: "1" }), "∂L/∂ŷ", /sign is wrong/],
  ["takes the loss for its gradient", gradients({ yHat: "1 / 4" }), "∂L/∂ŷ", /loss itself/],
  ["forgets the gradient of y", gradients({ y: "0" }), "∂L/∂y", /y is forgotten/],
  ["has the sign of y wrong", gradients({ y: "-1" }), "∂L/∂y", /behind the minus/],
  ["forgets what arrives at σ", gradients({ z: "1 / 4" }), "∂L/∂z", /local derivative alone/],
  ["forgets the slope of σ", gradients({ z: "-1" }), "∂L/∂z", /slope of σ is missing/],
  ["makes the slope of z", gradients({ z: "0" }), "∂L/∂z", /not of z/],
  ["forgets what arrives at the sum", gradients({ p0: "1" }), "∂L/∂p₀", /local derivative alone/],
  ["multiplies in a sum", gradients({ p0: "-3 / 20" }), "∂L/∂p₀", /value of p₀/],
  ["gives a weight its own value", gradients({ w1: "-1 / 5" }), "∂L/∂w₁", /other factor: here x₁/],
  ["loses a sign", gradients({ x2: "-7 / 20" }), "∂L/∂x₂", /sign is lost/],
  ["forgets what arrives at the product", gradients({ x1: "4 / 5" }), "∂L/∂x₁", /local derivative alone/],
  ["forgets the other factor", gradients({ x2: "-1 / 4" }), "∂L/∂x₂", /other factor is missing/],
  [
    "goes on with a wrong number",
    gradients({ z: "-1 / 2", p1: "-1 / 2", p2: "-1 / 2", p0: "-1 / 2" }),
    "∂L/∂p₁",
    /This step is right.*Look at z first/,
  ],
];

const START = "starts at the loss: ŷ and y";
const THROUGH = "goes through the sigmoid and the sum: z, p₁, p₂ and p₀";
const REACHES = "reaches the weights and the inputs: w₁, w₂, x₁ and x₂";
const wrongGradientsAt: readonly Mistake[] = [
  ["forgets the factor 2", gradientsAt({ dyHat: "yHat - y" }), START, /factor 2/],
  [
    "leaves y out",
    gradientsAt(
      {},
      Object.keys(BACKWARD).filter((name) => name !== "dy"),
    ),
    START,
    /y is forgotten/,
  ],
  ["has the sign of y wrong", gradientsAt({ dy: "dyHat" }), START, /behind the minus/],
  ["forgets what arrives at σ", gradientsAt({ dz: "yHat * (1 - yHat)" }), THROUGH, /local derivative alone/],
  ["forgets the slope of σ", gradientsAt({ dz: "dyHat" }), THROUGH, /slope of σ is missing/],
  ["takes ¼ for the slope", gradientsAt({ dz: "dyHat / 4" }), THROUGH, /Elsewhere/],
  [
    "adds in the chain rule",
    gradientsAt({ dz: "dyHat + yHat * (1 - yHat)" }),
    THROUGH,
    /chain rule multiplies/,
  ],
  ["multiplies in a sum", gradientsAt({ dp0: "dz * p0" }), THROUGH, /sum passes its gradient on/],
  ["gives each factor itself", gradientsAt({ dw1: "dp1 * w1" }), REACHES, /other factor/],
  ["crosses the pairs", gradientsAt({ dw1: "dp1 * x2" }), REACHES, /crossed/],
  ["forgets what arrives at the products", gradientsAt({ dx2: "w2" }), REACHES, /local derivative alone/],
  [
    "writes the sheet's numbers",
    `${gradients()} const gradientsAt = () => gradients;`,
    START,
    /numbers of the sheet/,
  ],
];

const wrong = (
  [
    ["forward-values", wrongValues],
    ["values-at", wrongValuesAt],
    ["local-derivatives", wrongLocals],
    ["gradient-values", wrongGradients],
    ["gradients-at", wrongGradientsAt],
  ] as const
).flatMap(([task, mistakes]) => mistakes.map((mistake) => [task, ...mistake] as const));

describe("the tasks of 3-3", function () {
  this.timeout(60_000);

  for (const [task, what, code] of right)
    it(`${task} passes ${what}, for each seed`, async () => {
      for (const seed of SEEDS) {
        const { tests } = await solve(task, code, seed, given);
        assert.deepEqual(
          tests.filter(({ status }) => status !== "passed"),
          [],
          `seed ${seed}`,
        );
      }
    });

  for (const [task, what, code, name, hint] of wrong)
    it(`${task} catches who ${what}, for each seed`, async () => {
      for (const seed of SEEDS) {
        const { tests } = await solve(task, code, seed, given);
        const test = tests.find((each) => each.name === name);
        assert.equal(test?.status, "failed", `seed ${seed}: ${name}`);
        assert.match(test.hint ?? "", hint, `seed ${seed}: ${JSON.stringify(test)}`);
      }
    });

  it("tells of each number alone whether it is right, wrong, or still to do", async () => {
    const { tests } = await solve("forward-values", "const values = { p1: 0.8, z: 1 };", 1, given);
    assert.deepEqual(
      tests.map(({ status }) => status),
      ["passed", "open", "failed", "open", "open"],
    );
    assert.match(tests[1]!.hint!, /Write values\.p2 = /);
  });

  it("does not tell the numbers that are to be calculated by hand", async () => {
    const numbers = { values: values({ z: "17" }), gradients: gradients({ x2: "17" }) };
    for (const [task, code] of [
      ["forward-values", numbers.values],
      ["gradient-values", numbers.gradients],
    ] as const) {
      const { tests } = await solve(task, code, 1, given);
      const [failed, ...others] = tests.filter(({ status }) => status === "failed");
      assert.deepEqual(others, []);
      assert.deepEqual([failed!.expected, failed!.got], ["another number", "17"]);
      assert.match(failed!.hint!, /once more/);
    }
  });
});
