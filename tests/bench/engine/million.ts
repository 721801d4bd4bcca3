/**
 * Measures a graph of a million built-in gates: its bytes, and one compiled pass in each direction.
 *
 * Runs as a program of its own, because the heap is to hold nothing else: `node --expose-gc --import tsx million.ts`
 * prints one line of JSON.
 */

import { setImmediate } from "node:timers/promises";
import { compile, type CompiledGraph, type ComputationalGraph, type GateLike } from "@gradus/core";
// Not public, and still of the package as it is built: a copy from src would not know the package's gates.
import { mixedGraph } from "./millionGraph.js";
import { median } from "./statistics.js";

const GATES = 1_000_000;
const WARM_UP = 5;
const ROUNDS = 15;
const TOLERANCE = 1e-9;

export interface MillionGates {
  readonly bytesPerGate: number;
  readonly buildMs: number;
  readonly compileMs: number;
  /** The median of the rounds. */
  readonly forwardBackwardMs: number;
  readonly rounds: number;
}

// What the first graph of a process leaves behind for good is not the price of a gate.
mixedGraph(GATES / 100);
const empty = await heldBytes();
const [graph, buildMs] = timed(() => mixedGraph(GATES));
const bytesPerGate = ((await heldBytes()) - empty) / GATES;
if (graph.gates.length !== GATES) throw new Error(`The graph has ${graph.gates.length} gates, not ${GATES}.`);

const [compiled, compileMs] = timed(() => {
  const program = compile(graph);
  program.load();
  return program;
});
const input = graph.gates.findIndex(({ inputNodes }) => inputNodes.length === 0);
const rounds: number[] = [];
for (let round = 0; round < WARM_UP + ROUNDS; round++) {
  // Another value each time, so that nothing can be kept from the pass before.
  compiled.out[input] = graph.gates[input]!.out += 1e-3;
  const [, ms] = timed(() => {
    compiled.forward();
    compiled.backward();
  });
  if (round >= WARM_UP) rounds.push(ms);
}
verify(graph, compiled);

const results: MillionGates = {
  bytesPerGate,
  buildMs,
  compileMs,
  forwardBackwardMs: median(rounds),
  rounds: ROUNDS,
};
console.log(JSON.stringify(results));

/** Everything that JavaScript holds, with the array buffers outside of its heap. */
async function heldBytes(): Promise<number> {
  const { gc } = globalThis;
  if (!gc) throw new Error("Run node with --expose-gc.");
  for (let i = 0; i < 3; i++) {
    await setImmediate();
    gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function timed<T>(action: () => T): [result: T, ms: number] {
  const begin = performance.now();
  const result = action();
  return [result, performance.now() - begin];
}

/** The gates' own methods must come to the same numbers. @throws Error */
function verify(graph: ComputationalGraph, compiled: CompiledGraph): void {
  const same = (field: "out" | "dz") => {
    graph.gates.forEach((gate: GateLike, i) => {
      const [a, b] = [compiled[field][i]!, gate[field]];
      if (Math.abs(a - b) <= TOLERANCE * Math.max(1e-3, Math.abs(b))) return;
      throw new Error(`Compiled, ${field} of gate ${i} is ${a}; its own methods come to ${b}.`);
    });
  };
  graph.forward();
  same("out");
  graph.backward();
  same("dz");
}
