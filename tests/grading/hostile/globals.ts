/** Patches what the runner and the judge could lean on. The judge is elsewhere, so the author alone is hurt. */

import {
  ALL,
  BUT_LOSS,
  BUT_TRAINING,
  loss,
  NONE,
  REQUIRE,
  training,
  WRONG_LOSS,
  type Attack,
  type Points,
} from "./attack.js";

const harmless = (name: string, code: string): Attack => ({ name, cells: loss(code), gets: BUT_LOSS });
const harming = (name: string, gets: Points, code: string): Attack => ({ name, cells: loss(code), gets });

export const globals: readonly Attack[] = [
  harmless("replaces JSON.stringify and JSON.parse", "JSON.stringify = JSON.parse = () => '[1,0]';"),
  harmless(
    "makes Number.isNaN and Math.abs say what it likes",
    "Number.isNaN = () => false; Math.abs = () => 0;",
  ),
  harming("makes Number.isFinite deny all numbers, and so its own", NONE, "Number.isFinite = () => false;"),
  harmless(
    "has assert agree with everything",
    `${REQUIRE}
const assert = require("node:assert");
for (const key of Object.keys(assert)) if (typeof assert[key] === "function") assert[key] = () => undefined;`,
  ),
  harmless(
    "patches the methods of numbers",
    `
Number.prototype.valueOf = () => 7; Number.prototype.toString = () => "7"; Number.prototype.toFixed = () => "7";`,
  ),
  harmless(
    "replaces the class Promise and its then",
    `
const then = Promise.prototype.then;
Promise.prototype.then = function (yes, no) { return then.call(this, (value) => yes?.(value === 0 ? 4 : value), no); };
globalThis.Promise = class extends Promise {};`,
  ),
  harming(
    "lets fs.writeSync and fs.readSync do what it wants",
    { ...BUT_LOSS, network: 0 },
    `${REQUIRE}
const fs = require("node:fs");
fs.writeSync = () => 1e9; fs.readSync = () => 0;`,
  ),
  harmless(
    "listens to everything that the judge asks",
    `${REQUIRE}
const fs = require("node:fs"); const { readSync } = fs; globalThis.heard = [];
fs.readSync = (fd, buffer, ...more) => { const n = readSync(fd, buffer, ...more); heard.push(buffer.toString("utf8", 0, n)); return n; };`,
  ),
  harming(
    "answers every reading of dz with the gradient that was asked for",
    BUT_LOSS,
    `
const apply = Function.prototype.apply;
Function.prototype.apply = function (on, args) { return args?.length === 2 ? undefined : apply.call(this, on, args); };`,
  ),
  harmless(
    "gives all objects a field out and a gradient",
    `
Object.prototype.passed = true; Object.prototype.status = "passed"; Object.prototype.score = 3;`,
  ),
  harmless(
    "gives every object the mark of a reference",
    "Object.prototype.points = 1e9; Object.prototype.ok = true;",
  ),
  {
    name: "replaces the method of its graph by one that computes for it",
    cells: loss(`const { forward } = ComputationalGraph.prototype;
ComputationalGraph.prototype.forward = function () { try { return forward.call(this); } finally { this.target.out = 0.75; } };`),
    gets: BUT_LOSS,
  },
  {
    name: "patches a gate of the exercise so that every gradient is right by itself",
    cells: loss("Gate.prototype.putGradient = function () { this.dz = 1; };"),
    // Where all gradients are 1, an epoch of the right training makes four steps.
    gets: { ...BUT_LOSS, training: 1 },
  },
  {
    name: "makes Reflect.construct return one gate for all",
    cells: training(
      "const construct = Reflect.construct; let first; Reflect.construct = (...args) => (first ??= construct(...args));",
    ),
    // Who never asks for a second gate does not notice.
    gets: { ...NONE, weight: 1, graph: 4, network: 4 },
  },
  {
    name: "freezes what the runner changes",
    cells: training(
      "for (const each of [Array, Map, Set, Object, Promise, Function]) Object.freeze(each.prototype);",
    ),
    gets: BUT_TRAINING,
  },
  {
    name: "takes the methods of lists and maps away",
    cells: training(
      "for (const key of ['map', 'push', 'includes', 'concat']) delete Array.prototype[key]; delete Map.prototype.set; delete Map.prototype.get;",
    ),
    gets: NONE,
  },
  {
    name: "replaces Symbol.iterator of lists",
    cells: training("Array.prototype[Symbol.iterator] = function* () { yield 1; };"),
    gets: NONE,
  },
  {
    name: "has Array.from and Object.entries return what the judge wants to hear",
    cells: {
      d: `const entries = Object.entries; Object.entries = (of) => (typeof of === "object" && "out" in of ? [["out", 1]] : entries(of));
Array.from = () => [1, 2, 3];
${WRONG_LOSS}`,
    },
    gets: { ...NONE, weight: 3, multiply: 1 },
  },
  {
    name: "makes Buffer forget what it is given",
    cells: training(
      "Buffer.from = () => Buffer.alloc(0); Buffer.concat = () => Buffer.alloc(0); Buffer.prototype.indexOf = () => -1;",
    ),
    // The cell ends its process, so the others run without it.
    gets: BUT_TRAINING,
  },
  {
    name: "brings an honest hand-in's own names into danger",
    cells: {
      "f-train": `const Object = 1, Promise = 2, JSON = 3, Array = 4;
const patterns = [{ x1: 0, x2: 0, y: 0 }, { x1: 0, x2: 1, y: 1 }, { x1: 1, x2: 0, y: 1 }, { x1: 1, x2: 1, y: 0 }];
function train(network, epochs, random) {
  const history = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    for (let step = 0; step < 4; step++) {
      const { x1, x2, y } = patterns[Math.floor(random() * 4)];
      network.x1.out = x1; network.x2.out = x2; network.y.out = y;
      network.graph.forward(); network.graph.backward();
      loss += network.graph.target.out;
    }
    history.push(loss / 4);
  }
  return history;
}`,
    },
    gets: ALL,
  },
];
