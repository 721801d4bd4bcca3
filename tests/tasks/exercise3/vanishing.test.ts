/** The tasks of 3-1: right solutions pass, however they are written, and each common mistake gets its own hint. */

import assert from "node:assert/strict";
import { solve } from "../solve.js";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

const sigmoid = "const sigmoid = (z) => 1 / (1 + Math.exp(-z));";

const derivative = (body: string) => `${sigmoid}
  function derivative(x, weights) { ${body} }`;
const loop = (factor: string) =>
  derivative(`
    let product = 1;
    let a = x;
    for (const w of weights) {
      const before = a;
      const z = w * a;
      a = sigmoid(z);
      product *= ${factor};
    }
    return product;`);
const DERIVATIVE = loop("a * (1 - a) * w");

const slope = (expression: string, maximumAt = "0", maximum = "1 / 4") => `${sigmoid}
  function sigmoidSlope(z) { return ${expression}; }
  const maximumAt = ${maximumAt};
  const maximum = ${maximum};`;
const SLOPE = "sigmoid(z) * (1 - sigmoid(z))";

const through = (body: string) => `${DERIVATIVE}
  function gradientThroughLayers(depth, weight) { ${body} }`;

const starts = (limit: string, deviation: string) => `
  const glorotLimit = (fanIn, fanOut) => ${limit};
  const heDeviation = (fanIn) => ${deviation};`;
const [LIMIT, DEVIATION] = ["Math.sqrt(6 / (fanIn + fanOut))", "Math.sqrt(2 / fanIn)"];

const leaky = (body: string) => `function leakyReLUSlope(z, leak = 0.01) { ${body} }`;

const right: readonly (readonly [task: string, what: string, code: string])[] = [
  ["chain-derivative", "in one loop", DERIVATIVE],
  [
    "chain-derivative",
    "called for the layers behind the first one",
    derivative(`
      if (weights.length === 0) return 1;
      const [w, ...others] = weights;
      const a = sigmoid(w * x);
      return a * (1 - a) * w * derivative(a, others);`),
  ],
  [
    "chain-derivative",
    "backward from y, with the values kept, and the weights changed on the way",
    derivative(`
      const a = [x];
      for (const w of weights) a.push(sigmoid(w * a.at(-1)));
      let gradient = 1;
      while (weights.length > 0) {
        const out = a.pop();
        gradient *= out * (1 - out) * weights.pop();
      }
      return gradient;`),
  ],
  [
    "chain-derivative",
    "as a sum of logarithms",
    derivative(`
      let [a, log, sign] = [x, 0, 1];
      for (const w of weights) {
        a = sigmoid(w * a);
        log += Math.log(a * (1 - a) * Math.abs(w));
        sign *= Math.sign(w);
      }
      return sign * Math.exp(log);`),
  ],
  ["sigmoid-slope", "from the value", slope(SLOPE)],
  ["sigmoid-slope", "from the formula of a fraction", slope("Math.exp(-z) / (1 + Math.exp(-z)) ** 2")],
  [
    "sigmoid-slope",
    "with the tanh, and the maximum searched for",
    `${slope("(1 - Math.tanh(z / 2) ** 2) / 4", "search()", "sigmoidSlope(maximumAt)")}
    function search() {
      let best = -5;
      for (let z = -5; z <= 5; z += 0.1) if (sigmoidSlope(z) > sigmoidSlope(best)) best = z;
      return best;
    }`,
  ],
  [
    "gradient-by-depth",
    "with the derivative of (a)",
    through("return Math.abs(derivative(1, new Array(depth).fill(weight)));"),
  ],
  [
    "gradient-by-depth",
    "with a loop of its own",
    through(`
      let [a, size] = [1, 1];
      for (let layer = 0; layer < depth; layer++) {
        a = sigmoid(weight * a);
        size *= a * (1 - a) * Math.abs(weight);
      }
      return size;`),
  ],
  ["initialisers", "with roots", starts(LIMIT, DEVIATION)],
  [
    "initialisers",
    "with powers, and the limit from the deviation",
    starts("3 ** 0.5 * (2 / (fanIn + fanOut)) ** 0.5", "(fanIn / 2) ** -0.5"),
  ],
  ["leaky-relu-slope", "with ?:", leaky("return z > 0 ? 1 : leak;")],
  ["leaky-relu-slope", "from the function", leaky("return Math.max(z, leak * z) / z;")],
];

