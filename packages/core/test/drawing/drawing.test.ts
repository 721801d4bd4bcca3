/** What a pass looks like: as data, as words, as DOT. */

import assert from "node:assert/strict";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import {
  ComputationalGraph,
  gradientGraph,
  formatNumber,
  InputGate,
  MultiplyGate,
  provideLayout,
  WeightGate,
} from "../../src/index.js";
import { sheetGraph } from "../sheetGraph.js";

function product(name = "y", wName = "w") {
  return new ComputationalGraph(
    new MultiplyGate([new WeightGate(0.1, 2, wName), new InputGate(3, "x")], name),
  );
}

/** The texts in a picture, in the order of the source. */
function textsIn(svg: string): string[] {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
  return texts.map((text) => text.replaceAll("&#160;", " ").trim()).filter((text) => text !== "");
}

describe("the record of a pass", () => {
  it("has no number for what is not computed", () => {
    const { nodes, edges } = product().draw().toJSON();
    assert.deepEqual(nodes, [
      { id: "g0", name: "w", operation: "α = 0.1", role: "weight", value: 2 },
      { id: "g1", name: "x", operation: "input", role: "input", value: 3 },
      { id: "g2", name: "y", operation: "×", role: "target" },
    ]);
    assert.deepEqual(edges, [
      { from: "g0", to: "g2", position: 0 },
      { from: "g1", to: "g2", position: 1 },
    ]);
  });

  it("has no value that an earlier pass has computed, when the graph is drawn as it is wired", () => {
    const graph = product();
    graph.forward();
    assert.deepEqual(
      graph.draw().picture.nodes.map(({ value }) => value),
      [2, 3, undefined],
    );
    const { nodes } = gradientGraph(graph).draw().picture;
    assert.deepEqual(
      nodes.filter(({ value }) => value !== undefined).map(({ name }) => name),
      ["∂y/∂y", "x", "w"],
    );
  });

  it("has values after forward; gradients, local derivatives and the weights' step after backward", () => {
    const graph = product();
    assert.deepEqual(graph.forward().toJSON().nodes[2], {
      id: "g2",
      name: "y",
      operation: "×",
      role: "target",
      value: 6,
    });
    assert.deepEqual(graph.backward().toJSON(), {
      pass: "backward",
      targets: ["g2"],
      nodes: [
        { id: "g0", name: "w", operation: "α = 0.1", role: "weight", value: 2, gradient: 3, next: 1.7 },
        { id: "g1", name: "x", operation: "input", role: "input", value: 3, gradient: 2 },
        { id: "g2", name: "y", operation: "×", role: "target", value: 6, gradient: 1 },
      ],
      edges: [
        { from: "g0", to: "g2", position: 0, local: 3, upstream: 1 },
        { from: "g1", to: "g2", position: 1, local: 2, upstream: 1 },
      ],
      groups: [],
      steps: [
        {
          kind: "backward",
          gate: "g2",
          upstream: 1,
          contributions: [
            { to: "g0", position: 0, local: 3, contribution: 3, accumulated: 3 },
            { to: "g1", position: 1, local: 2, contribution: 2, accumulated: 2 },
          ],
        },
        { kind: "update", gate: "g0", from: 2, gradient: 3, to: 1.7 },
      ],
    });
  });

  it("stays as it was when the graph goes on", () => {
    const graph = product();
    const first = graph.forward();
    graph.backward();
    graph.forward();
    assert.equal(first.toJSON().nodes[0]!.value, 2);
  });

  it("keeps parallel edges apart", () => {
    const x = new InputGate(3, "x");
    const graph = new ComputationalGraph(new MultiplyGate([x, x], "y"));
    graph.forward();
    assert.deepEqual(graph.backward().toJSON().edges, [
      { from: "g0", to: "g1", position: 0, local: 3, upstream: 1 },
      { from: "g0", to: "g1", position: 1, local: 3, upstream: 1 },
    ]);
  });

  it("knows a weight with a hidden learning rate by its step", () => {
    class Hidden extends InputGate {
      override backward() {
        this.out -= 1;
      }
    }
    const graph = new ComputationalGraph(new MultiplyGate([new Hidden(2, "w")], "y"));
    graph.forward();
    assert.deepEqual(graph.backward().toJSON().nodes[0], {
      id: "g0",
      name: "w",
      operation: "input",
      role: "weight",
      value: 2,
      gradient: 1,
      next: 1,
    });
  });
});

