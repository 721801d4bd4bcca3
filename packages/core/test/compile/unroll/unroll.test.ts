import assert from "node:assert/strict";
import fc from "fast-check";
import { GateTrainer } from "../../../src/compile/schedule/gateTrainer.js";
import { randomMembers } from "./randomMembers.js";
import { ownStep, programOf, studentGraph } from "./studentGates.js";

const ORDER = [0, 1, 2, 2, 1, 0, 0, 1, 0, 2, 1, 1];

/** Ways to write the same product, and other gates, of which each can be unrolled. */
const UNDERSTOOD: Readonly<Record<string, string>> = {
  "loops of the newer kind": `
    forward() { this.out = 1; for (const node of this.inputNodes) this.out *= node.out; }
    backward() {
      for (const node of this.inputNodes) {
        let others = 1;
        for (const other of this.inputNodes) if (other !== node) others *= other.out;
        node.putGradient(this, others);
      }
    }`,
  "loops that count": `
    forward() {
      let product = 1;
      for (let i = 0; i < this.inputNodes.length; i++) { product = product * this.inputNodes[i].out; }
      this.out = product;
    }
    backward() {
      for (let i = this.inputNodes.length - 1; i >= 0; i--) {
        let others = 1;
        for (let j = 0; j < this.inputNodes.length; j += 1) {
          if (i === j) continue;
          others *= this.inputNodes[j].out;
        }
        this.inputNodes[i].putGradient(this, others);
      }
    }`,
  "methods of arrays": `
    forward() { this.out = this.inputNodes.map((n) => n.out).reduce((a, b) => a * b, 1) }
    backward() {
      this.inputNodes.forEach((node, i) => {
        const others = this.inputNodes.filter((_, j) => j !== i).reduce((product, n) => product * n.out, 1)
        node.putGradient(this, others)
      })
    }`,
  "names for the inputs": `
    forward() { const [a, b, c] = this.inputNodes; this.out = a.out * b.out + c.out ** 2; }
    backward() {
      const [a, b, c] = this.inputNodes;
      a.putGradient(this, b.out); b.putGradient(this, a.out); c.putGradient(this, 2 * c.out);
    }`,
  "pairs of position and input": `
    forward() { this.out = 0; for (const [i, node] of this.inputNodes.entries()) this.out += (i + 1) * node.out; }
    backward() { for (const [i, node] of this.inputNodes.entries()) node.putGradient(this, i + 1); }`,
  "conditions on numbers, left early": `
    forward() {
      const z = this.inputNodes[0].out + this.inputNodes[1].out;
      if (z > 0) { this.out = z; return; }
      this.out = 0.1 * z;
    }
    backward() {
      const slope = this.out > 0 ? 1 : 0.1;
      for (const node of this.inputNodes) {
        if (slope === 1 && node.out < 0.6) continue;
        node.putGradient(this, slope);
        if (node.out > 10) break;
      }
    }`,
  "helper methods that return numbers": `
    sigma(z) { if (z >= 0) return 1 / (1 + Math.exp(-z)); const e = Math.exp(z); return e / (1 + e); }
    slope() { return this.out * (1 - this.out); }
    forward() { this.out = this.sigma(this.inputNodes[0].out * this.inputNodes[1].out); }
    backward() {
      this.inputNodes[0].putGradient(this, this.slope() * this.inputNodes[1].out);
      this.inputNodes[1].putGradient(this, this.slope() * this.inputNodes[0].out);
    }`,
  "an error that is not thrown": `
    forward() {
      if (this.inputNodes.length !== 3) throw new Error(\`three inputs, not \${this.inputNodes.length}\`);
      this.out = Math.tanh(this.inputNodes[0].out);
    }
    backward() { this.inputNodes[0].putGradient(this, 1 - this.out ** 2); }`,
  "a gradient passed on by hand, and a count of calls": `
    calls = 0;
    forward() { this.calls++; this.out = Math.max(...this.inputNodes.map((n) => n.out)); }
    backward() { for (const n of this.inputNodes) if (n.out == this.out) { n.dz += this.dz; } else n.dz += 0; }`,
};

