import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import {
  fromJson,
  ComputationalGraph,
  denseNetwork,
  DivideGate,
  gradientGraph,
  graphDocument,
  graphSchema,
  InputGate,
  toJson,
  WeightGate,
  type GraphDocument,
} from "../../src/index.js";
import { randomGraph } from "../randomGraph.js";
import { sheetGraph } from "../sheetGraph.js";

const fits = new Ajv2020({ strict: false }).compile(graphSchema);

function read(document: GraphDocument): GraphDocument {
  const data = JSON.parse(toJson(document)) as GraphDocument;
  assert(fits(data), JSON.stringify(fits.errors));
  return fromJson(data);
}

describe("a graph document", () => {
  it("of any pass fits its schema, and comes back as it was", () => {
    fc.assert(
      fc.property(randomGraph, ({ graph }) => {
        const drawings = [graph.draw(), graph.forward(), graph.backward(), graph.step()];
        const document = graphDocument(drawings);
        // JSON has no negative zero either, and nobody misses it.
        assert.deepEqual(JSON.parse(toJson(read(document))), JSON.parse(toJson(document)));
        assert.equal(document.earlier!.length, 3);
        assert.equal(document.pass, "step");
      }),
      { numRuns: 50 },
    );
  });

  it("holds the gradient graph, whose gates know their partners", () => {
    const { graph } = sheetGraph();
    const gradients = gradientGraph(graph);
    const document = read(graphDocument([graph.backward()], gradients.forward()));
    const { beside, nodes } = document;
    const idOf = (name: string) => nodes.find((node) => node.name === name)!.id;
    const partnersOf = (name: string) =>
      beside!.nodes.filter(({ partner }) => partner === idOf(name)).map((node) => node.name);
    assert.deepEqual(partnersOf("w₁").sort(), ["w₁", "∂L/∂w₁"]);
    assert.deepEqual(partnersOf("z").sort(), ["z", "∂L/∂z"]);
    assert(nodes.every(({ partner }) => partner === undefined));
  });

  it("says in formulas how each gate comes to its numbers", () => {
    const { graph } = sheetGraph();
    graph.forward();
    const { notes, nodes } = graphDocument([graph.backward()]);
    const noteOf = (name: string) => notes![nodes.find((node) => node.name === name)!.id]!;
    assert.match(noteOf("p₁").value!, /^p₁ = w₁ · x₁ = /);
    assert.match(noteOf("w₁").gradient!, /^∂L\/∂w₁ = ∂L\/∂p₁ · ∂p₁\/∂w₁ = ∂L\/∂p₁ · x₁\n/);
    assert.equal(noteOf("w₁").value, undefined);
    assert.equal(graphDocument([graph.forward()]).notes![nodes[0]!.id]!.gradient, undefined);
  });

  it("has no notes for a graph that nobody reads gate by gate", () => {
    const network = denseNetwork({ layers: [20, 20, 1], seed: 1 });
    assert.equal(graphDocument([network.draw()]).notes, undefined);
  });

  it("keeps infinite numbers", () => {
    const graph = new ComputationalGraph(
      new DivideGate([new WeightGate(0.1, 1, "w"), new InputGate(0, "x")], "y"),
    );
    const document = read(graphDocument([graph.forward()]));
    assert.equal(document.nodes.at(-1)!.value, Infinity);
  });

  it("of a newer version or another shape does not fit", () => {
    const document = graphDocument([sheetGraph().graph.draw()]);
    for (const change of [
      { version: 2 },
      { nodes: [] },
      { nodes: [{ ...document.nodes[0], id: "<b>" }] },
      { pass: "sideways" },
      { edges: [{ from: "g0", to: "g1" }] },
      { groups: undefined },
    ]) {
      assert(!fits(JSON.parse(JSON.stringify({ ...document, ...change }))), JSON.stringify(change));
    }
    assert(fits({ ...document, comment: "a field of a later version" }));
  });
});
