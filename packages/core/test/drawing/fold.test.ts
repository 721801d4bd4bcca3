import assert from "node:assert/strict";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import fc from "fast-check";
import {
  AddGate,
  cellsOf,
  ComputationalGraph,
  denseNetwork,
  fold,
  groupIds,
  InputGate,
  openTo,
  toDot,
  type GateLike,
  type PictureRecord,
} from "../../src/index.js";

function network(layers: readonly number[]): PictureRecord {
  const net = denseNetwork({ layers, seed: 1 });
  for (const input of [...net.inputs, ...net.truths]) input.out = 1;
  return net.step().picture;
}

const titles = ({ nodes }: PictureRecord) => nodes.map(({ name, operation }) => `${name}: ${operation}`);

describe("a folded picture", () => {
  const picture = network([2, 2, 1]);

  it("has one box for each group, with the number of gates and the ranges of their numbers", () => {
    const folded = fold(picture);
    assert.deepEqual(titles(folded).sort(), [
      "hidden 1: 14 gates",
      "input: 2 gates",
      "loss: 2 gates",
      "output: 7 gates",
    ]);
    const hidden = folded.nodes.find(({ name }) => name === "hidden 1")!;
    const members = picture.groups.find(({ name }) => name === "hidden 1")!.nodes;
    const values = picture.nodes.filter(({ id }) => members.includes(id)).map(({ value }) => value!);
    assert.deepEqual(hidden.folded!.values, [Math.min(...values), Math.max(...values)]);
    assert.match(cellsOf(folded).nodes.get(hidden.id)![1]![1].text, /^−1\.\d+ to 1\.\d+$/);
    assert.deepEqual(folded.groups, []);
  });

  it("has one edge between two boxes, and none inside of one", () => {
    const pairs = fold(picture).edges.map(({ from, to }) =>
      [from, to].map((id) => fold(picture).nodes.find((node) => node.id === id)!.name).join(" → "),
    );
    assert.deepEqual(pairs.sort(), ["hidden 1 → output", "input → hidden 1", "output → loss"]);
  });

  it("opens group by group, the neurons of a layer one by one", () => {
    const layer = picture.groups.find(({ name }) => name === "hidden 1")!;
    const neuron = picture.groups.find(({ parent }) => parent === layer.id)!;
    const open = fold(picture, new Set([layer.id]));
    assert.deepEqual(
      open.groups.map(({ name }) => name),
      ["hidden 1"],
    );
    assert.equal(open.nodes.filter(({ name }) => name.startsWith("neuron")).length, 2);
    const both = fold(picture, new Set([layer.id, neuron.id]));
    assert.equal(both.nodes.filter(({ name }) => name.startsWith("neuron")).length, 1);
    assert.deepEqual(
      both.groups.map(({ name, parent }) => [name, parent]),
      [
        ["hidden 1", undefined],
        ["neuron 1", layer.id],
      ],
    );
    assert.deepEqual(
      fold(picture, new Set([neuron.id])),
      fold(picture),
      "a group in a closed one stays closed",
    );
  });

  it("has every gate once when all groups are open", () => {
    const open = fold(picture, new Set(groupIds(picture)));
    assert.deepEqual(open.nodes.map(({ id }) => id).sort(), picture.nodes.map(({ id }) => id).sort());
    assert.deepEqual(open.edges, picture.edges);
  });

  it("marks a box with a wrong gate in it", () => {
    const wrong = {
      ...picture,
      nodes: picture.nodes.map((node) => (node.id === "g3" ? { ...node, mark: "why" } : node)),
    };
    assert.deepEqual(
      fold(wrong)
        .nodes.filter(({ mark }) => mark === "why")
        .map(({ name }) => name),
      ["hidden 1"],
    );
  });

  it("makes groups of neighbours where there are too many gates in none", async () => {
    let last: GateLike = new InputGate(1, "x");
    for (let i = 0; i < 20_000; i++) last = new AddGate([last], `a${i}`);
    const graph = new ComputationalGraph(last);
    const chain = graph.forward().picture;
    const folded = fold(chain);
    assert.equal(folded.nodes.length, 25);
    assert.equal(folded.nodes[0]!.name, "x … a799");
    // A chain of boxes.
    assert.equal(folded.edges.length, 24);
    const svg = (await Graphviz.load()).dot(graph.forward().dot);
    assert.equal(svg.split('class="node"').length - 1, 25, "what a kernel draws is folded, too");
    const [first] = openTo(chain, "g5");
    const inner = fold(chain, new Set([first!]));
    assert(inner.nodes.length <= 25 + 100);
    assert(fold(chain, new Set(openTo(chain, "g5"))).nodes.some(({ id }) => id === "g5"));
  });

  it("never shows more in one box than a person can look over, whatever the groups are", () => {
    const groups = fc.array(fc.tuple(fc.nat(399), fc.nat(399), fc.option(fc.nat(9), { nil: undefined })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(groups, fc.infiniteStream(fc.boolean()), (spans, coins) => {
        const inputs = Array.from({ length: 399 }, (_, i) => new InputGate(i, `x${i}`));
        const flat = new ComputationalGraph(new AddGate(inputs)).draw().picture;
        const records = spans.map(([a, b, parent], i) => ({
          id: `c${i}`,
          name: `group ${i}`,
          nodes: flat.nodes.slice(Math.min(a, b), Math.max(a, b)).map(({ id }) => id),
          ...(parent !== undefined && parent < i && { parent: `c${parent}` }),
        }));
        const grouped = { ...flat, groups: records };
        const ids = groupIds(grouped);
        assert.equal(new Set(ids).size, ids.length);
        const open = new Set(ids.filter(() => coins.next().value));
        const folded = fold(grouped, open);
        const drawn = new Set(folded.nodes.map(({ id }) => id));
        assert.equal(drawn.size, folded.nodes.length);
        const gates = folded.nodes.reduce((sum, node) => sum + (node.folded?.gates ?? 1), 0);
        assert.equal(gates, flat.nodes.length, "every gate is in exactly one box");
        assert(folded.edges.every(({ from, to }) => drawn.has(from) && drawn.has(to) && from !== to));
        assert(fold(grouped).nodes.length <= 100);
      }),
      { numRuns: 100 },
    );
  });

  it("of ten thousand gates is laid out at once", async function () {
    this.timeout(20_000);
    const graphviz = await Graphviz.load();
    const large = network([64, 64, 32, 10]);
    assert(large.nodes.length > 10_000);
    const svg = graphviz.dot(toDot(fold(large)));
    assert.equal((svg.match(/class="node"/g) ?? []).length, 5);
    const layer = large.groups.find(({ name }) => name === "hidden 2")!;
    assert(fold(large, new Set([layer.id])).nodes.length < 40);
  });
});
