/** Does not come to an end, or hardly. */

import { BUT_LOSS, BUT_TRAINING, NONE, REQUIRE, training, type Attack } from "./attack.js";

function during(name: string, loops: string): Attack {
  const code = `${REQUIRE}\nfunction train(network, epochs, random) { ${loops} }`;
  return {
    name,
    cells: { "f-train": code },
    gets: BUT_TRAINING,
    says: /was stopped after 1 s|nothing will settle|Invalid string length/,
  };
}

export const loops: readonly Attack[] = [
  {
    name: "loops when its cell runs",
    cells: training("for (;;);"),
    gets: BUT_TRAINING,
    says: /stopped after 1 s/,
  },
  {
    name: "loops in the cell of a gate that all others need",
    cells: { a: "for (;;);" },
    gets: { ...NONE, multiply: 5, sigmoid: 3, loss: 3 },
    says: /stopped after 1 s/,
  },
  {
    name: "loops in a constructor",
    cells: {
      d: "class SquaredLossGate extends Gate { constructor(...all) { super(...all); for (;;); } forward() {} backward() {} }",
    },
    gets: { ...BUT_LOSS, network: 0 },
  },
  {
    name: "loops in forward()",
    cells: { d: "class SquaredLossGate extends Gate { forward() { for (;;); } backward() {} }" },
    gets: { ...BUT_LOSS, network: 1 },
  },
  {
    name: "loops in a getter",
    cells: {
      d: "class SquaredLossGate extends Gate { constructor(...all) { super(...all); Object.defineProperty(this, 'out', { get() { for (;;); } }); } forward() {} backward() {} }",
    },
    gets: { ...BUT_LOSS, network: 1 },
  },
  during("loops in a call", "for (;;);"),
  during("loops in microtasks", "return (async () => { for (;;) await null; })();"),
  during("loops after it has waited", "return (async () => { await 1; for (;;); })();"),
  during(
    "loops in process.nextTick",
    "const again = () => process.nextTick(again); again(); return new Promise(() => {});",
  ),
  during(
    "loops in setImmediate",
    "const again = () => setImmediate(again); again(); return new Promise(() => {});",
  ),
  during("has an interval that never ends", "setInterval(() => {}, 1); return new Promise(() => {});"),
  during("waits for a promise that nothing settles", "return new Promise(() => {});"),
  during("waits for a thenable that never answers", "return { then() {} };"),
  during(
    "has a thenable that answers with itself",
    "const again = { then: (yes) => yes(again) }; return again;",
  ),
  during("loops in a trap of a proxy", "return new Proxy([], { get() { for (;;); } });"),
  during("loops in the words of an error", "throw { get message() { for (;;); }, name: 'x' };"),
  during("loops in toString of what it throws", "throw { toString() { for (;;); } };"),
  during("loops in Symbol.toPrimitive", "throw { [Symbol.toPrimitive]() { for (;;); } };"),
  during("has a regular expression that goes back for ever", "return /^(a+)+$/.test('a'.repeat(60) + '!');"),
  during("sleeps in Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"),
  during(
    "sleeps and works by turns, so that the machine seems to be too busy",
    "const cell = new Int32Array(new SharedArrayBuffer(4)); for (;;) { for (const end = performance.now() + 20; performance.now() < end;); Atomics.wait(cell, 0, 0, 80); }",
  ),
  {
    ...during(
      "lets fifty threads wait for one processor, so that the machine seems to be too busy",
      `const { Worker } = require("node:worker_threads"); for (let i = 0; i < 50; i++) try { new Worker("for (;;);", { eval: true }).on("error", () => {}); } catch {} for (;;);`,
    ),
    // In newer versions of Node each thread needs more memory.
    says: /was stopped after 1 s|used more memory than there is/,
  },
  during("computes with a number of a million digits", "let n = 3n; for (;;) n *= n;"),
  during(
    "reads what never comes",
    "require('node:fs').readSync(3, Buffer.alloc(1e6)); require('node:fs').readSync(3, Buffer.alloc(1e6));",
  ),
  during("joins a list without an end", "return Array(2 ** 32 - 1).join('x');"),
  during("sorts with an order that never ends", "return [3, 1, 2].sort(() => { for (;;); });"),
  during(
    "loops in WebAssembly",
    "new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11]))).exports.f();",
  ),
  {
    name: "needs many moments instead of a long one",
    cells: {
      d: "class SquaredLossGate extends Gate { forward() { for (const end = performance.now() + 600; performance.now() < end;); this.out = 0; } backward() {} }",
    },
    gets: { ...BUT_LOSS, network: 0 },
    handIn: 2000,
    says: /took more than 2 s in all|took too long in all/,
  },
];
