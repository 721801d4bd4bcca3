/**
 * Graph documents of somebody who wants a script to run, the reader's browser to call home, or the page to stand
 * still, when a notebook is opened. Each is a small good document with one thing wrong in it.
 */

import { gzipSync } from "node:zlib";

import { payloads } from "./hostile.js";

export interface HostileDocument {
  readonly what: string;
  /** A document, its JSON text, or that packed. */
  readonly data: unknown;
  /** Whether it follows the format for all that, so that a reader sees a graph; any other is explained by words. */
  readonly isDrawn: boolean;
}

type Json = Record<string, unknown>;

/** @param canary - the address that nobody may call */
export function hostileDocuments(canary: string): HostileDocument[] {
  return [
    ...injections(canary),
    ...wrongTypes(),
    ...Object.entries(drawn).map(([what, data]) => ({ what, data: data(), isDrawn: true })),
    ...Object.entries(refused).map(([what, data]) => ({ what, data: data(), isDrawn: false })),
  ];
}

const node = (id: string, more: Json = {}): Json => {
  return { id, name: id, operation: "+", role: "operation", value: 1, gradient: 0.5, ...more };
};
const edge = (from: string, to: string, more: Json = {}): Json => {
  return { from, to, position: 0, local: 1, upstream: 0.5, ...more };
};
const group = (id: string, nodes: readonly string[], more: Json = {}): Json => {
  return { id, name: id, nodes, ...more };
};

function picture(more: Json = {}): Json {
  return {
    pass: "step",
    targets: ["g2"],
    nodes: [node("g0", { role: "weight", next: 2 }), node("g1", { role: "input" }), node("g2")],
    edges: [edge("g0", "g2"), edge("g1", "g2", { position: 1 })],
    groups: [],
    ...more,
  };
}

const document = (more: Json = {}): Json => ({ version: 1, ...picture(), ...more });

/** With something else for the first gate's. */
const gate = (more: Json): Json => document({ nodes: [node("g0", more), node("g1"), node("g2")] });

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** A document whose gates are each an input of the next. */
function chain(length: number, more: Json = {}): Json {
  return document({
    targets: [`g${length - 1}`],
    nodes: times(length, (i) => node(`g${i}`)),
    edges: times(length - 1, (i) => edge(`g${i}`, `g${i + 1}`)),
    ...more,
  });
}

/** Every place for a text, and whether any text may stand there. */
const places: Readonly<Record<string, readonly [put: (text: string) => unknown, takesAnyText: boolean]>> = {
  name: [(name) => gate({ name }), true],
  operation: [(operation) => gate({ operation }), true],
  mark: [(mark) => gate({ mark }), true],
  formula: [(value) => document({ notes: { g0: { value } } }), true],
  "chain rule": [(gradient) => document({ notes: { g0: { gradient } } }), true],
  "name of a group": [(name) => document({ groups: [group("c0", ["g0", "g1"], { name })] }), true],
  "name of the target": [
    (name) => document({ nodes: [node("g0"), node("g1"), node("g2", { role: "target", name })] }),
    true,
  ],
  "name in an earlier pass": [
    (name) => document({ earlier: [picture({ nodes: [node("g0", { name }), node("g1"), node("g2")] })] }),
    true,
  ],
  "name in the graph of gradients": [
    (name) => document({ beside: picture({ nodes: [node("g0", { name }), node("g1"), node("g2")] }) }),
    true,
  ],
  "unknown field": [(text) => gate({ label: text, URL: text, style: text, onclick: text }), true],
  "text of a step": [(text) => document({ steps: [{ kind: "forward", gate: text, text }] }), true],
  "gate of a note": [(id) => document({ notes: { [id]: { value: id } } }), true],
  id: [(id) => document({ nodes: [node(id), node("g1"), node("g2")], edges: [edge(id, "g2")] }), false],
  target: [(id) => document({ targets: [id] }), false],
  "end of an edge": [(id) => document({ edges: [edge("g0", id)] }), false],
  position: [(position) => document({ edges: [edge("g0", "g2", { position })] }), false],
  "local derivative": [(local) => document({ edges: [edge("g0", "g2", { local })] }), false],
  value: [(value) => gate({ value }), false],
  role: [(role) => gate({ role }), false],
  partner: [(partner) => gate({ partner }), false],
  pass: [(pass) => document({ pass }), false],
  version: [(version) => document({ version }), false],
  "id of a group": [(id) => document({ groups: [group(id, ["g0"])] }), false],
  "gate of a group": [(id) => document({ groups: [group("c0", [id])] }), false],
  parent: [(parent) => document({ groups: [group("c0", ["g0"], { parent })] }), false],
  "whole document": [(text) => text, false],
};

