import assert from "node:assert/strict";
import { denseNetwork, gradientGraph, graphDocument, type GraphDocument } from "../../../core/src/index.js";
import { sheetGraph } from "../../../core/test/sheetGraph.js";
import { perform, remote, sessionsOf, type Session } from "../../src/graph/remote.js";
import { GraphSession, type Time } from "../../src/graph/session.js";
import { Timeline } from "../../src/graph/timeline.js";

function sheetDocument(): GraphDocument {
  const { graph } = sheetGraph();
  graph.forward();
  return graphDocument([graph.backward()], gradientGraph(graph).forward());
}

function networkDocument(): GraphDocument {
  const network = denseNetwork({ layers: [2, 3, 1], seed: 1 });
  for (const input of [...network.inputs, ...network.truths]) input.out = 1;
  return graphDocument([network.step()]);
}

function idOf({ nodes }: GraphDocument, name: string): string {
  return nodes.find((node) => node.name === name)!.id;
}

describe("a session on a graph", () => {
  const document = sheetDocument();
  const session = new GraphSession(document);
  const { passes } = session.overview();
  const end: Time = { pass: 0, done: passes[0]!.steps };

  it("counts the steps of a backward drawing from the first value on", () => {
    // Five gates compute, five pass gradients back, three weights move.
    assert.deepEqual(passes, [{ pass: "backward", steps: 13 }]);
  });

  it("says in words what each step does", () => {
    const words = (done: number) => session.scene([], { pass: 0, done }).step;
    assert.equal(words(0), undefined);
    assert.equal(words(1)!.text, "p₁ = 0.8");
    assert.deepEqual(words(6), {
      kind: "backward",
      gate: "L",
      text: "ŷ += −1 · 1 = −1, y += 1 · 1 = 1",
    });
    assert.match(words(13)!.text, /^w₁: 0\.8 → 0\.825$/);
  });

  it("marks the gate that computes and the edges that it reads", () => {
    const { active, activeEdges } = session.scene([], { pass: 0, done: 1 });
    assert.equal(active, idOf(document, "p₁"));
    assert.deepEqual(
      activeEdges,
      ["w₁", "x₁"].map((name, i) => `${idOf(document, name)}-${idOf(document, "p₁")}-${i}`),
    );
  });

  it("sends to the page what is drawn, and nothing else of the document", () => {
    const { picture } = session.scene([], end);
    assert.deepEqual(Object.keys(picture).sort(), ["edges", "groups", "nodes", "pass", "targets"]);
  });

  it("has one outline for all moments", () => {
    const outline = session.outline([]);
    assert.doesNotMatch(outline, />0\.8</);
    assert.match(outline, /w₁/);
  });

  it("has something to read about a gate as soon as its numbers are there", () => {
    const w = idOf(document, "w₁");
    const at = (done: number) => session.details(w, [], { pass: 0, done })!;
    assert.equal(at(0).node.gradient, undefined);
    assert.deepEqual(at(0).notes, {});
    assert.match(session.details(w, [], end)!.notes.gradient!, /^∂L\/∂w₁ = .*\n.*\n∂L\/∂w₁ = −0\.25$/);
    assert.match(session.details(idOf(document, "z"), [], end)!.notes.value!, /^z = p₁ \+ p₂ \+ p₀ = /);
    assert.equal(session.details("g99", [], end), undefined);
  });

  it("does not tell a gradient that is not complete yet", () => {
    const { graph, x1 } = sheetGraph();
    graph.forward();
    const own = graphDocument([graph.backward()]);
    const walk = new GraphSession(own);
    const id = idOf(own, x1.name);
    const { steps } = walk.overview().passes[0]!;
    for (let done = 0; done <= steps; done++) {
      const { node, notes } = walk.details(id, [], { pass: 0, done })!;
      assert.equal(notes.gradient !== undefined, node.gradient !== undefined);
    }
  });

  it("finds gates by name and by operation, whatever the case", () => {
    assert.deepEqual(
      session
        .search("W")
        .map(({ name }) => name)
        .sort(),
      ["w₁", "w₂"],
    );
    assert.deepEqual(
      session.search("σ").map(({ name }) => name),
      ["ŷ"],
    );
    assert.deepEqual(session.search("  "), []);
  });

  it("knows the partners in the graph of gradients", () => {
    const { beside } = sessionsOf(document);
    const { groups, passes: pass } = beside!.overview();
    const { nodes } = beside!.scene(groups, { pass: 0, done: pass[0]!.steps }).picture;
    const partners = nodes.filter(({ partner }) => partner === idOf(document, "w₁")).map(({ name }) => name);
    assert.deepEqual(partners.sort(), ["w₁", "∂L/∂w₁"]);
  });

  it("can be asked from afar", async () => {
    const far: Session = remote((call) =>
      Promise.resolve(structuredClone(perform(session, structuredClone(call)))),
    );
    assert.deepEqual(await far.overview(), session.overview());
    assert.deepEqual(await far.scene([], end), session.scene([], end));
    assert.deepEqual(await far.search("w"), session.search("w"));
  });
});

describe("a session on a graph with groups", () => {
  const document = networkDocument();
  const session = new GraphSession(document);
  const { groups, passes } = session.overview();
  const end: Time = { pass: 0, done: passes[0]!.steps };
  const [layer] = document.groups.filter(({ name }) => name === "hidden 1");
  const [neuron] = document.groups.filter(({ parent }) => parent === layer!.id);

  it("draws what is open gate by gate, and the rest as boxes", () => {
    assert.equal(session.scene([], end).picture.nodes.length, 4);
    assert.equal(session.scene(groups, end).picture.nodes.length, document.nodes.length);
    const names = session.scene([layer!.id], end).picture.nodes.map(({ name }) => name);
    assert(names.includes("neuron 1") && names.includes("output"));
  });

  it("marks the box in which a gate computes", () => {
    const { active } = session.scene([], { pass: 0, done: 1 });
    assert(document.groups.some(({ id }) => id === active));
  });

  it("opens what it takes to see a gate, and closes the innermost of it", () => {
    const gate = neuron!.nodes[0]!;
    const path = session.pathTo(gate);
    assert.deepEqual(path, [layer!.id, neuron!.id]);
    assert(session.scene(path, end).picture.nodes.some(({ id }) => id === gate));
    assert.equal(session.details(gate, path, end)!.group!.name, "neuron 1");
    assert.equal(session.details(gate, [layer!.id], end)!.group!.name, "hidden 1");
  });

  it("tells the ranges of a folded group", () => {
    const details = session.details(layer!.id, [], end)!;
    assert.equal(details.node.folded!.gates, layer!.nodes.length);
    assert.deepEqual(details.notes, {});
  });
});

describe("a timeline", () => {
  const timeline = new Timeline({
    gates: 1,
    groups: [],
    passes: [
      { pass: "step", steps: 2 },
      { pass: "step", steps: 0 },
      { pass: "step", steps: 1 },
    ],
  });

  it("puts the passes behind each other, each with its beginning", () => {
    const times = Array.from({ length: timeline.length }, (_, position) => timeline.at(position));
    assert.deepEqual(
      times.map(({ pass, done }) => `${pass}.${done}`),
      ["0.0", "0.1", "0.2", "1.0", "2.0", "2.1"],
    );
  });

  it("ends at its ends", () => {
    assert.deepEqual(timeline.at(-1), { pass: 0, done: 0 });
    assert.deepEqual(timeline.at(99), { pass: 2, done: 1 });
  });
});
