/** The tasks of 3-2: a graph is right by what it computes, and each common mistake gets its own hint. */

import assert from "node:assert/strict";
import * as core from "@gradus/core";
import { openTask } from "../../../packages/notebook/dist/index.js";
import { solve } from "../solve.js";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const given = { ...core, openTask };

const expression = (body: string) => `function expressionGraph() {
  const [a, b, d, f] = [2, 3, 4, 5].map((value) => new InputGate(value));
  ${body}
}`;
const G = "return new ComputationalGraph(new SubtractGate([new MultiplyGate([new AddGate([a, b]), d]), f]));";

/** Parts of the graph of L, each of which can be replaced. */
interface Parts {
  given?: string;
  learned?: string;
  products?: string;
  sum?: string;
  prediction?: string;
  loss?: string;
  end?: string;
}
const loss = (parts: Parts = {}) => {
  const all: Required<Parts> = {
    given: `const [x1, x2, y] = [new InputGate(1, "x₁"), new InputGate(1, "x₂"), new InputGate(1, "y")];`,
    learned: `const [w1, w2, p0] = [["w₁", 0.8], ["w₂", -1.4], ["p₀", 0.6]].map(([n, v]) => new WeightGate(0.1, v, n));`,
    products: "const [p1, p2] = [new MultiplyGate([w1, x1]), new MultiplyGate([w2, x2])];",
    sum: "const z = new AddGate([p1, p2, p0]);",
    prediction: "const yHat = new SigmoidGate([z]);",
    loss: "const L = new SquaredLossGate([yHat, y]);",
    end: "return new ComputationalGraph(L);",
    ...parts,
  };
  return `function lossGraph() { ${Object.values(all).join("\n")} }`;
};

const right: readonly (readonly [task: string, what: string, code: string])[] = [
  ["expression-graph", "gate by gate", expression(G)],
  ["expression-graph", "as its last gate", expression(G.replace(/new ComputationalGraph\((.*)\);/, "$1;"))],
  [
    "expression-graph",
    "with inputs made and read in another order",
    `function expressionGraph() {
      const [f, b, d, a] = [5, 3, 4, 2].map((value) => new InputGate(value));
      return new ComputationalGraph(new SubtractGate([new MultiplyGate([d, new AddGate([b, a])]), f]));
    }`,
  ],
  [
    "expression-graph",
    "with a product with −1 for the minus",
    expression(`const minus = new MultiplyGate([new InputGate(-1), f]);
      return new ComputationalGraph(new AddGate([minus, new MultiplyGate([d, new AddGate([a, b])])]));`),
  ],
  [
    "expression-graph",
    "with a constant −1 for the minus",
    expression(`const minus = new MultiplyGate([new ConstantGate(-1), f]);
      return new ComputationalGraph(new AddGate([minus, new MultiplyGate([d, new AddGate([a, b])])]));`),
  ],
  [
    "expression-graph",
    "with the negative added",
    expression(`return new ComputationalGraph(
      new AddGate([new MultiplyGate([new AddGate([a, b]), d]), new NegateGate([f])]));`),
  ],
  [
    "expression-graph",
    "with the product distributed over the sum",
    expression(`return new ComputationalGraph(
      new SubtractGate([new AddGate([new MultiplyGate([a, d]), new MultiplyGate([b, d])]), f]));`),
  ],
  [
    "expression-graph",
    "kept outside of the function, as one graph for all calls",
    `const [a, b, d, f] = [2, 3, 4, 5].map((value) => new InputGate(value));
    const graph = new ComputationalGraph(
      new SubtractGate([new MultiplyGate([new AddGate([a, b]), d]), f]));
    const expressionGraph = () => graph;`,
  ],
  ["loss-graph", "with the sum of three", loss()],
  ["loss-graph", "as its last gate", loss({ end: "return L;" })],
  ["loss-graph", "without any names", loss().replaceAll(/, "[^"]+"\)/g, ")")],
  [
    "loss-graph",
    "with other names",
    loss({
      given: `const [x1, x2, y] = ["age", "weight", "truth"].map((name) => new InputGate(3, name));`,
      learned: `const [w1, w2, p0] = ["alpha", "beta", "b"].map((name) => new WeightGate(0.1, 0, name));`,
    }),
  ],
  [
    "loss-graph",
    "without values",
    loss({ given: "const [x1, x2, y] = [new InputGate(), new InputGate(), new InputGate()];" }),
  ],
  ["loss-graph", "with sums of two", loss({ sum: "const z = new AddGate([p0, new AddGate([p2, p1])]);" })],
  [
    "loss-graph",
    "with inputs before weights, and the second pair first",
    loss({
      products: "const [p2, p1] = [new MultiplyGate([x2, w2]), new MultiplyGate([x1, w1])];",
      sum: "const z = new AddGate([p0, p2, p1]);",
    }),
  ],
  ["loss-graph", "with y before ŷ", loss({ loss: "const L = new SquaredLossGate([y, yHat]);" })],
  ["loss-graph", "with the mean over one", loss({ loss: "const L = new MeanSquaredErrorGate([yHat, y]);" })],
  [
    "loss-graph",
    "subtracted and squared",
    loss({ loss: "const L = new PowerGate([new SubtractGate([yHat, y])], 2);" }),
  ],
  [
    "loss-graph",
    "subtracted and multiplied with itself",
    loss({ loss: "const e = new SubtractGate([y, yHat]); const L = new MultiplyGate([e, e]);" }),
  ],
  [
    "loss-graph",
    "with two gates for the same difference",
    loss({
      loss: "const L = new MultiplyGate([new SubtractGate([yHat, y]), new SubtractGate([yHat, y])]);",
    }),
  ],
  [
    "loss-graph",
    "with −1 · y, and divided by the number of outputs",
    loss({
      loss: `const e = new AddGate([yHat, new MultiplyGate([new InputGate(-1), y])]);
        const L = new DivideGate([new PowerGate([e], 2), new InputGate(1)]);`,
    }),
  ],
  [
    "loss-graph",
    "with the sigmoid built from its parts",
    loss({
      prediction: `const one = new ConstantGate(1);
        const yHat = new DivideGate([one, new AddGate([one, new ExpGate([new NegateGate([z])])])]);`,
    }),
  ],
  [
    "loss-graph",
    "with a bias that has an input 1",
    loss({ sum: "const z = new AddGate([p1, p2, new MultiplyGate([p0, new ConstantGate(1)])]);" }),
  ],
  [
    "loss-graph",
    "with gates of the student's own",
    `class Times extends FormulaGate {
      formula(math, [a, b]) { return math.multiply([a, b]); }
      derivatives(math, [a, b]) { return [b, a]; }
    }
    ${loss({ products: "const [p1, p2] = [new Times([w1, x1]), new Times([w2, x2])];" })}`,
  ],
];