/** Where a text goes into DOT, into the page, and into a message. */
const thorough = ["name", "operation", "name of a group", "formula", "id"];

/** Every payload meets every sixth place, each time shifted by one, and the places where it matters most all of them. */
function injections(canary: string): HostileDocument[] {
  return Object.entries({ ...payloads(canary), ...dotPayloads(canary) }).flatMap(([payload, text], row) =>
    Object.entries(places)
      .filter(([place], column) => (row + column) % 6 === 0 || thorough.includes(place))
      .map(([place, [put, isDrawn]]) => ({ what: `${payload} as ${place}`, data: put(text), isDrawn })),
  );
}

/** For those who know that the picture is made from DOT. */
function dotPayloads(canary: string): Record<string, string> {
  return {
    "end of a DOT text": `"]; x [URL="javascript:top.__pwned=1" label="click"]; y [image="${canary}/x.png" label="`,
    "end of an HTML-like label": `</B></TD></TR></TABLE>>]; x [URL="${canary}/x"]; y [label=<<TABLE><TR><TD><B>`,
    "HTML-like label": `<<table href="javascript:top.__pwned=1"><tr><td><img src="${canary}/x.png"/></td></tr></table>>`,
    "Graphviz escapes": `\\N\\G\\E\\T\\l\\r\\" \\`,
    "end of a graph": `}} digraph { x [href="${canary}/x"] } /*`,
    "words of another language": `%1 %2 %% \${top.__pwned=1} {{top.__pwned=1}}`,
  };
}

/** What each place wants. Everything else is put there. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  text: [
    ...["nodes/0/id", "nodes/0/name", "nodes/0/operation", "nodes/0/role", "nodes/0/mark", "nodes/0/partner"],
    ...[
      "edges/0/from",
      "edges/0/to",
      "targets/0",
      "pass",
      "groups/0/id",
      "groups/0/name",
      "groups/0/nodes/0",
    ],
    ...["groups/1/parent", "notes/g0/value", "notes/g0/gradient"],
  ],
  number: [
    ...["nodes/0/value", "nodes/0/gradient", "nodes/0/next", "edges/0/local", "edges/0/upstream"],
    ...["edges/0/position", "version"],
  ],
  list: ["nodes", "edges", "groups", "targets", "groups/0/nodes", "earlier"],
  object: ["nodes/0", "edges/0", "groups/0", "notes", "notes/g0", "earlier/0", "beside"],
};
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  text: [null, 7, { toString: "x" }],
  number: ["NaN", null, [1]],
  list: ["x", { length: 1, 0: "x" }, null],
  object: ["x", [], null],
};

function wrongTypes(): HostileDocument[] {
  const complete = (): Json =>
    document({
      groups: [group("c0", ["g0", "g1"]), group("c1", ["g0"], { parent: "c0" })],
      notes: { g0: { value: "x", gradient: "x" } },
      earlier: [picture()],
      beside: picture(),
    });
  return Object.entries(kinds).flatMap(([kind, paths]) =>
    paths.map((path, row) => {
      const value = wrong[kind]![row % wrong[kind]!.length];
      const data = complete();
      put(data, path.split("/"), value);
      return { what: `${JSON.stringify(value)} as ${path}`, data, isDrawn: false };
    }),
  );
}

function put(into: unknown, [key, ...rest]: readonly string[], value: unknown): void {
  const parent = into as Json;
  if (rest.length === 0) parent[key!] = value;
  else put(parent[key!], rest, value);
}

function packed(json: string): { readonly version: 1; readonly gzip: string } {
  return { version: 1, gzip: gzipSync(json).toString("base64") };
}

/** JSON text with a value in it that no object of this program can hold. */
const textWith = (data: unknown, written: string): string =>
  JSON.stringify(data).replace('"HERE"', () => written);

