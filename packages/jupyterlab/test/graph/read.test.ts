/** Graph documents from anybody: those of the format are read, and each of the others is refused with the place of the fault. */
import assert from "node:assert/strict";

import {
  denseNetwork,
  gradientGraph,
  graphDocument,
  toJson,
  type GraphDocument,
} from "../../../core/src/index.js";
import { sheetGraph } from "../../../core/test/sheetGraph.js";
import { readGraph, Unreadable } from "../../src/graph/read.js";

type Json = Record<string, unknown>;

const node = (id: string, more: Json = {}): Json => {
  return { id, name: id, operation: "", role: "operation", ...more };
};
const edge = (from: string, to: string, more: Json = {}): Json => ({ from, to, position: 0, ...more });
const group = (id: string, nodes: unknown, more: Json = {}): Json => ({ id, name: id, nodes, ...more });

/** Two gates and an edge, with some parts of it replaced. */
function document(more: Json = {}): Json {
  return { version: 1, ...picture(), ...more };
}

function picture(more: Json = {}): Json {
  return {
    ...{ pass: "forward", targets: ["g1"], groups: [] },
    nodes: [node("g0", { role: "input", value: 2 }), node("g1", { value: 4 })],
    edges: [edge("g0", "g1")],
    ...more,
  };
}

function without(json: Json, key: string): Json {
  return Object.fromEntries(Object.entries(json).filter(([each]) => each !== key));
}

function faultOf(data: unknown): Unreadable {
  try {
    readGraph(data);
  } catch (error) {
    assert(error instanceof Unreadable, `an Unreadable, not ${String(error)}`);
    return error;
  }
  assert.fail("it is read");
}

function sheetDocument(): GraphDocument {
  const { graph } = sheetGraph();
  graph.forward();
  const beside = gradientGraph(graph).forward();
  return graphDocument([graph.backward()], beside);
}

function networkDocument(): GraphDocument {
  const network = denseNetwork({ layers: [2, 3, 1], seed: 1 });
  for (const input of [...network.inputs, ...network.truths]) input.out = 1;
  return graphDocument([network.step(), network.step(), network.step()]);
}

describe("a graph document that follows the format", () => {
  for (const [name, written] of Object.entries({
    "of the sheet's graph with its gradients": sheetDocument(),
    "of three steps of a network with groups": networkDocument(),
  })) {
    it(`is read as it was written, as an object and as JSON text: ${name}`, () => {
      assert.deepEqual(readGraph(JSON.parse(toJson(written))), written);
      assert.deepEqual(readGraph(toJson(written)), written);
    });
  }

  it("has its infinities back, in every picture that it holds", () => {
    const endless = picture({
      nodes: [node("g0", { value: "-Infinity", gradient: "Infinity" }), node("g1", { next: "Infinity" })],
      edges: [edge("g0", "g1", { local: "Infinity", upstream: "-Infinity" })],
    });
    const read = readGraph({ version: 1, ...endless, earlier: [endless], beside: endless });
    for (const { nodes, edges } of [read, read.earlier![0]!, read.beside!]) {
      assert.equal(nodes[0]!.value, -Infinity);
      assert.equal(nodes[0]!.gradient, Infinity);
      assert.equal(nodes[1]!.next, Infinity);
      assert.deepEqual([edges[0]!.local, edges[0]!.upstream], [Infinity, -Infinity]);
    }
  });

  it("may hold what is not known yet, parallel edges, and groups in groups", () => {
    const { nodes, edges, groups } = readGraph(
      document({
        futureField: { of: "a later program" },
        edges: [edge("g0", "g1"), edge("g0", "g1", { position: 1 })],
        groups: [group("c0", ["g0", "g1"]), group("c1", ["g0"], { parent: "c0" })],
      }),
    );
    assert.deepEqual([nodes.length, edges.length, groups.length], [2, 2, 2]);
  });

  it("is left as it came: reading changes nothing in it", () => {
    const came = document({ nodes: [node("g0", { value: "Infinity" }), node("g1")] });
    const before = structuredClone(came);
    readGraph(came);
    assert.deepEqual(came, before);
  });
});

describe("a graph document of another version", () => {
  it("is refused with its version if it is newer, whatever else is in it", () => {
    for (const data of [document({ version: 2 }), { version: 2 }, '{"version": 2, "nodes": 5}']) {
      const fault = faultOf(data);
      assert.equal(fault.newerVersion, 2);
      assert.equal(fault.message, "version 2");
    }
    assert.equal(faultOf({ version: 17 }).newerVersion, 17);
  });

  it("is broken if there never was such a version", () => {
    for (const version of [0, -1, "1", "2", null, [2], true]) {
      const fault = faultOf(document({ version }));
      assert.equal(fault.newerVersion, undefined);
      assert.equal(fault.message, "/version must be equal to constant");
    }
  });
});