const COMPUTES_G = "computes (a + b) · d − f, for any numbers";
const GIVES = "gives 15 for a = 2, b = 3, d = 4, f = 5";
const COMPUTES_L = "computes L = (ŷ − y)² with ŷ = σ(w₁x₁ + w₂x₂ + p₀)";
const LEARNS = "learns w₁, w₂ and p₀, and is given x₁, x₂ and y";
const GATES = "has one gate for each operation";

const wrongExpressions: readonly (readonly [what: string, body: string, test: string, hint: RegExp])[] = [
  [
    "multiplies before it adds",
    "return new ComputationalGraph(new SubtractGate([new AddGate([a, new MultiplyGate([b, d])]), f]));",
    COMPUTES_G,
    /parentheses count/,
  ],
  [
    "adds f",
    "return new ComputationalGraph(new AddGate([new MultiplyGate([new AddGate([a, b]), d]), f]));",
    COMPUTES_G,
    /f is added/,
  ],
  [
    "subtracts the wrong way round",
    "return new ComputationalGraph(new SubtractGate([f, new MultiplyGate([new AddGate([a, b]), d])]));",
    COMPUTES_G,
    /wrong way round/,
  ],
  [
    "ends at e",
    "return new ComputationalGraph(new MultiplyGate([new AddGate([a, b]), d]));",
    COMPUTES_G,
    /ends at e/,
  ],
  [
    "subtracts before it multiplies",
    "return new ComputationalGraph(new MultiplyGate([new AddGate([a, b]), new SubtractGate([d, f])]));",
    COMPUTES_G,
    /before the minus/,
  ],
  [
    "adds d",
    "return new ComputationalGraph(new SubtractGate([new AddGate([a, b, d]), f]));",
    COMPUTES_G,
    /d is added/,
  ],
  [
    "multiplies a and b",
    "return new ComputationalGraph(new SubtractGate([new MultiplyGate([a, b, d]), f]));",
    COMPUTES_G,
    /first gate is their sum/,
  ],
  [
    "takes one input twice",
    "return new ComputationalGraph(new SubtractGate([new MultiplyGate([new AddGate([a, a]), d]), f]));",
    COMPUTES_G,
    /sum twice/,
  ],
  [
    "makes one input again where it is read again",
    `const [one, other] = [new InputGate(4, "d"), new InputGate(4, "d")];
    return new ComputationalGraph(new SubtractGate(
      [new AddGate([new MultiplyGate([a, one]), new MultiplyGate([b, other])]), f]));`,
    COMPUTES_G,
    /Make it once/,
  ],
  ["makes weights of the inputs", G.replaceAll("f]", "new WeightGate(1, 5)]"), COMPUTES_G, /InputGates/],
  [
    "uses another operation",
    "return new ComputationalGraph(new SubtractGate([new TanhGate([new AddGate([a, b, d])]), f]));",
    COMPUTES_G,
    /compare it gate by gate/,
  ],
  [
    "exchanges two inputs",
    "return new ComputationalGraph(new SubtractGate([new MultiplyGate([new AddGate([a, d]), b]), f]));",
    GIVES,
    /in the place of/,
  ],
  ["forgets a value", `const n = new InputGate(); ${G.replace("f]", "n]")}`, GIVES, /first argument/],
  ["returns nothing", G.replace("return", "const graph ="), COMPUTES_G, /Return the graph/],
  ["returns a drawing", G.replace(/;$/, ".forward();"), COMPUTES_G, /drawing is made later/],
  [
    "hides all in one gate",
    `class All extends Gate {
      forward() { const [a, b, d, f] = this.inputNodes; this.out = (a.out + b.out) * d.out - f.out; }
      backward() {}
    }
    return new ComputationalGraph(new All([a, b, d, f]));`,
    GATES,
    /gate of its own/,
  ],
  ["puts a number into the list", G.replace("f]", "5]"), COMPUTES_G, /is not a gate/],
  [
    "reads itself",
    `const c = new AddGate([a, b]);
    c.inputNodes.push(c);
    return c;`,
    COMPUTES_G,
    /reads itself/,
  ],
];

