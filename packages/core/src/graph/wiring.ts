/** The fixed structure of a graph in flat arrays: gates in order of computation, and the edges between them. */

import type { GateLike } from "../gate.js";
import { topologicalOrder } from "./order.js";

/**
 * Edge `e` carries the value of gate `source[e]` to one input position of its consumer. The inputs of gate `i`
 * are the edges `first[i]` to `first[i + 1] − 1`, in the order of its `inputNodes`; parallel edges stay apart.
 */
export interface Wiring {
  readonly gates: readonly GateLike[];
  readonly first: Int32Array;
  readonly source: Int32Array;
}

/** @throws CycleError, NotAGateError */
export function wire(target: GateLike): Wiring {
  const gates = topologicalOrder(target);
  const index = new Map(gates.map((gate, i) => [gate, i]));
  const first = new Int32Array(gates.length + 1);
  gates.forEach((gate, i) => (first[i + 1] = first[i]! + gate.inputNodes.length));
  const source = new Int32Array(first[gates.length]!);
  gates.forEach((gate, i) =>
    gate.inputNodes.forEach((input, position) => (source[first[i]! + position] = index.get(input)!)),
  );
  return { gates, first, source };
}