describe("the steps", () => {
  it("of a forward pass tell what each gate read and computed", () => {
    assert.deepEqual(product().forward().steps, [
      {
        kind: "forward",
        gate: "g2",
        reads: [
          { from: "g0", value: 2 },
          { from: "g1", value: 3 },
        ],
        value: 6,
      },
    ]);
  });

  it("of a training step tell forward, backward with what has accumulated so far, and the weights' steps", () => {
    const w = new WeightGate(0.1, 3, "w");
    const graph = new ComputationalGraph(new MultiplyGate([w, w], "y"));
    const { steps } = graph.step();
    assert.deepEqual(
      steps.map(({ kind, gate }) => [kind, gate]),
      [
        ["forward", "g1"],
        ["backward", "g1"],
        ["update", "g0"],
      ],
    );
    assert.deepEqual(steps[1], {
      kind: "backward",
      gate: "g1",
      upstream: 1,
      contributions: [
        { to: "g0", position: 0, local: 3, contribution: 3, accumulated: 3 },
        { to: "g0", position: 1, local: 3, contribution: 3, accumulated: 6 },
      ],
    });
    assert.deepEqual(steps[2], { kind: "update", gate: "g0", from: 3, gradient: 6, to: w.out });
  });

  it("add up to the gradients of the gates, to the last bit", () => {
    const { graph } = sheetGraph();
    const { nodes, steps } = graph.step().toJSON();
    const last = new Map<string, number>();
    for (const step of steps) {
      if (step.kind === "backward")
        for (const { to, accumulated } of step.contributions) last.set(to, accumulated);
    }
    for (const { id, gradient } of nodes.slice(0, -1)) assert.equal(last.get(id), gradient);
  });

  it("are plain data", () => {
    const { steps } = sheetGraph().graph.step();
    assert.deepEqual(JSON.parse(JSON.stringify(steps)), steps);
    assert.equal(steps.length, 5 + 5 + 3);
  });

  it("are not there before a pass", () => {
    assert.deepEqual(product().draw().steps, []);
  });
});

describe("the summary", () => {
  it("tells the pass in one line", () => {
    const graph = product();
    assert.equal(
      graph.forward().summary,
      "Computational graph of y after forward: 3 gates, 2 edges. w = 2; x = 3; y = 6.",
    );
    assert.equal(
      graph.backward().summary,
      "Computational graph of y after backward: 3 gates, 2 edges. " +
        "w = 2, ∂y/∂w = 3, next w = 1.7; x = 3, ∂y/∂x = 2; y = 6, ∂y/∂y = 1.",
    );
    assert.equal(
      product("two\nlines").draw().summary,
      "Computational graph of two lines: 3 gates, 2 edges. w = 2; x = 3; two lines not computed.",
    );
  });

  it("tells only the target of a large graph", () => {
    const inputs = Array.from({ length: 100 }, (_, i) => new InputGate(1, `x${i}`));
    assert.equal(
      new ComputationalGraph(new MultiplyGate(inputs, "y")).forward().summary,
      "Computational graph of y after forward: 101 gates, 100 edges. y = 1.",
    );
  });
});

describe("the DOT text", () => {
  it("is this for a product after backward", () => {
    const x = new InputGate(3, "x");
    const graph = new ComputationalGraph(new MultiplyGate([x], "y"));
    graph.forward();
    assert.equal(graph.backward().dot, PRODUCT_AFTER_BACKWARD);
  });

  it("frames the gates of a group", async () => {
    const graphviz = await Graphviz.load();
    const [w, x] = [new WeightGate(0.1, 2, "w"), new InputGate(3, "x")];
    const graph = new ComputationalGraph(new MultiplyGate([w, x], "y"), [
      { name: "layer <1>", gates: [w, x, new InputGate(1, "of no graph")] },
    ]);
    assert.deepEqual(graph.draw().toJSON().groups, [{ id: "c0", name: "layer <1>", nodes: ["g0", "g1"] }]);
    const svg = graphviz.dot(graph.forward().dot);
    assert.equal((svg.match(/class="cluster"/g) ?? []).length, 1);
    assert.ok(textsIn(svg).includes("layer &lt;1&gt;"));
  });

  it("has the values that flow on its edges after forward", () => {
    assert.match(product().forward().dot, /g0 -> g2 .*<FONT COLOR="#1d4ed8">2<\/FONT>/);
    assert.doesNotMatch(product().draw().dot, /g1 -> g2 .*<FONT COLOR="#1d4ed8">6<\/FONT>/);
  });

  it("keeps its boxes narrow when names are long", async () => {
    const graphviz = await Graphviz.load();
    const { dot } = product("a target with a very long name indeed", "w").draw();
    const shown = textsIn(graphviz.dot(dot));
    assert.ok(shown.includes("a target with a ver…"));
    assert.ok(shown.includes("gradient"));
  });

  it("has one geometry for all passes", async () => {
    const graphviz = await Graphviz.load();
    const positions = (dot: string) =>
      (
        JSON.parse(graphviz.dot(dot, "json")) as { objects: { pos: string; width: string; height: string }[] }
      ).objects.map(({ pos, width, height }) => [pos, width, height]);
    const { graph, w1, x2 } = sheetGraph(1e4);
    const drawn = graph.draw().dot;
    const forward = graph.forward().dot;
    const backward = graph.backward().dot;
    w1.out = -1.234e-9;
    x2.out = -1.234e-200;
    graph.forward();
    const later = graph.backward().dot;
    for (const dot of [forward, backward, later]) assert.deepEqual(positions(dot), positions(drawn));
  });

  it("shows the sheet's numbers in the picture", async () => {
    const graphviz = await Graphviz.load();
    provideLayout((dot) => graphviz.dot(dot));
    const { graph } = sheetGraph();
    const forward = textsIn(await graph.forward().toSvg());
    assert.deepEqual(forward.slice(0, 8), ["w₁", "α = 0.1", "value", "0.8", "∂L", "·", "next", "·"]);
    assert.ok(!forward.includes("−0.25"));
    const backward = textsIn(await graph.backward().toSvg());
    assert.deepEqual(backward.slice(0, 8), ["w₁", "α = 0.1", "value", "0.8", "∂L", "−0.25", "next", "0.825"]);
    assert.ok(backward.includes("0.8 · −0.25"), "local derivative × upstream on an edge");
    assert.ok(!backward.includes("·"));
  });

  it("holds any name without breaking", async () => {
    const graphviz = await Graphviz.load();
    const names = [
      'a"b',
      "a\\b",
      "a\\",
      "a\nb",
      "</TD></TABLE>>];evil[",
      "<script>alert(1)</script>",
      "a&amp;b & c",
      "]]> --> */ //",
      "\u0000\u0001\u001b[31m",
      "half \ud83d pair",
      "\u2028\u2029\uffff",
      "🧠 ŷ₁ مرحبا",
      "{a|b}",
      "%s \\N \\G \\L",
      "x".repeat(1000),
      "   ",
    ];
    for (const name of names) {
      const svg = graphviz.dot(product(name, name).forward().dot);
      assert.equal((svg.match(/<g id="g\d+" class="node">/g) ?? []).length, 3, JSON.stringify(name));
      assert.ok(!svg.includes("<script"), JSON.stringify(name));
    }
    const shown = textsIn(graphviz.dot(product('<b>"w\\</b>').forward().dot));
    assert.ok(shown.includes("&lt;b&gt;&quot;w\\&lt;/b&gt;"), "the name is shown as it is");
  });
});

