import assert from "node:assert/strict";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import fc from "fast-check";
import {
  cellsOf,
  ComputationalGraph,
  gradientGraph,
  Moments,
  MultiplyGate,
  toDot,
  WeightGate,
  withoutNumbers,
  type NodeRecord,
  type PictureRecord,
} from "../../src/index.js";
import { randomGraph } from "../randomGraph.js";
import { sheetGraph } from "../sheetGraph.js";

/** name → value, gradient, next; only those that there are. */
function numbers({ nodes }: PictureRecord) {
  const of = ({ value, gradient, next }: NodeRecord) =>
    [value, gradient, next].map((each) => each ?? "·").join(" ");
  return Object.fromEntries(nodes.map((node) => [node.name, of(node)]));
}

describe("the moments of a pass", () => {
  it("lead from inputs and weights to the values, and back with gradients that accumulate", () => {
    const w = new WeightGate(0.1, 3, "w");
    const graph = new ComputationalGraph(new MultiplyGate([w, new MultiplyGate([w, w], "p")], "y"));
    graph.forward();
    const moments = new Moments(graph.backward().picture);
    const told = Array.from({ length: moments.steps.length + 1 }, (_, done) => {
      const { picture, step, edges } = moments.at(done);
      return [step?.kind, picture.pass, numbers(picture), edges];
    });
    assert.deepEqual(told, [
      [undefined, "forward", { w: "3 · ·", p: "· · ·", y: "· · ·" }, []],
      ["forward", "forward", { w: "3 · ·", p: "9 · ·", y: "· · ·" }, ["g0-g1-0", "g0-g1-1"]],
      ["forward", "forward", { w: "3 · ·", p: "9 · ·", y: "27 · ·" }, ["g0-g2-0", "g1-g2-1"]],
      ["backward", "backward", { w: "3 9 ·", p: "9 3 ·", y: "27 1 ·" }, ["g0-g2-0", "g1-g2-1"]],
      ["backward", "backward", { w: "3 27 ·", p: "9 3 ·", y: "27 1 ·" }, ["g0-g1-0", "g0-g1-1"]],
      ["update", "backward", { w: `3 27 ${3 - 0.1 * 27}`, p: "9 3 ·", y: "27 1 ·" }, []],
    ]);
  });

  it("show contributions on the edges as soon as they are there, and values before", () => {
    const { graph } = sheetGraph();
    const moments = new Moments(graph.step().picture);
    const first = moments.steps.findIndex(({ kind }) => kind === "backward");
    const shown = (done: number) =>
      [...cellsOf(moments.at(done).picture).edges.values()].filter(({ text }) => text !== "");
    assert(shown(first).every(({ tone }) => tone === "value"));
    assert.deepEqual(
      shown(first + 1).map(({ tone }) => tone),
      ["gradient", "gradient"],
    );
    assert.equal(shown(moments.steps.length).length, moments.at(0).picture.edges.length);
  });

  it("of a forward pass and of a graph of gradients go forward only", () => {
    const { graph } = sheetGraph();
    assert(new Moments(graph.forward().picture).steps.every(({ kind }) => kind === "forward"));
    const gradients = gradientGraph(graph).forward().picture;
    const moments = new Moments(gradients);
    assert.equal(moments.at(1).picture.pass, "gradients");
    assert.deepEqual(moments.at(moments.steps.length).picture, gradients);
  });

  it("of a picture without numbers is only the beginning", () => {
    const moments = new Moments(sheetGraph().graph.draw().picture);
    assert.equal(moments.steps.length, 0);
    assert.equal(moments.at(0).step, undefined);
  });

  it("end with the picture itself, and never know less than the moment before", () => {
    fc.assert(
      fc.property(randomGraph, ({ graph }) => {
        const { picture } = graph.step();
        const moments = new Moments(picture);
        const known = (done: number) =>
          moments
            .at(done)
            .picture.nodes.map(
              ({ value, gradient, next }) =>
                [value, gradient, next].filter((each) => each !== undefined).length,
            );
        for (let done = 1; done <= moments.steps.length; done++) {
          const before = known(done - 1);
          assert(known(done).every((count, i) => count >= before[i]!));
        }
        assert.equal(moments.at(moments.steps.length).picture, picture);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the layout of a picture", () => {
  it("is the same whatever its numbers are, and its texts stand in the order of the cells", async () => {
    const graphviz = await Graphviz.load();
    const geometry = (picture: PictureRecord) =>
      graphviz.dot(toDot(picture)).replaceAll(/<text[^>]*>[^<]*<\/text>/g, "");
    const textsOfElement = (svg: string, id: string) => {
      const [, inside] = new RegExp(`<g id="${id}" class="[^"]*">([^]*?)</g>\n(?!</g>)`).exec(svg)!;
      return [...inside!.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
    };
    fc.assert(
      fc.property(randomGraph, ({ graph }) => {
        const { picture } = graph.step();
        const moments = new Moments(picture);
        const middle = moments.at(Math.floor(moments.steps.length / 2)).picture;
        const blank = geometry(withoutNumbers(picture));
        assert.equal(geometry(middle), blank);
        assert.equal(geometry(picture), blank);
        const svg = graphviz.dot(toDot(picture));
        for (const [id, rows] of cellsOf(picture).nodes) {
          // The space that keeps the sign away from the border has a text of its own.
          const texts = textsOfElement(svg, id).filter((text) => !/^(&#160;|\u00a0)$/.test(text));
          assert.equal(texts.length, rows.length * 2, id);
        }
      }),
      { numRuns: 20 },
    );
  });
});
