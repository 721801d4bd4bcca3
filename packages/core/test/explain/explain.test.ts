/** Why a gradient is what it is. */

import assert from "node:assert/strict";
import {
  AddGate,
  ComputationalGraph,
  explain,
  Gate,
  InputGate,
  LeakyReLUGate,
  MaximumGate,
  MultiplyGate,
  NoGradientError,
  ReLUGate,
  SigmoidGate,
  SquaredLossGate,
  SubtractGate,
  TanhGate,
  WeightGate,
  type GateLike,
} from "../../src/index.js";
import { Bond, bondOf } from "../../src/algebra/bond.js";
import { symbol } from "../../src/explain/symbol.js";
import { sheetGraph } from "../sheetGraph.js";

function trained() {
  const sheet = sheetGraph();
  sheet.graph.forward();
  sheet.graph.backward();
  return sheet;
}

/** The reason why x has no gradient. */
function whyZero(x: GateLike, target: GateLike): string | undefined {
  const graph = new ComputationalGraph(target);
  graph.forward();
  graph.backward();
  assert.equal(Math.abs(x.dz), 0);
  return explain(x).zero;
}

describe("explain", () => {
  it("tells the chain rule in three stages", () => {
    assert.equal(
      explain(trained().z).text,
      ["∂L/∂z = ∂L/∂ŷ · ∂ŷ/∂z = ∂L/∂ŷ · ŷ · (1 − ŷ)", "∂L/∂z = (−1) · 0.5 · (1 − 0.5)", "∂L/∂z = −0.25"].join(
        "\n",
      ),
    );
  });

  it("tells it in LaTeX", () => {
    const { symbols, numbers, result, latex } = explain(trained().w1);
    assert.equal(
      symbols.latex,
      "\\frac{\\partial L}{\\partial w_{1}} = " +
        "\\frac{\\partial L}{\\partial p_{1}} \\cdot \\frac{\\partial p_{1}}{\\partial w_{1}} = " +
        "\\frac{\\partial L}{\\partial p_{1}} \\cdot x_{1}",
    );
    assert.equal(numbers.latex, "\\frac{\\partial L}{\\partial w_{1}} = \\left(-0.25\\right) \\cdot 1");
    assert.equal(result.latex, "\\frac{\\partial L}{\\partial w_{1}} = -0.25");
    assert.match(latex, /^\\begin\{aligned\}.* &= .* \\\\ &= .* \\\\ &= .* \\\\ &= -0\.25\\end\{aligned\}$/);
    assert.match(explain(trained().yHat).latex, /\\hat\{y\}/);
  });

  it("uses the values that the gradients belong to, although the weights have moved since", () => {
    assert.match(explain(trained().x2).text, /= \(−0\.25\) · \(−1\.4\)\n∂L\/∂x₂ = 0\.35$/);
  });

  it("starts at the target with 1", () => {
    assert.equal(explain(trained().loss).text, "∂L/∂L = 1");
  });

  it("adds up several consumers and parallel edges", () => {
    const x = new InputGate(3, "x");
    const p = new MultiplyGate([x, x], "p");
    const graph = new ComputationalGraph(new AddGate([p, x], "y"));
    graph.forward();
    graph.backward();
    assert.equal(
      explain(x).text,
      [
        "∂y/∂x = ∂y/∂p · ∂p/∂x + ∂y/∂p · ∂p/∂x + ∂y/∂y · ∂y/∂x = ∂y/∂p · x + ∂y/∂p · x + ∂y/∂y · 1",
        "∂y/∂x = 1 · 3 + 1 · 3 + 1 · 1",
        "∂y/∂x = 7",
      ].join("\n"),
    );
  });

  it("writes the cases of a leaky ReLU", () => {
    const x = new InputGate(-3, "x");
    const graph = new ComputationalGraph(new LeakyReLUGate([x], 0.1, "a"));
    graph.forward();
    graph.backward();
    assert.match(explain(x).text, /= ∂a\/∂a · \(1 if x > 0, else 0\.1\)\n/);
    assert.match(explain(x).latex, /\\begin\{cases\}1 & x > 0\\\\ 0\.1 & \\text\{otherwise\}\\end\{cases\}/);
  });

  it("explains a student's gate by its local derivative, without a formula", () => {
    class CubeGate extends Gate {
      forward() {
        this.out = this.inputNodes[0]!.out ** 3;
      }
      backward() {
        this.inputNodes[0]!.putGradient(this, 3 * this.inputNodes[0]!.out ** 2);
      }
    }
    const x = new InputGate(2, "x");
    const graph = new ComputationalGraph(new CubeGate([x], "y"));
    graph.forward();
    graph.backward();
    assert.equal(explain(x).text, "∂y/∂x = ∂y/∂y · ∂y/∂x\n∂y/∂x = 1 · 12\n∂y/∂x = 12");
  });

  it("takes the graph that last ran backward, or the one that is named", () => {
    const x = new InputGate(3, "x");
    const [a, b] = [new MultiplyGate([x, x], "a"), new AddGate([x], "b")].map(
      (target) => new ComputationalGraph(target),
    );
    for (const graph of [a!, b!]) {
      graph.forward();
      graph.backward();
    }
    assert.match(explain(x).text, /∂b\/∂x = 1$/);
    assert.match(explain(x, a).text, /∂a\/∂x = 6$/);
  });

  it("needs a backward pass", () => {
    const x = new InputGate(3, "x");
    new ComputationalGraph(new AddGate([x], "y")).forward();
    assert.throws(() => explain(x), NoGradientError);
  });

  for (const [name, latex] of [
    ["x", "x"],
    ["ŷ", "\\hat{y}"],
    ["ŷ₁₂", "\\hat{y}_{12}"],
    ["x_2", "x_{2}"],
    ["w⁽¹⁾₃,₁₂", "w^{(1)}_{3,12}"],
    ["θ", "θ"],
    ["loss", "\\text{loss}"],
  ] as const) {
    it(`writes ${name} as ${latex}`, () => {
      assert.equal(symbol(name).latex, latex);
    });
  }

  it("puts names that are formulas into parentheses where they need them", () => {
    const [w, x, b] = [new WeightGate(0.1, 2, "w"), new InputGate(3, "x"), new InputGate(1, "b")];
    const p = new MultiplyGate([w, x], "w·x");
    const z = new AddGate([p, b], "w·x + b");
    const graph = new ComputationalGraph(new MultiplyGate([z, x], "y"));
    const { notes } = graph.step();
    assert.equal(
      explain(p).symbols.text,
      "∂y/∂(w·x) = ∂y/∂(w·x + b) · ∂(w·x + b)/∂(w·x) = ∂y/∂(w·x + b) · 1",
    );
    assert.match(explain(x).symbols.text, /= ∂y\/∂\(w·x\) · w \+ ∂y\/∂y · \(w·x \+ b\)$/);
    assert.match(
      explain(p).result.latex,
      /^\\frac\{\\partial y\}\{\\partial \\left\(\\text\{w·x\}\\right\)\}/,
    );
    assert.equal(notes[`g${graph.gates.indexOf(graph.target)}`]!.value, "y = (w·x + b) · x = 7 · 3 = 21");
  });

  for (const [name, bond] of [
    ["w⁽¹⁾₃₂", Bond.Atom],
    ["σ(w·x + b)", Bond.Atom],
    ["pre-activation", Bond.Atom],
    ["1e−5", Bond.Atom],
    ["x²", Bond.Power],
    ["x/(w·x)", Bond.Product],
    ["(a + b)·(c + d)", Bond.Product],
    ["∂L/∂w", Bond.Product],
    ["a+b", Bond.Sum],
    ["−a", Bond.Sum],
    ["z > 0", Bond.Sum],
  ] as const) {
    it(`takes ${name} as ${Bond[bond]}`, () => {
      assert.equal(bondOf(name), bond);
    });
  }

  it("writes names that are no symbols as text", () => {
    const x = new InputGate(3, "my_input {1}");
    const graph = new ComputationalGraph(new AddGate([x], "y"));
    graph.forward();
    graph.backward();
    assert.match(explain(x).latex, /\\text\{my\\_input \\\{1\\\}\}/);
  });
});

