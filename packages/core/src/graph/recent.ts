/** Which graph a gate is asked about: the one that last ran backward through it. */

import type { GateLike } from "../gate.js";
import type { ComputationalGraph } from "./computationalGraph.js";

/** Enough for the graphs that a notebook has on its screen. */
const KEPT = 32;

/** The last one first. Weak, so that no graph stays in memory for this. */
let recent: WeakRef<ComputationalGraph>[] = [];

/** Remember that a graph has new gradients. */
export function remember(graph: ComputationalGraph): void {
  if (recent[0]?.deref() === graph) return;
  const others = recent.filter((reference) => {
    const other = reference.deref();
    return other !== undefined && other !== graph;
  });
  recent = [new WeakRef(graph), ...others].slice(0, KEPT);
}

/** The graph that last computed a gradient for the gate. */
export function graphOf(gate: GateLike): ComputationalGraph | undefined {
  for (const reference of recent) {
    const graph = reference.deref();
    if (graph?.gates.includes(gate)) return graph;
  }
  return undefined;
}