/** What is refused, and the words for it. */
const faults: Readonly<Record<string, readonly [data: unknown, words: string | RegExp]>> = {
  "no document at all": [undefined, "it must be object"],
  null: [null, "it must be object"],
  "a number": [7, "it must be object"],
  "a list": [[document()], "it must be object"],
  "an empty text": ["", /JSON/],
  "text that is no JSON": ["digraph { a -> b }", /JSON/],
  "JSON that ends too early": [JSON.stringify(document()).slice(0, -1), /JSON/],
  "the JSON text of a text": [JSON.stringify(JSON.stringify(document())), "it must be object"],
  "an empty object": [{}, "it must have required property 'version'"],

  ...Object.fromEntries(
    ["version", "pass", "targets", "nodes", "edges", "groups"].map((key) => [
      `no ${key}`,
      [without(document(), key), `it must have required property '${key}'`] as const,
    ]),
  ),
  "a pass that nobody knows": [
    document({ pass: "sideways" }),
    "/pass must be equal to one of the allowed values",
  ],
  "no gate": [document({ nodes: [] }), "/nodes must NOT have fewer than 1 items"],
  "gates by name": [document({ nodes: { g0: node("g0") } }), "/nodes must be array"],
  "no target": [document({ targets: [] }), "/targets must NOT have fewer than 1 items"],
  "a target without an end": [document({ targets: [["g1"]] }), "/targets/0 must be string"],
  "edges that are none": [document({ edges: null }), "/edges must be array"],
  "groups that are none": [document({ groups: "c0" }), "/groups must be array"],

  ...Object.fromEntries(
    ["id", "name", "operation", "role"].map((key) => [
      `a gate without ${key}`,
      [
        document({ nodes: [node("g0"), without(node("g1"), key)] }),
        `/nodes/1 must have required property '${key}'`,
      ] as const,
    ]),
  ),
  "a gate that is null": [document({ nodes: [node("g0"), null] }), "/nodes/1 must be object"],
  "an id that is markup": [
    document({ nodes: [node("g0"), node("<b>")] }),
    '/nodes/1/id must match pattern "^[a-z][0-9]{1,9}$"',
  ],
  "an id with a line break": [document({ nodes: [node("g0"), node("g1\n")] }), /^\/nodes\/1\/id must match/],
  "a name that is a number": [document({ nodes: [node("g0", { name: 1 })] }), "/nodes/0/name must be string"],
  "a name too long for any screen": [
    document({ nodes: [node("g0", { name: "x".repeat(1001) })] }),
    "/nodes/0/name must NOT have more than 1000 characters",
  ],
  "a mark too long for any screen": [
    document({ nodes: [node("g0", { mark: "x".repeat(10_001) })] }),
    "/nodes/0/mark must NOT have more than 10000 characters",
  ],
  "a role that is only for folded groups": [
    document({ nodes: [node("g0", { role: "group" })] }),
    "/nodes/0/role must be equal to one of the allowed values",
  ],
  ...Object.fromEntries(
    ["value", "gradient", "next"].flatMap((key) =>
      [null, "NaN", "1", [1], {}, true].map((wrong) => [
        `a ${key} that is ${JSON.stringify(wrong)}`,
        [document({ nodes: [node("g0", { [key]: wrong })] }), `/nodes/0/${key} must be number`] as const,
      ]),
    ),
  ),
  "a partner that is no id": [
    document({ nodes: [node("g0", { partner: "javascript:1" })] }),
    /^\/nodes\/0\/partner must match/,
  ],

  "an edge without a position": [
    document({ edges: [without(edge("g0", "g1"), "position")] }),
    "/edges/0 must have required property 'position'",
  ],
  "half a position": [
    document({ edges: [edge("g0", "g1", { position: 0.5 })] }),
    "/edges/0/position must be integer",
  ],
  "a negative position": [
    document({ edges: [edge("g0", "g1", { position: -1 })] }),
    "/edges/0/position must be >= 0",
  ],
  "a local derivative that is a text": [
    document({ edges: [edge("g0", "g1", { local: "NaN" })] }),
    "/edges/0/local must be number",
  ],

  "a group without gates": [
    document({ groups: [without(group("c0", []), "nodes")] }),
    "/groups/0 must have required property 'nodes'",
  ],
  "a group of numbers": [document({ groups: [group("c0", [0])] }), "/groups/0/nodes/0 must be string"],
  "a group with a parent that is no id": [
    document({ groups: [group("c0", ["g0"], { parent: 0 })] }),
    "/groups/0/parent must be string",
  ],

  "notes that are a text": [document({ notes: "x = 1" }), "/notes must be object"],
  "a note that is a text": [document({ notes: { g0: "x = 1" } }), "/notes/g0 must be object"],
  "a formula that is a list": [
    document({ notes: { g0: { value: ["x"] } } }),
    "/notes/g0/value must be string",
  ],
  "a formula that nobody would read": [
    document({ notes: { g0: { gradient: "x".repeat(100_001) } } }),
    "/notes/g0/gradient must NOT have more than 100000 characters",
  ],

  "earlier passes that are no list": [document({ earlier: picture() }), "/earlier must be array"],
  "an earlier pass with a broken gate": [
    document({ earlier: [picture(), picture({ nodes: [{ id: "g0" }] })] }),
    "/earlier/1/nodes/0 must have required property 'name'",
  ],
  "a broken graph of gradients": [
    document({ beside: picture({ targets: [] }) }),
    "/beside/targets must NOT have fewer than 1 items",
  ],

  "two gates with one id": [document({ nodes: [node("g0"), node("g1"), node("g0")] }), "g0 is there twice"],
  "two edges at one place": [
    document({ edges: [edge("g0", "g1"), edge("g0", "g1")] }),
    "g0-g1-0 is there twice",
  ],
  "two groups with one id": [document({ groups: [group("c0", []), group("c0", [])] }), "c0 is there twice"],
  "a group with the id of a gate": [document({ groups: [group("g1", ["g0"])] }), "g1 is there twice"],
  "a target that is not there": [document({ targets: ["g1", "g7"] }), "there is no gate g7"],
  "an edge to nowhere": [document({ edges: [edge("g0", "g7")] }), "there is no gate g7"],
  "an edge from nowhere": [document({ edges: [edge("g7", "g1")] }), "there is no gate g7"],
  "a group with a gate that is not there": [
    document({ groups: [group("c0", ["g0", "g7"])] }),
    "there is no gate g7",
  ],
  "a group with a group among its gates": [
    document({ groups: [group("c0", ["g0"]), group("c1", ["c0"])] }),
    "there is no gate c0",
  ],
  "a group in one that is not there": [
    document({ groups: [group("c0", ["g0"], { parent: "c7" })] }),
    "there is no group c7",
  ],
  "a group inside of itself": [
    document({ groups: [group("c0", ["g0"], { parent: "c0" })] }),
    "there is no group c0",
  ],
  "groups inside of each other": [
    document({ groups: [group("c0", ["g0"], { parent: "c1" }), group("c1", ["g0"], { parent: "c0" })] }),
    "there is no group c1",
  ],
  "an edge to nowhere in an earlier pass": [
    document({ earlier: [picture({ edges: [edge("g0", "g7")] })] }),
    "there is no gate g7",
  ],
  "a target that is not there in the graph of gradients": [
    document({ beside: picture({ targets: ["g7"] }) }),
    "there is no gate g7",
  ],
  "an earlier pass over fewer gates": [
    document({ earlier: [picture({ nodes: [node("g1")], edges: [] })] }),
    "an earlier pass is of another graph",
  ],
  "an earlier pass over other edges": [
    document({ earlier: [picture({ edges: [edge("g1", "g0")] })] }),
    "an earlier pass is of another graph",
  ],
};

