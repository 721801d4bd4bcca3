/** Which graph a gate is asked about: the one that last ran backward through it. */

import type { GateLike } from "../gate.js";
import type { ComputationalGraph } from "./computationalGraph.js";

/** Weak in its gates, so that no graph stays in memory for this: a WeakRef would keep it to the end of a cell's loop. */
const graphs = new WeakMap<GateLike, ComputationalGraph>();

/** The last graph alone: training runs the same one again and again, and its gates need not be told each time. */
let last = new WeakSet<ComputationalGraph>();

/** Remember that a graph has new gradients. */
export function remember(graph: ComputationalGraph): void {
  if (last.has(graph)) return;
  last = new WeakSet([graph]);
  for (const gate of graph.gates) graphs.set(gate, graph);
}

/** The graph that last computed a gradient for the gate. */
export function graphOf(gate: GateLike): ComputationalGraph | undefined {
  return graphs.get(gate);
}