const polluting = '{"polluted":"yes","value":7,"toString":"x","name":"x"}';

/** Strange, and still graphs. */
const drawn: Readonly<Record<string, () => unknown>> = {
  "gates in a circle": () => document({ edges: [edge("g0", "g1"), edge("g1", "g2"), edge("g2", "g0")] }),
  "a gate that is its own input": () => document({ edges: [edge("g0", "g0"), edge("g0", "g2")] }),
  "inputs behind what reads them": () =>
    document({ edges: [edge("g2", "g0"), edge("g1", "g0", { position: 1 })] }),
  "a gate that is a target many times": () => document({ targets: times(1000, () => "g2") }),
  "two hundred parallel edges": () =>
    document({ edges: times(200, (position) => edge("g0", "g2", { position })) }),
  "an edge at a position beyond all numbers": () =>
    document({ edges: [edge("g0", "g2", { position: 1e300 }), edge("g1", "g2")] }),
  "numbers at the end of the scale": () =>
    gate({ value: 1.7976931348623157e308, gradient: -5e-324, next: -1.7976931348623157e308 }),
  "a number that is too large to be one": () => textWith(gate({ value: "HERE" }), "1e999"),
  "a number of a million digits": () => textWith(gate({ value: "HERE" }), `1${"0".repeat(1e6)}`),
  "infinities in a step": () => gate({ value: "Infinity", gradient: "-Infinity", next: "Infinity" }),
  "a key that is there twice": () =>
    textWith(
      document({ x: "HERE" }),
      '1,"nodes":[],"nodes":[{"id":"g0","name":"x","operation":"","role":"input"},{"id":"g1","name":"x","operation":"","role":"input"},{"id":"g2","name":"x","operation":"","role":"input"}]',
    ),

  "the prototype of a document": () => textWith(document({ x: "HERE" }), `1,"__proto__":${polluting}`),
  "the prototype of a gate": () => textWith(gate({ x: "HERE" }), `1,"__proto__":${polluting}`),
  "the prototype of the notes": () =>
    textWith(document({ notes: { g0: { value: "x" }, x: { x: "HERE" } } }), `1},"__proto__":{"value":"x"`),
  "the constructor": () =>
    document({ constructor: { prototype: { polluted: "yes" } }, notes: { constructor: { value: "x" } } }),
  "keys that objects have": () =>
    document({ then: "x", toJSON: "x", hasOwnProperty: "x", valueOf: null, length: -1, nodeType: 1 }),

  "no operation": () => gate({ operation: "" }),
  "no name": () => gate({ name: "", operation: "" }),
  "a name of control characters alone": () => gate({ name: "\u0001\u0002\u007f" }),
  "a box that says it is folded": () => gate({ folded: { gates: "<b>", values: "x" } }),
  "fields nested a hundred thousand deep": () =>
    textWith(document({ x: "HERE" }), `${"[".repeat(1e5)}${"]".repeat(1e5)}`),
  "names of nothing but space": () => gate({ name: " \u00a0\u2003\u200b ", operation: "\t\r\n" }),
  "one name for all": () =>
    document({
      nodes: times(3, (i) => node(`g${i}`, { name: "x" })),
      groups: [group("c0", ["g0"], { name: "x" })],
    }),
  "control characters around a name": () =>
    gate({ name: `${String.fromCodePoint(...times(32, (i) => i), 127, 0x85, 0x2028, 0xfffe, 0xffff)}x\0` }),
  "halves of surrogate pairs": () => textWith(gate({ name: "HERE" }), '"x\\ud800y\\udc00z\\ud83d"'),
  "a name that turns the line around": () =>
    gate({ name: "\u202ex = 1 \u2066\u2069 gro.elpmaxe//:ptth\u202c" }),
  "a name of a thousand accents": () => gate({ name: `x${"\u0301".repeat(999)}` }),
  "the longest name and operation": () =>
    gate({ name: "W".repeat(1000), operation: "\u{1f600}".repeat(1000) }),
  "the longest mark": () => gate({ mark: "<b>".repeat(3333) }),
  "the longest formula": () => document({ notes: { g0: { value: "x".repeat(100_000) } } }),
  "notes on gates that are not there": () =>
    document({ notes: Object.fromEntries(times(5000, (i) => [`z${i}`, { value: "x" }])) }),

  "a gate in several groups": () =>
    document({ groups: times(20, (i) => group(`c${i}`, ["g0", i % 2 === 0 ? "g1" : "g2"])) }),
  "a gate a thousand times in one group": () =>
    document({
      groups: [
        group(
          "c0",
          times(1000, () => "g0"),
        ),
      ],
    }),
  "groups of nothing": () => document({ groups: times(100, (i) => group(`c${i}`, [])) }),
  "a group with gates that its parent has not": () =>
    document({ groups: [group("c0", ["g0"]), group("c1", ["g1", "g2"], { parent: "c0" })] }),
  "a parent without gates": () =>
    document({ groups: [group("c0", []), group("c1", ["g0"], { parent: "c0" })] }),
  "groups in groups, two hundred deep": () =>
    document({
      groups: times(200, (i) => group(`c${i}`, ["g0", "g1"], i > 0 ? { parent: `c${i - 1}` } : {})),
    }),

  "steps at gates that are not there": () =>
    document({ steps: [{ kind: "forward", gate: "g99" }, { kind: "backward", gate: -1 }, null] }),
  "a million steps": () => textWith(document({ steps: "HERE" }), `[${"0,".repeat(1e6)}0]`),
  "two thousand passes": () => document({ earlier: times(2000, () => picture()) }),
  "fields nested a hundred deep": () =>
    textWith(document({ x: "HERE" }), `${'{"x":['.repeat(50)}${"]}".repeat(50)}`),
  "a megabyte in a field that nobody knows": () => gate({ x: "x".repeat(1e6) }),
  "a packed document that is small": () => packed(JSON.stringify(document())),
  "a packed document with more in it": () => ({
    ...document({ nodes: 7 }),
    ...packed(JSON.stringify(document())),
  }),
  "a path through twenty thousand gates": () => packed(JSON.stringify(chain(20_000))),
  "twenty thousand gates without any edge": () => JSON.stringify(chain(20_000, { edges: [] })),
};