describe("a graph document that is broken", () => {
  for (const [what, [data, words]] of Object.entries(faults)) {
    it(`is refused with the place of the fault: ${what}`, () => {
      const { message, newerVersion } = faultOf(data);
      if (typeof words === "string") assert.equal(message, words);
      else assert.match(message, words);
      assert.equal(newerVersion, undefined);
    });
  }

  it("is refused if it is larger than a page can bear, and read just below that", () => {
    const nodes = Array.from({ length: 200_001 }, (_, i) => node(`g${i}`));
    assert.equal(faultOf(document({ nodes })).message, "it has more than 200000 gates");
    assert.equal(readGraph(document({ nodes: nodes.slice(1), edges: [] })).nodes.length, 200_000);
  }).timeout(20_000);

  it("is refused for itself and never for what objects inherit", () => {
    const inherited = JSON.parse('{"__proto__": {"version": 1, "nodes": []}}') as object;
    assert.equal(faultOf(inherited).message, "it must have required property 'version'");
    const nodes = [JSON.parse('{"id": "g0", "__proto__": {"name": "x", "operation": "", "role": "input"}}')];
    assert.equal(faultOf(document({ nodes })).message, "/nodes/0 must have required property 'name'");
    assert.equal(faultOf(document({ targets: ["constructor"] })).message.split(" ")[0], "/targets/0");
  });
});
