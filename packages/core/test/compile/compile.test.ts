/** A compiled graph computes in single passes what the gates' own passes compute. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AddGate,
  BinaryCrossEntropyGate,
  compile,
  ComputationalGraph,
  InputGate,
  MaximumGate,
  MeanSquaredErrorGate,
  MultiplyGate,
  NegateGate,
  SigmoidGate,
  SoftplusGate,
  SubtractGate,
  WeightGate,
  type GateLike,
} from "../../src/index.js";
import { randomGraph } from "../randomGraph.js";
import { numbersOf } from "./comparing.js";

/** Values and gradients by both ways; gradients relative to the largest, since their order of summation is free. */
function assertSamePasses(graph: ComputationalGraph): void {
  graph.forward();
  graph.gradients();
  const { out, dz } = numbersOf(graph);
  const compiled = compile(graph);
  compiled.load();
  const target = compiled.forward();
  compiled.backward();
  assert.equal(target, [...new Set(graph.targets)].reduce((sum, gate) => sum + gate.out, 0)); // prettier-ignore
  const largest = dz.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  graph.gates.forEach((gate, i) => {
    const name = `${gate.constructor.name} (${i})`;
    const error = Math.abs(compiled.out[i]! - out[i]!);
    assert(
      Object.is(compiled.out[i], out[i]) || error <= 1e-12 * Math.abs(out[i]!) + 1e-300,
      `value of ${name}`,
    );
    assert(Math.abs(compiled.dz[i]! - dz[i]!) <= 1e-12 * largest + 1e-300, `gradient of ${name}`);
  });
}

describe("compile", () => {
  it("does what forward and backward do on random graphs, of one target or several", () => {
    fc.assert(
      fc.property(randomGraph, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ graph }, at) => {
        assertSamePasses(graph);
        const other = graph.gates[Math.floor(at * graph.gates.length)]!;
        assertSamePasses(new ComputationalGraph([graph.target, other, graph.target]));
      }),
      { numRuns: 300 },
    );
  });

  it("takes gates of a hundred inputs, with zeros and ties", () => {
    const leaves = Array.from({ length: 100 }, (_, i) => new WeightGate(0.1, 1 + Math.sin(i) / 9));
    const withZeros = (count: number) => leaves.map((leaf, i) => (i < count ? new InputGate(0) : leaf));
    for (const inputs of [leaves, withZeros(1), withZeros(2), [...leaves.slice(50), ...leaves.slice(50)]]) {
      for (const Gate of [AddGate, MultiplyGate, MaximumGate, MeanSquaredErrorGate]) {
        assertSamePasses(new ComputationalGraph(new Gate(inputs)));
      }
    }
  });

  it("stays finite at the ends of the range", () => {
    for (const z of [1000, -1000, 745, -745]) {
      for (const build of [
        (a: GateLike) => new SigmoidGate([a]),
        (a: GateLike) => new SoftplusGate([a]),
        (a: GateLike) => new BinaryCrossEntropyGate([a, new InputGate(1)]),
      ]) {
        assertSamePasses(new ComputationalGraph(build(new InputGate(z))));
      }
    }
  });

  it("reads and writes the gates only in load and store, and moves no weight", () => {
    const [x, w] = [new InputGate(3), new WeightGate(0.1, 2)];
    const graph = new ComputationalGraph(new MultiplyGate([x, w]));
    const compiled = compile(graph);
    compiled.load();
    x.out = 5;
    assert.equal(compiled.forward(), 6);
    compiled.backward();
    assert.deepEqual([w.out, w.dz, graph.target.out], [2, 0, undefined]);
    compiled.store();
    assert.deepEqual([x.out, w.out, w.dz, graph.target.out], [3, 2, 3, 6]);
  });

  it("runs the student's own gates", () => {
    class Own extends SubtractGate {
      override forward() {
        this.out = 10 * this.inputNodes[0]!.out;
      }
    }
    const [x, w] = [new InputGate(3), new WeightGate(0.1, 2)];
    const compiled = compile(new ComputationalGraph(new Own([x, w])));
    compiled.load();
    assert.equal(compiled.forward(), 30);
    compiled.backward();
    assert.equal(w.out, 2);
  });

  it("takes 100,000 gates in a row and 1,000,000 side by side", function () {
    this.timeout(30_000);
    const x = new WeightGate(0.1, 2);
    let deep: GateLike = x;
    for (let i = 0; i < 100_000; i++) deep = new NegateGate([deep]);
    const wide = new AddGate(Array.from({ length: 1_000_000 }, () => new NegateGate([x])));
    for (const [target, value] of [
      [deep, 2],
      [wide, -2e6],
    ] as const) {
      // prettier-ignore
      const compiled = compile(new ComputationalGraph(target));
      compiled.load();
      assert.equal(compiled.forward(), value);
      compiled.backward();
      assert.equal(compiled.dz[0], value / 2);
    }
  });
});