describe("formatNumber", () => {
  for (const [number, text] of [
    [0, "0"],
    [-0, "0"],
    [0.8, "0.8"],
    [-1.375, "−1.375"],
    [1 / 3, "0.3333"],
    [-123456.789, "−1.23e5"],
    [99999, "1e5"],
    [100000, "1e5"],
    [12345.6, "12350"],
    [0.00012345, "1.23e−4"],
    [-1.2345e-300, "−1.2e−300"],
    [9.9999e22, "1e23"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
    [NaN, "NaN"],
  ] as const) {
    it(`writes ${number} as ${text}`, () => {
      assert.equal(formatNumber(number), text);
    });
  }
});

const PRODUCT_AFTER_BACKWARD = `digraph {
  graph [rankdir=LR, ordering=in, bgcolor="white", nodesep=0.2, ranksep=0.3]
  node [shape=plain, fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#1f2937"]
  edge [color="#9ca3af", arrowsize=0.7, penwidth=1.2, fontname="Helvetica,Arial,sans-serif", fontsize=10]
  g0 [id="g0", label=<<TABLE BORDER="1" COLOR="#a5b4fc" BGCOLOR="#eef2ff" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4"><TR><TD ALIGN="LEFT"><B>x</B></TD><TD ALIGN="RIGHT"><FONT COLOR="#6b7280">input</FONT>&#160;</TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#6b7280" POINT-SIZE="10">value</FONT></TD><TD ALIGN="RIGHT" WIDTH="66"><FONT COLOR="#1d4ed8">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#6b7280" POINT-SIZE="10">∂y</FONT></TD><TD ALIGN="RIGHT" WIDTH="66"><FONT COLOR="#c2410c">1</FONT></TD></TR></TABLE>>]
  g1 [id="g1", label=<<TABLE BORDER="2" COLOR="#fb923c" BGCOLOR="#fff7ed" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4"><TR><TD ALIGN="LEFT"><B>y</B></TD><TD ALIGN="RIGHT"><FONT COLOR="#6b7280">×</FONT>&#160;</TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#6b7280" POINT-SIZE="10">value</FONT></TD><TD ALIGN="RIGHT" WIDTH="66"><FONT COLOR="#1d4ed8">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#6b7280" POINT-SIZE="10">∂y</FONT></TD><TD ALIGN="RIGHT" WIDTH="66"><FONT COLOR="#c2410c">1</FONT></TD></TR></TABLE>>]
  g0 -> g1 [id="g0-g1-0", label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR><TD WIDTH="96" HEIGHT="17" VALIGN="TOP"><FONT COLOR="#c2410c">1 · 1</FONT></TD></TR></TABLE>>]
}
`;