/** No graphs, or none that anybody could look at. */
const refused: Readonly<Record<string, () => unknown>> = {
  "nothing at all": () => null,
  "a number": () => 0,
  "a list": () => [document()],
  "an empty text": () => "",
  "an empty object": () => ({}),
  "text that is no JSON": () => "<svg onload=alert(1)>",
  "two documents": () => JSON.stringify(document()) + JSON.stringify(document()),
  "a document in a text in a text": () => JSON.stringify(JSON.stringify(document())),
  "lists nested a hundred thousand deep": () =>
    textWith(document({ nodes: "HERE" }), `${"[".repeat(1e5)}${"]".repeat(1e5)}`),
  "numbers that JSON does not have": () => textWith(gate({ value: "HERE" }), "NaN"),
  "NaN as a text": () => gate({ value: "NaN" }),
  "infinity by another name": () => gate({ value: "+Infinity" }),
  "a packed text that is none": () => ({ version: 1, gzip: "<script>alert(1)</script>" }),
  "a packed text that is not packed": () => ({ version: 1, gzip: btoa(JSON.stringify(document())) }),
  "a packed text that ends too early": () => {
    const { gzip } = packed(JSON.stringify(document()));
    return { version: 1, gzip: gzip.slice(0, gzip.length / 2) };
  },
  "a packed text with a wrong sum": () => {
    const bytes = gzipSync(JSON.stringify(document()));
    bytes[bytes.length - 6]! ^= 1;
    return { version: 1, gzip: bytes.toString("base64") };
  },
  "a packed document in a packed document": () => packed(JSON.stringify(packed(JSON.stringify(document())))),
  "a packed text that fills a computer": () => packed(" ".repeat(300_000_000)),
  "packed markup": () => packed("<svg onload=alert(1)>"),
  "a packed number": () => ({ version: 1, gzip: 7 }),
  "a packed later version": () => packed(JSON.stringify({ version: 2 })),
  "a version that is none": () => document({ version: 0 }),
  "a later version": () => ({ version: 2, nodes: "<b>" }),
  "a version beyond all numbers": () => textWith(document({ version: "HERE" }), "1e999"),

  "ids that are there twice": () => document({ nodes: times(3, () => node("g2")) }),
  "edges that are there twice": () => document({ edges: times(3, () => edge("g0", "g2")) }),
  "a group with the id of a gate": () => document({ groups: [group("g0", ["g1"])] }),
  "an edge to nowhere": () => document({ edges: [edge("g0", "g9")] }),
  "an edge from nowhere": () => document({ edges: [edge("g9", "g0")] }),
  "an edge to a group": () => document({ edges: [edge("g0", "c0")], groups: [group("c0", ["g1"])] }),
  "a negative position": () => document({ edges: [edge("g0", "g2", { position: -1 })] }),
  "half a position": () => document({ edges: [edge("g0", "g2", { position: 0.5 })] }),
  "a target that is not there": () => document({ targets: ["g2", "g9"] }),
  "a group of gates that are not there": () => document({ groups: [group("c0", ["g9"])] }),
  "a group that is its own parent": () => document({ groups: [group("c0", ["g0"], { parent: "c0" })] }),
  "groups in a circle": () =>
    document({ groups: times(3, (i) => group(`c${i}`, ["g0"], { parent: `c${(i + 1) % 3}` })) }),
  "a parent that is a gate": () => document({ groups: [group("c0", ["g0"], { parent: "g1" })] }),
  "an id of the page's": () => document({ nodes: [node("jp-main-dock-panel"), node("g2")], edges: [] }),
  "an id with a line break": () => document({ nodes: [node("g0\n"), node("g2")], edges: [] }),
  "an id of a billion": () => document({ nodes: [node(`g${"9".repeat(100_000)}`), node("g2")], edges: [] }),
  "an earlier pass over another graph": () => document({ earlier: [chain(5)] }),
  "a graph of gradients with an edge to nowhere": () =>
    document({ beside: picture({ edges: [edge("g0", "g9")] }) }),

  ...Object.fromEntries(
    ["name", "operation", "mark", "id", "role"].map((key) => [
      `a megabyte as ${key}`,
      () => gate({ [key]: "x".repeat(1e6) }),
    ]),
  ),
  "a megabyte as a formula": () => document({ notes: { g0: { value: "x".repeat(1e6) } } }),
  "a megabyte as the name of a group": () =>
    document({ groups: [group("c0", ["g0"], { name: "<b>".repeat(333_333) })] }),
  "a megabyte as a whole": () => "x".repeat(1e6),
  "more gates than a page can bear": () =>
    JSON.stringify(
      document({ nodes: times(200_001, (i) => ({ id: `g${i}`, name: "", operation: "", role: "input" })) }),
    ),
};
