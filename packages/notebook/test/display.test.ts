/** What a cell sends, without a kernel. Runs the build, because the drawing thread starts from a file of it. */

import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import {
  checkGradients,
  ComputationalGraph,
  denseNetwork,
  explain,
  gradientGraph,
  GRAPH_MIME_TYPE,
  graphDocument,
  InputGate,
  MultiplyGate,
  type GraphDocument,
  type PackedDocument,
} from "@gradus/core";
import { outputOf } from "../dist/display.js";
import { NotADrawingError } from "../dist/errors.js";
import { display, expectClose, openTask } from "../dist/index.js";

function product(name = "y") {
  const graph = new ComputationalGraph(
    new MultiplyGate([new InputGate(2, "a"), new InputGate(3, "b")], name),
  );
  graph.forward();
  return graph;
}

/** What a piece of code prints. */
function printed(run: () => void): string {
  const lines: unknown[] = [];
  const log = console.log;
  console.log = (...parts: unknown[]) => lines.push(...parts);
  try {
    run();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

describe("display", () => {
  it("sends the graph as data, DOT, a picture and words as one output, each picture with its alternative text", () => {
    const drawing = product().backward();
    const { data, metadata } = outputOf(drawing);
    assert.deepEqual(Object.keys(data), [
      GRAPH_MIME_TYPE,
      "text/vnd.graphviz",
      "image/svg+xml",
      "text/plain",
    ]);
    assert.deepEqual(data[GRAPH_MIME_TYPE], graphDocument([drawing]));
    assert.equal(data["text/vnd.graphviz"], drawing.dot);
    assert.equal(data["text/plain"], drawing.summary);
    assert.match(data["image/svg+xml"] as string, /<svg[^]*>6<[^]*<\/svg>/);
    assert.deepEqual(metadata, {
      [GRAPH_MIME_TYPE]: { alt: drawing.summary },
      "text/vnd.graphviz": { alt: drawing.summary },
      "image/svg+xml": { alt: drawing.summary },
    });
  });

  it("sends several passes over one graph as one output, and a gradient graph beside", () => {
    const graph = product();
    const drawings = [graph.forward(), graph.backward()];
    const { data } = outputOf(drawings, { beside: gradientGraph(graph).forward() });
    const document = data[GRAPH_MIME_TYPE] as GraphDocument;
    assert.deepEqual(document.earlier, [drawings[0]!.picture]);
    assert.equal(document.beside!.pass, "gradients");
    assert.equal(data["text/plain"], drawings[1]!.summary);
    assert.throws(() => outputOf([]), NotADrawingError);
    assert.throws(() => outputOf([graph.draw(), explain(graph.target) as never]), NotADrawingError);
    const other = new ComputationalGraph(new MultiplyGate([new InputGate(2, "a")], "y"));
    assert.throws(() => outputOf([graph.draw(), other.draw()]), /OtherGraphError: .*drawing 2 of the list/);
  });

  it("sends a large graph packed, with pictures of its folded groups", () => {
    const network = denseNetwork({ layers: [20, 20, 2], seed: 1 });
    const { data } = outputOf(network.draw());
    const { version, gzip } = data[GRAPH_MIME_TYPE] as PackedDocument;
    const json = gunzipSync(Buffer.from(gzip, "base64")).toString();
    assert.equal(version, 1);
    assert.equal((JSON.parse(json) as GraphDocument).nodes.length, network.gates.length);
    assert(gzip.length < json.length / 4);
    assert.match(data["image/svg+xml"] as string, />hidden 1</);
    assert((data["text/vnd.graphviz"] as string).length < 10_000);
  });

  it("prints the words where there is no notebook", () => {
    const drawing = product().draw();
    assert.equal(
      printed(() => {
        display(drawing);
      }),
      drawing.summary,
    );
  });

  it("sends an explanation as formulas and words", () => {
    const [a, b] = [new InputGate(2, "a"), new InputGate(0, "b_*")];
    const graph = new ComputationalGraph(new MultiplyGate([a, b], "y"));
    graph.forward();
    graph.backward();
    const { data } = outputOf(explain(a));
    assert.deepEqual(Object.keys(data), ["text/markdown", "text/plain"]);
    assert.match(
      data["text/markdown"] as string,
      /^\$\$\\begin\{aligned\}.*\$\$\n\ny multiplies with b&#95;&#42; = 0/,
    );
    assert.equal(data["text/plain"], explain(a).text);
  });

  it("prints the report of a check, and shows the graph where something is wrong", () => {
    const report = checkGradients(product());
    assert.equal(
      printed(() => {
        display(report);
      }),
      report.summary,
    );
    class WrongGate extends MultiplyGate {
      override backward() {
        for (const input of this.inputNodes) input.putGradient(this, 1);
      }
    }
    const wrong = new WrongGate([new InputGate(2, "a"), new InputGate(3, "b")], "y");
    const found = checkGradients(new ComputationalGraph(wrong));
    assert.match(
      printed(() => {
        display(found);
      }),
      /WrongGate "y" .*local derivative 1, expected 3[^]*\nComputational graph of y after backward: .* wrong: /,
    );
  });

  it("makes toSvg() work", async () => {
    assert.match(await product().draw().toSvg(), /^<\?xml[^]*<svg/);
  });

  for (const wrong of [undefined, null, 5, "digraph {}", product()]) {
    it(`says what it takes when it gets ${wrong instanceof ComputationalGraph ? "a graph" : String(wrong)}`, () => {
      assert.throws(() => {
        display(wrong as never);
      }, /NotADrawingError: display\(\) shows drawings, got .*display\(graph\.forward\(\)\)/);
    });
  }
});

describe("tasks", () => {
  it("say what to write while they are open", () => {
    assert.throws(
      () => openTask("(a) WeightGate", "keep alpha."),
      /OpenTaskError: Task \(a\) WeightGate is still open. What to write: keep alpha\./,
    );
  });

  it("print what is right and throw what is not", () => {
    assert.equal(
      printed(() => {
        expectClose("z", 1.1e-16, 0);
      }),
      "✓ z = 0",
    );
    for (const [got, words] of [
      [0.75, /✗ z is 0\.75, expected 0\.5\./],
      [NaN, /✗ z is NaN, expected 0\.5\./],
      [undefined, /✗ z is undefined, expected 0\.5\./],
    ] as const) {
      assert.throws(() => {
        expectClose("z", got!, 0.5);
      }, words);
    }
  });
});