const wrongLosses: readonly (readonly [what: string, parts: Parts, test: string, hint: RegExp])[] = [
  ["forgets the bias", { sum: "const z = new AddGate([p1, p2]);" }, COMPUTES_L, /bias p₀ is missing/],
  ["forgets the bias, and so a weight", { sum: "const z = new AddGate([p1, p2]);" }, LEARNS, /made once/],
  ["forgets the sigmoid", { prediction: "const yHat = z;" }, COMPUTES_L, /sigmoid is missing/],
  [
    "takes the sigmoid of each product",
    {
      sum: "const z = new AddGate([new SigmoidGate([p1]), new SigmoidGate([p2]), p0]);",
      prediction: "const yHat = z;",
    },
    COMPUTES_L,
    /wrong place/,
  ],
  [
    "adds the bias behind the sigmoid",
    {
      sum: "const z = new AddGate([new SigmoidGate([new AddGate([p1, p2])]), p0]);",
      prediction: "const yHat = z;",
    },
    COMPUTES_L,
    /wrong place/,
  ],
  [
    "takes the sigmoid of the loss",
    { prediction: "const yHat = z;", end: "return new ComputationalGraph(new SigmoidGate([L]));" },
    COMPUTES_L,
    /wrong place/,
  ],
  [
    "takes the sigmoid of the inputs",
    {
      products:
        "const [p1, p2] = [new MultiplyGate([w1, new SigmoidGate([x1])]), new MultiplyGate([w2, new SigmoidGate([x2])])];",
      prediction: "const yHat = z;",
    },
    COMPUTES_L,
    /wrong place/,
  ],
  [
    "takes the sigmoid twice",
    { prediction: "const yHat = new SigmoidGate([new SigmoidGate([z])]);" },
    COMPUTES_L,
    /sigmoid is taken twice/,
  ],
  ["takes tanh", { prediction: "const yHat = new TanhGate([z]);" }, COMPUTES_L, /tanh/],
  ["takes ReLU", { prediction: "const yHat = new ReLUGate([z]);" }, COMPUTES_L, /ReLU|sigmoid/],
  [
    "multiplies the sums instead of the pairs",
    { sum: "const z = new AddGate([new MultiplyGate([new AddGate([x1, x2]), new AddGate([w1, w2])]), p0]);" },
    COMPUTES_L,
    /pair by pair/,
  ],
  [
    "adds where it should multiply",
    { products: "const [p1, p2] = [new AddGate([w1, x1]), new AddGate([w2, x2])];" },
    COMPUTES_L,
    /Everything is added/,
  ],
  [
    "exchanges sums and products",
    {
      products: "const [p1, p2] = [new AddGate([w1, x1]), new AddGate([w2, x2])];",
      sum: "const z = new AddGate([new MultiplyGate([p1, p2]), p0]);",
    },
    COMPUTES_L,
    /wrong way round/,
  ],
  ["multiplies everything", { sum: "const z = new MultiplyGate([p1, p2, p0]);" }, COMPUTES_L, /multiplied/],
  [
    "multiplies with the bias",
    { sum: "const z = new MultiplyGate([new AddGate([p1, p2]), p0]);" },
    COMPUTES_L,
    /bias p₀ is a factor/,
  ],
  [
    "adds the bias twice",
    { sum: "const z = new AddGate([p1, p0, p2, p0]);" },
    COMPUTES_L,
    /bias p₀ is added twice/,
  ],
  [
    "multiplies the weights with each other, and the inputs",
    { products: "const [p1, p2] = [new MultiplyGate([w1, w2]), new MultiplyGate([x1, x2])];" },
    LEARNS,
    /pair by pair/,
  ],
  [
    "crosses the pairs",
    { products: "const [p1, p2] = [new MultiplyGate([w1, x2]), new MultiplyGate([w2, x1])];" },
    COMPUTES_L,
    /pairs are crossed/,
  ],
  [
    "uses one weight for both inputs",
    { products: "const [p1, p2] = [new MultiplyGate([w1, x1]), new MultiplyGate([w1, x2])];" },
    COMPUTES_L,
    /One weight is used twice/,
  ],
  [
    "uses one input for both weights",
    { products: "const [p1, p2] = [new MultiplyGate([w1, x1]), new MultiplyGate([w2, x1])];" },
    COMPUTES_L,
    /same input/,
  ],
  [
    "uses a weight for the bias",
    { sum: "const z = new AddGate([p1, p2, w1]);" },
    COMPUTES_L,
    /bias is a weight of its own/,
  ],
  [
    "adds one product twice",
    { sum: "const z = new AddGate([p1, p1, p0]);" },
    COMPUTES_L,
    /same product stands in the sum twice/,
  ],
  ["forgets a product", { sum: "const z = new AddGate([p1, p0]);" }, COMPUTES_L, /One product is missing/],
  ["has no weights", { sum: "const z = new AddGate([x1, x2, p0]);" }, COMPUTES_L, /no weights/],
  [
    "ends at ŷ",
    { loss: "", end: "return new ComputationalGraph(yHat);" },
    COMPUTES_L,
    /ends at ŷ, and y is forgotten/,
  ],
  ["ends at z", { loss: "", end: "return z;" }, COMPUTES_L, /ends at z/],
  ["forgets y", { loss: "const L = new PowerGate([yHat], 2);" }, COMPUTES_L, /y is forgotten/],
  [
    "compares ŷ with itself",
    { loss: "const L = new SquaredLossGate([yHat, yHat]);" },
    COMPUTES_L,
    /with itself/,
  ],
  ["forgets the square", { loss: "const L = new SubtractGate([yHat, y]);" }, COMPUTES_L, /square is missing/],
  ["adds y", { loss: "const L = new PowerGate([new AddGate([yHat, y])], 2);" }, COMPUTES_L, /y is added/],
  [
    "squares before it subtracts",
    { loss: "const L = new SubtractGate([new PowerGate([yHat], 2), new PowerGate([y], 2)]);" },
    COMPUTES_L,
    /subtract first/,
  ],
  [
    "halves the loss",
    { loss: "const L = new MultiplyGate([new ConstantGate(0.5), new SquaredLossGate([yHat, y])]);" },
    COMPUTES_L,
    /no ½/,
  ],
  [
    "squares twice",
    { loss: "const L = new PowerGate([new SquaredLossGate([yHat, y])], 2);" },
    COMPUTES_L,
    /square is taken twice/,
  ],
  [
    "takes the cross-entropy of ŷ",
    { loss: "const L = new BinaryCrossEntropyGate([yHat, y]);" },
    COMPUTES_L,
    /cross-entropy/,
  ],
  [
    "takes the cross-entropy of z",
    { loss: "const L = new BinaryCrossEntropyGate([z, y]);" },
    COMPUTES_L,
    /cross-entropy/,
  ],
  [
    "makes y twice",
    {
      loss: `const again = new InputGate(1, "y");
        const L = new MultiplyGate([new SubtractGate([yHat, y]), new SubtractGate([yHat, again])]);`,
    },
    COMPUTES_L,
    /Make it once/,
  ],
  [
    "makes y twice, without names",
    {
      given: "const [x1, x2, y, again] = [1, 1, 1, 1].map((value) => new InputGate(value));",
      loss: "const L = new MultiplyGate([new SubtractGate([yHat, y]), new SubtractGate([yHat, again])]);",
    },
    COMPUTES_L,
    /Make it once/,
  ],
  [
    "builds the whole neuron anew for the second factor",
    {
      sum: `const neuron = () => {
        const [x1, x2] = ["x₁", "x₂"].map((name) => new InputGate(1, name));
        const [w1, w2, p0] = ["w₁", "w₂", "p₀"].map((name) => new WeightGate(0.1, 1, name));
        return new SigmoidGate([new AddGate([new MultiplyGate([w1, x1]), new MultiplyGate([w2, x2]), p0])]);
      };`,
      prediction: "",
      loss: "const L = new MultiplyGate([new SubtractGate([neuron(), y]), new SubtractGate([neuron(), y])]);",
    },
    COMPUTES_L,
    /Make it once/,
  ],
  [
    "has one input too many",
    { sum: "const z = new AddGate([p1, p2, p0, new WeightGate(0.1, 1)]);" },
    COMPUTES_L,
    /3 inputs and 3 weights/,
  ],
  [
    "makes the bias an input",
    { learned: "const [w1, w2, p0] = [new WeightGate(0.1, 1), new WeightGate(0.1, 2), new InputGate(1)];" },
    LEARNS,
    /p₀ is learned: make it a WeightGate/,
  ],
  [
    "makes inputs of the weights",
    { learned: "const [w1, w2, p0] = [new InputGate(0.8), new InputGate(2), new WeightGate(0.1, 1)];" },
    LEARNS,
    /w[₁₂] is learned: make it a WeightGate/,
  ],
  [
    "makes y a weight",
    { given: "const [x1, x2, y] = [new InputGate(1), new InputGate(1), new WeightGate(0.1, 1)];" },
    LEARNS,
    /y is given and does not learn/,
  ],
  [
    "makes y a constant",
    { given: "const [x1, x2, y] = [new InputGate(1), new InputGate(1), new ConstantGate(1)];" },
    LEARNS,
    /another number for each sample/,
  ],
  [
    "hides the neuron in one gate",
    {
      products: `class Neuron extends Gate {
        forward() {
          const [w1, x1, w2, x2, p0] = this.inputNodes.map(({ out }) => out);
          this.out = 1 / (1 + Math.exp(-(w1 * x1 + w2 * x2 + p0)));
        }
        backward() {}
      }`,
      sum: "",
      prediction: "const yHat = new Neuron([w1, x1, w2, x2, p0]);",
    },
    GATES,
    /gate of its own/,
  ],
  ["returns nothing", { end: "new ComputationalGraph(L);" }, COMPUTES_L, /Return the graph/],
  [
    "returns a number",
    { end: "return new ComputationalGraph(L).target.out;" },
    COMPUTES_L,
    /Return the graph/,
  ],
  [
    "gives the sigmoid a gate without a list",
    { prediction: "const yHat = new SigmoidGate(z);" },
    COMPUTES_L,
    /list|exactly 1/,
  ],
];