describe("why a gradient is 0", () => {
  const x = () => new InputGate(-2, "x");
  const w = (value: number) => new WeightGate(0.1, value, "w");

  it("a ReLU that is off", () => {
    const input = x();
    assert.equal(
      whyZero(input, new ReLUGate([input], "a")),
      "a is off: its input x = −2 is not above 0, so ReLU passes nothing back.",
    );
  });

  it("another factor that is 0", () => {
    const weight = w(3);
    assert.equal(
      whyZero(weight, new MultiplyGate([weight, new InputGate(0, "x")], "p")),
      "p multiplies with x = 0, so no change gets through.",
    );
  });

  it("a sigmoid or a tanh that is saturated", () => {
    const input = new InputGate(1000, "x");
    assert.match(
      whyZero(input, new SigmoidGate([input], "s"))!,
      /^The sigmoid s is saturated: it is 1, so close to 1/,
    );
    assert.match(whyZero(input, new TanhGate([input], "t"))!, /^t is saturated: tanh is 1/);
  });

  it("a maximum that took another input", () => {
    const input = x();
    assert.equal(
      whyZero(input, new MaximumGate([input, new InputGate(5)], "m")),
      "x = −2 is not the input that m took: the maximum is 5.",
    );
  });

  it("a prediction that is exactly right", () => {
    const input = x();
    assert.equal(
      whyZero(input, new SquaredLossGate([input, new InputGate(-2)], "L")),
      "The prediction is exactly right, so L is at its minimum.",
    );
  });

  it("parts that cancel", () => {
    const input = x();
    assert.equal(
      whyZero(input, new SubtractGate([input, input], "d")),
      "The parts 1 and −1 cancel: together they are 0.",
    );
  });

  it("a gradient that was lost on the way, and where", () => {
    const weight = w(3);
    const z = new AddGate([weight, new InputGate(-5)], "z");
    assert.equal(
      whyZero(weight, new AddGate([new ReLUGate([z], "a")], "y")),
      "No gradient arrives at z. a is off: its input z = −2 is not above 0, so ReLU passes nothing back.",
    );
  });

  it("in a student's gate, as far as it can be told", () => {
    class FlatGate extends Gate {
      forward() {
        this.out = 7;
      }
      backward() {
        this.inputNodes[0]!.putGradient(this, 0);
      }
    }
    const input = x();
    assert.equal(
      whyZero(input, new FlatGate([input], "f")),
      "The derivative of f with respect to x is 0 here.",
    );
  });
});