const wrong: readonly (readonly [task: string, what: string, code: string, hint: RegExp])[] = [
  ["chain-derivative", "forgets the weights", loop("a * (1 - a)"), /weights are missing/],
  ["chain-derivative", "forgets the slopes", loop("w"), /slopes are missing/],
  ["chain-derivative", "takes σ for its slope", loop("a * w"), /σ where its slope should be/],
  ["chain-derivative", "takes σ twice", loop("sigmoid(a) * (1 - sigmoid(a)) * w"), /σ was taken of σ/],
  [
    "chain-derivative",
    "takes the slope at the layer's input",
    loop("sigmoid(before) * (1 - sigmoid(before)) * w"),
    /belongs at zᵢ/,
  ],
  ["chain-derivative", "has the wrong sign in the slope", loop("a * (1 + a) * w"), /sign in σ′/],
  [
    "chain-derivative",
    "feeds x to every layer",
    loop("sigmoid(w * x) * (1 - sigmoid(w * x)) * w"),
    /Every layer reads x/,
  ],
  [
    "chain-derivative",
    "adds the factors",
    DERIVATIVE.replace("*= a", "+= a").replace("= 1;", "= 0;"),
    /added/,
  ],
  ["chain-derivative", "starts at 0", DERIVATIVE.replace("= 1;", "= 0;"), /Start at 1/],
  ["chain-derivative", "keeps the last factor alone", DERIVATIVE.replace("*= a", "= a"), /last layer alone/],
  [
    "chain-derivative",
    "forgets the last layer",
    DERIVATIVE.replace("of weights", "of weights.slice(0, -1)"),
    /last layer is missing/,
  ],
  [
    "chain-derivative",
    "walks the layers the other way round",
    DERIVATIVE.replace("of weights", "of weights.reverse()"),
    /opposite order/,
  ],
  [
    "chain-derivative",
    "hands on z without σ",
    derivative(`
      let [z, product] = [x, 1];
      for (const w of weights) {
        z *= w;
        product *= sigmoid(z) * (1 - sigmoid(z)) * w;
      }
      return product;`),
    /without the σ/,
  ],
  ["chain-derivative", "returns y", DERIVATIVE.replace("return product", "return a"), /y itself/],
  ["chain-derivative", "returns nothing", DERIVATIVE.replace("return product;", ""), /return at the end/],
  [
    "chain-derivative",
    "is written for four layers",
    DERIVATIVE.replace("const w of weights", "let i = 0; i < 4; i++").replace(
      "const before = a;",
      "const w = weights[i];",
    ),
    /number of layers is fixed/,
  ],
  [
    "chain-derivative",
    "goes on from the call before",
    `let product = 1; ${DERIVATIVE.replace("let product = 1;", "")}`,
    /call before/,
  ],
  [
    "chain-derivative",
    "is a difference quotient",
    derivative(`
      const y = (x) => weights.reduce((a, w) => sigmoid(w * a), x);
      return (y(x + 1e-4) - y(x)) / 1e-4;`),
    /not a difference quotient/,
  ],
  ["sigmoid-slope", "is σ", slope("sigmoid(z)"), /\(1 − σ\) is missing/],
  ["sigmoid-slope", "is z (1 − z)", slope("z * (1 - z)"), /not z/],
  ["sigmoid-slope", "mixes σ and z", slope("sigmoid(z) * (1 - z)"), /second one, too/],
  ["sigmoid-slope", "is σ²", slope("sigmoid(z) ** 2"), /not σ · \(1 − σ\)/],
  ["sigmoid-slope", "has the wrong sign", slope("sigmoid(z) * (sigmoid(z) - 1)"), /wrong way round/],
  ["sigmoid-slope", "puts the maximum at ½", slope(SLOPE, "0.5"), /Asked for is the z/],
  ["sigmoid-slope", "swaps place and height", slope(SLOPE, "0.25", "0"), /how large the slope is/],
  ["sigmoid-slope", "takes σ(0) for the slope", slope(SLOPE, "0", "0.5"), /½ · \(1 − ½\)/],
  ["sigmoid-slope", "takes the maximum of σ", slope(SLOPE, "0", "1"), /never reaches/],
  [
    "gradient-by-depth",
    "forgets the size",
    through("return derivative(1, new Array(depth).fill(weight));"),
    /never negative/,
  ],
  [
    "gradient-by-depth",
    "makes one layer too few",
    through("return Math.abs(derivative(1, new Array(depth - 1).fill(weight)));"),
    /One layer is missing/,
  ],
  [
    "gradient-by-depth",
    "makes one layer too many",
    through(`
      const weights = [];
      for (let i = 0; i <= depth; i++) weights.push(weight);
      return Math.abs(derivative(1, weights));`),
    /one layer too many/,
  ],
  [
    "gradient-by-depth",
    "starts at another input",
    through("return Math.abs(derivative(weight, new Array(depth).fill(weight)));"),
    /x is 1/,
  ],
  [
    "gradient-by-depth",
    "makes a single layer",
    through("return Math.abs(derivative(1, [weight]));"),
    /once per layer/,
  ],
  [
    "gradient-by-depth",
    "takes the bound",
    through("return Math.abs(weight / 4) ** depth;"),
    /largest that it could/,
  ],
  [
    "gradient-by-depth",
    "takes the same slope everywhere",
    through("return Math.abs(derivative(1, [weight])) ** depth;"),
    /Only the first layer reads 1/,
  ],
  [
    "gradient-by-depth",
    "returns the logarithm",
    through("return Math.log10(Math.abs(derivative(1, new Array(depth).fill(weight))));"),
    /the logarithm/,
  ],
  [
    "gradient-by-depth",
    "rounds",
    through("return Number(Math.abs(derivative(1, new Array(depth).fill(weight))).toFixed(15));"),
    /rounded|Do not round/,
  ],
  ["initialisers", "forgets the root", starts("6 / (fanIn + fanOut)", DEVIATION), /root is missing/],
  [
    "initialisers",
    "takes the deviation for the limit",
    starts("Math.sqrt(2 / (fanIn + fanOut))", DEVIATION),
    /√3/,
  ],
  ["initialisers", "returns the variance", starts("2 / (fanIn + fanOut)", DEVIATION), /Solve/],
  ["initialisers", "forgets fanOut", starts("Math.sqrt(6 / fanIn)", DEVIATION), /fanOut is missing/],
  ["initialisers", "forgets parentheses", starts("Math.sqrt(6 / fanIn + fanOut)", DEVIATION), /parentheses/],
  ["initialisers", "forgets He's root", starts(LIMIT, "2 / fanIn"), /variance.*root/],
  ["initialisers", "forgets that ReLU halves", starts(LIMIT, "1 / Math.sqrt(fanIn)"), /twice as large/],
  ["initialisers", "takes He's limit", starts(LIMIT, "Math.sqrt(6 / fanIn)"), /even distribution/],
  ["initialisers", "turns He's fraction", starts(LIMIT, "Math.sqrt(fanIn / 2)"), /upside down/],
  ["leaky-relu-slope", "is that of ReLU", leaky("return z > 0 ? 1 : 0;"), /plain ReLU/],
  [
    "leaky-relu-slope",
    "is the value below 0",
    leaky("return z > 0 ? 1 : leak * z;"),
    /value of the function/,
  ],
  ["leaky-relu-slope", "is the value above 0", leaky("return z > 0 ? z : leak;"), /value of the function/],
  ["leaky-relu-slope", "is the other way round", leaky("return z < 0 ? 1 : leak;"), /sign of z/],
  ["leaky-relu-slope", "falls below 0", leaky("return z > 0 ? 1 : -leak;"), /sign is wrong/],
  ["leaky-relu-slope", "has a fixed leak", leaky("return z > 0 ? 1 : 0.01;"), /leak is fixed/],
];

describe("the tasks of 3-1", () => {
  for (const [task, what, code] of right) {
    it(`accept ${task} ${what}`, async () => {
      for (const seed of SEEDS) {
        const { tests } = await solve(task, code, seed);
        for (const test of tests)
          assert.equal(test.status, "passed", `seed ${seed}: ${JSON.stringify(test)}`);
      }
    });
  }

  for (const [task, what, code, hint] of wrong) {
    it(`say what is wrong when ${task} ${what}`, async () => {
      for (const seed of SEEDS) {
        const { tests } = await solve(task, code, seed);
        const failed = tests.find(({ status }) => status === "failed");
        assert.match(failed?.hint ?? "", hint, `seed ${seed}: ${JSON.stringify(tests)}`);
      }
    });
  }

  it("are open until something is written", async () => {
    const { tests } = await solve(
      "chain-derivative",
      derivative('openTask("(a) derivative", "the product");'),
    );
    assert.deepEqual([...new Set(tests.map(({ status }) => status))], ["open"]);
  });
});
