/** Remembering which graph a gate was last asked about costs no memory. */

import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ComputationalGraph, explain, InputGate, MultiplyGate, type GateLike } from "../src/index.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heldBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

function runDeepGraph(gates: number): ComputationalGraph {
  let end: GateLike = new InputGate(1);
  for (let i = 0; i < gates; i++) end = new MultiplyGate([end, new InputGate(1)]);
  const graph = new ComputationalGraph(end);
  graph.step();
  return graph;
}

describe("the graphs that gates are asked about", () => {
  it("do not stay in memory, in a loop without a pause either", () => {
    const held = Array.from({ length: 5 }, () => {
      for (let i = 0; i < 5; i++) runDeepGraph(1_000);
      return heldBytes();
    });
    const kept = runDeepGraph(1_000);
    const perGraph = heldBytes() - held.at(-1)!;
    assert.equal(kept.gates.length, 2_001);
    // The first ones make room that is used again.
    const more = (held.at(-1)! - held[1]!) / perGraph;
    assert.ok(more < 2, `${more} of 15 graphs are still there`);
  });

  it("are found for all gates of the one that ran last, after others have run in between", () => {
    const x = new InputGate(3, "x");
    const [a, b] = ["a", "b"].map((name) => new ComputationalGraph(new MultiplyGate([x, x], name)));
    for (const graph of [a!, b!, a!]) graph.step();
    assert.match(explain(x).text, /^∂a\/∂x/);
    assert.match(explain(b!.target).text, /^∂b\/∂b/);
  });
});
