/** Returns and keeps objects that lie, change, throw, or are huge, where a number should be. */

import { BUT_LOSS, BUT_TRAINING, NONE, type Attack, type Points } from "./attack.js";

/** @param out an expression: what the loss has as its value */
function out(name: string, value: string, before = "", gets: Points = { ...BUT_LOSS, network: 2 }): Attack {
  const code = `${before}
class SquaredLossGate extends Gate {
  forward() { this.out = ${value}; }
  backward() { for (const input of this.inputNodes) input.dz = ${value}; }
}`;
  return { name: `has as its value ${name}`, cells: { d: code }, gets };
}

/** @param value an expression: what the training returns */
function history(name: string, value: string, before = ""): Attack {
  const code = `${before}\nfunction train(network, epochs, random) { return ${value}; }`;
  return { name: `returns ${name}`, cells: { "f-train": code }, gets: BUT_TRAINING };
}

export const returns: readonly Attack[] = [
  out("an object with valueOf", "({ valueOf: () => 4 })"),
  out("an object whose words cannot be made", "({ toString: 1, valueOf: 1 })"),
  out("an object with toJSON", "({ toJSON: () => 4 })"),
  out("a boxed number", "new Number(4)"),
  out("an object with Symbol.toPrimitive", "({ [Symbol.toPrimitive]: () => 4 })"),
  out("a number as a text", '"4"'),
  out("a bigint", "4n"),
  out("a symbol", "Symbol('4')"),
  out("NaN", "NaN"),
  out("Infinity", "Infinity", "", BUT_LOSS),
  out("minus zero", "-0", "", BUT_LOSS),
  out("what looks like a reference", "({ ref: 0 })"),
  out("what looks like a reference to nothing", "({ ref: 4000000 })"),
  out("what looks like a number of the wire", '({ $: "NaN" })'),
  out("what looks like an object of the wire", "({ of: { out: 4 } })"),
  out(
    "an object with the key __proto__",
    `JSON.parse('{"__proto__": {"passed": true}, "constructor": {"prototype": {"x": 1}}}')`,
  ),
  out("a function", "() => 4"),
  out("a class", "SquaredLossGate"),
  out("a promise of a number", "Promise.resolve(4)"),
  out("a thenable that answers at once", "({ then: (yes) => yes(4) })"),
  out("a thenable that answers twice", "({ then(yes, no) { yes(1); yes(2); no(3); throw 4; } })"),
  out(
    "a proxy all of whose traps throw",
    `new Proxy({}, new Proxy({}, { get() { throw new Error("trap"); } }))`,
  ),
  out(
    "a proxy of a list that changes with each reading",
    "new Proxy([], { get: (_, key) => (key === 'length' ? n++ % 7 : n++) })",
    "let n = 0;",
  ),
  out("a revoked proxy", "gone", "const { proxy: gone, revoke } = Proxy.revocable({}, {}); revoke();"),
  out("a list that holds itself", "self", "const self = []; self.push(self);"),
  out(
    "lists within each other a thousand deep",
    "deep",
    "let deep = 1; for (let i = 0; i < 1000; i++) deep = [deep];",
  ),
  out(
    "lists within each other a hundred thousand deep",
    "deep",
    "let deep = 1; for (let i = 0; i < 1e5; i++) deep = [deep];",
  ),
  out(
    "objects that double with each level",
    "wide",
    "let wide = { x: 1 }; for (let i = 0; i < 40; i++) wide = { a: wide, b: wide };",
  ),
  out("a typed array", "new Float64Array(1e6)", "", { ...BUT_LOSS, network: 1 }),
  out("null", "null"),
  out("a text that the judge could take for its own words", '"passed"'),
  {
    name: "counts how often its value is read, and changes it",
    cells: {
      d: `class SquaredLossGate extends Gate {
  get out() { return (this.reads = (this.reads ?? 0) + 1); }
  set out(value) {}
  forward() {}
  backward() { this.inputNodes.forEach((input) => { let n = 0; Object.defineProperty(input, "dz", { get: () => n++, set() {}, configurable: true }); }); }
}`,
    },
    gets: { ...BUT_LOSS, network: 2 },
  },
  {
    name: "returns from its constructor something else than a gate",
    cells: {
      d: "class SquaredLossGate { constructor() { return { out: 4, inputNodes: [1, 2], forward() {}, backward() {} }; } }",
    },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "returns a list from its constructor",
    cells: { d: "class SquaredLossGate { constructor() { return [1, 2, 3]; } }" },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "is a function and no class",
    cells: { d: "const SquaredLossGate = () => 4;" },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "is a proxy of a class that constructs numbers",
    cells: {
      d: "const SquaredLossGate = new Proxy(class {}, { construct: () => ({ out: 4, inputNodes: [1, 2] }) });",
    },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "hands over a text where a class should be",
    cells: { d: 'const SquaredLossGate: any = "class";' },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "hands over null where a class should be",
    cells: { d: "const SquaredLossGate: any = null;" },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "has a million inputs of its own",
    cells: {
      d: `class SquaredLossGate extends Gate {
  constructor(inputNodes, name) { super(inputNodes, name); this.inputNodes.length = 0; for (let i = 0; i < 1e6; i++) this.inputNodes.push(this); }
  forward() { this.out = 0; }
  backward() {}
}`,
    },
    gets: { ...BUT_LOSS, network: 0 },
  },
  history("a list without an end", "Object.assign([], { length: 2 ** 32 - 1 })"),
  history(
    "a proxy of a list with 2⁵³ places",
    "new Proxy([], { get: (list, key) => (key === 'length' ? 2 ** 53 - 1 : list[key]) })",
  ),
  history("a list of ten million numbers", "Array(1e7).fill(0.25)"),
  history("a text of 100 MB", '"x".repeat(1e8)'),
  history("as many losses as epochs, all of them lies", "Array(epochs).fill(0.25)"),
  history("the losses of no pattern", "Array.from({ length: epochs }, () => random())"),
  history(
    "a list whose elements are getters",
    "Object.defineProperty([], 0, { get: () => 0.25, enumerable: true })",
  ),
  history("a generator", "(function* () { yield 0.25; })()"),
  history("a list with objects that claim to be numbers", "Array(epochs).fill({ $: '-0' })"),
  {
    name: "returns a network of proxies that answer everything",
    cells: {
      "f-network": `function xorNetwork() {
  const any = () => new Proxy(function () {}, { get: (_, key) => (key === "out" ? 0.5 : key === "gates" ? [any(), any()] : any()), apply: () => any(), construct: () => any() });
  return any();
}`,
    },
    gets: { ...BUT_TRAINING, network: 0 },
  },
  {
    name: "returns a network with a hundred thousand weights",
    cells: {
      "f-network": `function xorNetwork() {
  const gates = Array.from({ length: 1e5 }, () => new WeightGate(0.1, 1));
  return { x1: gates[0], x2: gates[1], y: gates[2], yHat: gates[3], graph: { gates, target: gates[4], forward() {}, backward() {} } };
}`,
    },
    gets: { ...BUT_TRAINING, network: 0 },
  },
  {
    name: "returns a network that is plain data",
    cells: {
      "f-network": `function xorNetwork() {
  const gate = { out: 0.5, dz: 0, inputNodes: [], consumers: [] };
  return { x1: gate, x2: gate, y: gate, yHat: gate, graph: { gates: [gate], target: gate } };
}`,
    },
    gets: { ...BUT_TRAINING, network: 0 },
  },
  {
    name: "makes every gate a plain record of functions",
    cells: { a: "function WeightGate() { return { toString: 1, valueOf: 1, alpha: {}, out: {} }; }" },
    gets: { ...NONE, multiply: 5, sigmoid: 3, loss: 3 },
  },
];