const wrong = [
  ...wrongExpressions.map(
    ([what, body, test, hint]) => ["expression-graph", what, expression(body), test, hint] as const,
  ),
  ...wrongLosses.map(([what, parts, test, hint]) => ["loss-graph", what, loss(parts), test, hint] as const),
];

describe("the tasks of 3-2", function () {
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
        assert.match(test.hint ?? test.got ?? "", hint, `seed ${seed}: ${JSON.stringify(test)}`);
      }
    });

  it("leaves the values of a graph as they were", async () => {
    const graph = new core.ComputationalGraph(
      new core.SubtractGate([
        new core.MultiplyGate([
          new core.AddGate([new core.InputGate(2), new core.InputGate(3)]),
          new core.InputGate(4),
        ]),
        new core.InputGate(5),
      ]),
    );
    await solve("expression-graph", "const expressionGraph = () => graph;", 1, { graph });
    assert.deepEqual(
      graph.gates.filter(({ inputNodes }) => inputNodes.length === 0).map(({ out }) => out),
      [2, 3, 4, 5],
    );
  });

  it("says that an unwritten task is open", async () => {
    const { tests } = await solve(
      "loss-graph",
      `function lossGraph() { openTask("(b) lossGraph", "…"); }`,
      1,
      given,
    );
    assert(tests.every(({ status }) => status === "open"));
  });
});
