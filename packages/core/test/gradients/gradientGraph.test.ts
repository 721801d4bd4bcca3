/** The gradient graph: the sheet's exercise 3-3 (b, c), and gradients of gradients. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AddGate,
  ComputationalGraph,
  ConstantGate,
  Gate,
  gradientGraph,
  InputGate,
  MultiplyGate,
  NotInGraphError,
  PowerGate,
  ReLUGate,
  SigmoidGate,
  WeightGate,
} from "../../src/index.js";
import { centralDifference } from "../../src/numeric/centralDifference.js";
import { assertClose } from "../assert.js";
import { isNearKink, randomGraph } from "../randomGraph.js";
import { sheetGraph } from "../sheetGraph.js";

describe("the gradient graph of the sheet", () => {
  it("has the gradients of exercise 3-3 (c) as values of its gates", () => {
    const { x1, x2, y, w1, w2, p0, p1, p2, z, yHat, loss, graph } = sheetGraph();
    const gradients = gradientGraph(graph);
    assertClose(gradients.gradientOf(loss).out, 1);
    assertClose(gradients.gradientOf(yHat).out, -1);
    assertClose(gradients.gradientOf(y).out, 1);
    for (const gate of [z, p1, p2, p0, w1, w2]) assertClose(gradients.gradientOf(gate).out, -1 / 4);
    assertClose(gradients.gradientOf(x1).out, -1 / 5);
    assertClose(gradients.gradientOf(x2).out, 7 / 20);
  });

  it("has these gates, each with its formula", () => {
    const { nodes, groups } = gradientGraph(sheetGraph().graph).forward().toJSON();
    const [values] = groups;
    assert.deepEqual(
      nodes
        .filter(({ id }) => !values!.nodes.includes(id))
        .map(({ name, operation }) => `${name} [${operation}]`),
      [
        "∂L/∂L [constant]",
        "2 [constant]",
        "ŷ − y [−]",
        "2·(ŷ − y) [×]",
        "∂L/∂ŷ [×]",
        "1 [constant]",
        "1 − ŷ [−]",
        "ŷ·(1 − ŷ) [×]",
        "∂L/∂z [×]",
        "∂L/∂p₁ [+]",
        "∂L/∂w₁ [×]",
        "∂L/∂x₁ [×]",
        "∂L/∂p₂ [+]",
        "∂L/∂w₂ [×]",
        "∂L/∂x₂ [×]",
        "∂L/∂p₀ [+]",
        "−2·(ŷ − y) [−a]",
        "∂L/∂y [×]",
      ],
    );
  });

  it("is drawn with a value on every gate and every edge", () => {
    const { nodes, edges } = gradientGraph(sheetGraph().graph).forward().toJSON();
    const values = new Map(nodes.map(({ id, value }) => [id, value]));
    for (const { name, value } of nodes) assert.notEqual(value, undefined, name);
    for (const { from } of edges) assert.notEqual(values.get(from), undefined);
    const { dot } = gradientGraph(sheetGraph().graph).forward();
    assert.equal([...dot.matchAll(/ -> .*<FONT COLOR="#1d4ed8">[^ ]+<\/FONT>/g)].length, edges.length);
  });

  it("says in words what it is", () => {
    assert.match(
      gradientGraph(sheetGraph().graph).forward().summary,
      /^Gradient graph with ∂L\/∂w₁, ∂L\/∂x₁, ∂L\/∂w₂, ∂L\/∂x₂ and 2 more: 28 gates, 34 edges\. ∂L\/∂w₁ = −0\.25;/,
    );
  });

  it("moves no weight", () => {
    const { graph, w1, w2, p0 } = sheetGraph();
    gradientGraph(graph).forward();
    assert.deepEqual([w1.out, w2.out, p0.out], [4 / 5, -7 / 5, 3 / 5]);
  });
});

describe("a gradient graph", () => {
  it("has the same gradients as backward, on random graphs of all gates", () => {
    fc.assert(
      fc.property(randomGraph, ({ graph }) => {
        graph.forward();
        graph.gradients();
        const expected = graph.gates.map(({ dz }) => dz);
        const gradients = gradientGraph(graph);
        graph.gates.forEach((gate, i) => {
          if (!(gate instanceof ConstantGate))
            assertClose(gradients.gradientOf(gate).out, expected[i]!, 1e-10);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("follows the inputs of the graph", () => {
    const x = new InputGate(3, "x");
    const gradients = gradientGraph(new ComputationalGraph(new PowerGate([x], 2, "y")));
    assert.equal(gradients.gradientOf(x).out, 6);
    x.out = 5;
    gradients.forward();
    assert.equal(gradients.gradientOf(x).out, 10);
  });

  it("adds up parallel edges and several consumers", () => {
    const x = new InputGate(3, "x");
    const y = new AddGate([new MultiplyGate([x, x, x]), x], "y");
    assert.equal(gradientGraph(new ComputationalGraph(y)).gradientOf(x).out, 28);
  });

  it("has gradient 0 where nothing comes back", () => {
    const x = new InputGate(-1, "x");
    assert.equal(gradientGraph(new ComputationalGraph(new ReLUGate([x], "y"))).gradientOf(x).out, 0);
  });

  it("takes the gradient of the sum of several targets", () => {
    const x = new InputGate(3, "x");
    const targets = [new PowerGate([x], 2, "a"), new PowerGate([x], 3, "b")];
    assert.equal(gradientGraph(new ComputationalGraph(targets)).gradientOf(x).out, 6 + 27);
  });

  it("does not know gates of other graphs", () => {
    const gradients = gradientGraph(sheetGraph().graph);
    assert.throws(
      () => gradients.gradientOf(new InputGate(1, "stranger")),
      (error) =>
        error instanceof NotInGraphError && error.message.includes('InputGate "stranger" is not part'),
    );
  });

  it("handles a chain of 20,000 gates", () => {
    const x = new WeightGate(0.1, 1, "x");
    let chain: Gate = x;
    for (let i = 0; i < 20_000; i++) chain = new AddGate([chain]);
    assert.equal(gradientGraph(new ComputationalGraph(chain)).gradientOf(x).out, 1);
  });
});

describe("second derivatives", () => {
  it("of x³ are 6x", () => {
    const x = new InputGate(2, "x");
    const first = gradientGraph(new ComputationalGraph(new PowerGate([x], 3, "y")));
    const second = gradientGraph(first);
    assert.equal(first.gradientOf(x).out, 12);
    assert.equal(second.gradientOf(x).out, 12);
    const third = gradientGraph(new ComputationalGraph(second.gradientOf(x)));
    assert.equal(third.gradientOf(x).out, 6);
  });

  it("of the sigmoid are σ(1 − σ)(1 − 2σ)", () => {
    const x = new InputGate(0.7, "x");
    const sigma = new SigmoidGate([x], "s");
    const second = gradientGraph(gradientGraph(new ComputationalGraph(sigma)));
    const s = 1 / (1 + Math.exp(-0.7));
    assertClose(second.gradientOf(x).out, s * (1 - s) * (1 - 2 * s));
  });

  it("agree with central differences of the gradients, row by row of the Hessian", () => {
    fc.assert(
      fc.property(randomGraph, ({ graph, leaves }) => {
        graph.forward();
        fc.pre(!isNearKink(graph, 0.02) && graph.gates.length < 60);
        const first = gradientGraph(graph);
        const row = leaves[0]!;
        const second = gradientGraph(new ComputationalGraph(first.gradientOf(row)));
        for (const leaf of leaves) {
          const expected = centralDifference((value) => {
            const at = leaf.out;
            leaf.out = value;
            graph.forward();
            graph.gradients();
            leaf.out = at;
            return row.dz;
          }, leaf.out).derivative;
          const known = second.gates.includes(leaf) ? second.gradientOf(leaf).out : 0;
          assertClose(known, expected, 1e-6, `∂²y/∂${row.name}∂${leaf.name}`);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a student's gate in a gradient graph", () => {
  class CubeGate extends Gate {
    forward() {
      this.out = this.inputNodes[0]!.out ** 3;
    }
    backward() {
      this.inputNodes[0]!.putGradient(this, 3 * this.inputNodes[0]!.out ** 2);
    }
  }

  it("enters with its measured derivative, as a constant that says so", () => {
    const x = new InputGate(2, "x");
    const gradients = gradientGraph(new ComputationalGraph(new CubeGate([x], "y")));
    assertClose(gradients.gradientOf(x).out, 12, 1e-9);
    const measured = gradients
      .forward()
      .toJSON()
      .nodes.find(({ operation }) => operation === "measured");
    assert.equal(measured?.name, "∂y/∂x");
  });

  it("is measured once for parallel edges", () => {
    class SquareOfTwo extends Gate {
      forward() {
        this.out = this.inputNodes[0]!.out * this.inputNodes[1]!.out;
      }
      backward() {
        for (const x of this.inputNodes) x.putGradient(this, x.out);
      }
    }
    const x = new InputGate(3, "x");
    assertClose(
      gradientGraph(new ComputationalGraph(new SquareOfTwo([x, x], "y"))).gradientOf(x).out,
      6,
      1e-9,
    );
  });
});