/** What only looks as if it were plain arithmetic on the gates, and what is beyond it. */
const REFUSED: Readonly<Record<string, string>> = {
  "a random number": `forward() { this.out = Math.random(); } backward() {}`,
  "a name from outside": `forward() { this.out = globalThis.performance ? 1 : 2; } backward() {}`,
  "a condition that may throw": `forward() { if (this.out > 1e9) throw new Error("large"); this.out = 1; } backward() {}`,
  "a list that grows": `
    seen = [];
    forward() { this.seen.push(this.inputNodes[0].out); this.out = this.seen.length; } backward() {}`,
  "a getter": `get z() { return this.inputNodes[0].out; } forward() { this.out = this.z; } backward() {}`,
  "a setter": `set z(value) { this.out = value; } forward() { this.z = 1; } backward() {}`,
  "a private field": `#z = 0; forward() { this.#z = 1; this.out = this.#z; } backward() {}`,
  "a field that is not a number": `
    last = null; forward() { this.last = this; this.out = 1; } backward() {}`,
  "a field of a typed array": `
    cache = new Float32Array(1); forward() { this.cache[0] = 0.1; this.out = this.cache[0]; } backward() {}`,
  "an element that is written": `cache = [0]; forward() { this.cache[0] = 1; this.out = this.cache[0]; } backward() {}`,
  "a way without a return": `
    half(z) { if (z > 0) return z / 2; } forward() { this.out = this.half(this.inputNodes[0].out); } backward() {}`,
  "a return of nothing": `
    half(z) { if (z < 0) return; return z / 2; } forward() { this.out = this.half(this.inputNodes[0].out); } backward() {}`,
  "a number and text": `forward() { this.out = Number("1" + 2); } backward() {}`,
  "text that becomes a number": `forward() { this.out = "3" * 2; } backward() {}`,
  "a boolean that becomes a number": `forward() { this.out = (this.inputNodes[0].out > 0) * 1; } backward() {}`,
  "a loop over a computed count": `
    forward() { this.out = 0; for (let i = 0; i < this.inputNodes[0].out; i++) this.out += 1; } backward() {}`,
  "a counter under a condition": `
    forward() {
      this.out = 0;
      for (let i = 0; i < 9; i++) { if (this.inputNodes[0].out > 0) i++; this.out += i; }
    } backward() {}`,
  "a counter in one of two values": `
    forward() {
      this.out = 0;
      for (let i = 0; i < 9; i++) this.out += this.inputNodes[0].out > 0 ? (i += 1) : i;
    } backward() {}`,
  "the number before a step": `forward() { this.out = this.dz++; } backward() {}`,
  "a call of a call": `make() { return (z) => z; } forward() { this.out = this.make()(1); } backward() {}`,
  "a place that is computed": `forward() { this.out = this.inputNodes[this.dz > 0 ? 1 : 0].out; } backward() {}`,
  "remainders and bits": `forward() { this.out = (7 % 4) + (5 & 3) + (1 << 2); } backward() {}`,
  "a default value": `half(z = 2) { return z / 2; } forward() { this.out = this.half(); } backward() {}`,
  "a function of its own kind": `forward = () => { this.out = 1; }; backward() {}`,
  "an own sum of an array's": `
    constructor(inputs) { super(inputs); this.inputNodes.forEach = () => undefined; }
    forward() { this.out = 1; this.inputNodes.forEach((n) => { this.out += n.out; }); } backward() {}`,
  "endless recursion that stops": `
    count(n) { return n === 0 ? 0 : 1 + this.count(n - 1); } forward() { this.out = this.count(90); } backward() {}`,
};

describe("a student's methods, unrolled", () => {
  for (const [name, members] of Object.entries(UNDERSTOOD)) {
    it(`do the same to the last bit: ${name}`, () => {
      assert(compareWithMethods(members), "not understood");
    });
  }

  for (const [name, members] of Object.entries(REFUSED)) {
    it(`are called when they hold ${name}`, () => {
      const student = studentGraph(members);
      assert.equal(programOf(student), undefined);
      const trainer = new GateTrainer(student.graph, student.task);
      trainer.run(2);
    });
  }

  it("do the same whatever the student writes", function () {
    this.timeout(30_000);
    let understood = 0;
    const runs = 1500;
    fc.assert(
      fc.property(randomMembers, (members) => {
        if (compareWithMethods(members)) understood++;
      }),
      { numRuns: runs },
    );
    // The others hold a change of a field in a place where it may not happen, or similar.
    assert(understood > runs / 4, `only ${understood} of ${runs} were understood`);
  });

  it("are called again when something is no longer what it was", () => {
    for (const change of [
      "gate.inputNodes.pop()",
      "gate.inputNodes[1] = gate.inputNodes[0]",
      "gate.putGradient = function (consumer, local) { this.dz -= local * consumer.dz; }",
      "Object.getPrototypeOf(gate).forward = function () { this.out = 7; }",
      "gate.scale = 3",
      "Object.defineProperty(gate, 'out', { get: () => 4, set: () => undefined })",
    ]) {
      const [trained, own] = [1, 2].map(() =>
        studentGraph(`
          forward() { this.out = 0; for (const n of this.inputNodes) this.out += n.out * (this.scale === undefined ? 1 : 2); }
          backward() { this.inputNodes.forEach((n) => n.putGradient(this, this.scale === undefined ? 1 : 2)); }`),
      );
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const alter = new Function("gate", change) as (gate: unknown) => void;
      const trainer = new GateTrainer(trained!.graph, trained!.task);
      for (let round = 0; round < 3; round++) {
        if (round === 2) for (const { graph } of [trained!, own!]) alter(graph.target);
        trainer.order.set(ORDER);
        trainer.run(ORDER.length);
        for (const row of ORDER) ownStep(own!, row);
        assert.deepEqual(trained!.numbers(), own!.numbers(), change);
      }
    }
  });

  it("are called when the steps beside them come to something else", () => {
    const ownMath = "const Math = { exp: () => 7 };";
    const student = studentGraph(
      "forward() { this.out = Math.exp(this.inputNodes[0].out); } backward() {}",
      ownMath,
    );
    assert(programOf(student));
    const trainer = new GateTrainer(student.graph, student.task);
    trainer.order.set(ORDER);
    trainer.run(ORDER.length);
    assert.equal(student.graph.target.out, 7);
  });
});

/** Step by step, with different samples. @returns whether the methods were understood */
function compareWithMethods(members: string): boolean {
  const [unrolled, own] = [studentGraph(members), studentGraph(members)];
  const program = programOf(unrolled);
  if (!program) return false;
  assert(program.load());
  for (const row of ORDER) {
    program.step(row);
    program.store();
    ownStep(own, row);
    // A field that a rounding would hide is compared to the last bit, and a zero with its sign.
    unrolled.numbers().forEach((value, i) => {
      assert(Object.is(value, own.numbers()[i]), `${value}, not ${own.numbers()[i]}:\n${members}`);
    });
  }
  return true;
}
