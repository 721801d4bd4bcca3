/** The fixed structure of a graph in flat arrays: gates in order of computation, and the edges between them. */

import type { GateLike } from "../gate.js";
import { reachable, topologicalOrder } from "./order.js";

/** Gates that belong together, such as a layer: drawn in a frame with a name. */
export interface GateGroup {
  readonly name: string;
  /** All of them, those of inner groups too. */
  readonly gates: readonly GateLike[];
  /** Parts of the group, such as the neurons of a layer: a large graph is unfolded group by group. */
  readonly groups?: readonly GateGroup[];
}

/**
 * Edge `e` carries the value of gate `source[e]` to one input position of its consumer. The inputs of gate `i`
 * are the edges `first[i]` to `first[i + 1] − 1`, in the order of its `inputNodes`; parallel edges stay apart.
 */
export interface Wiring {
  readonly gates: readonly GateLike[];
  readonly first: Int32Array;
  readonly source: Int32Array;
  /** The positions of the targets in `gates`. */
  readonly targets: readonly number[];
  readonly groups: readonly GateGroup[];
}

/** @throws CycleError, NotAGateError */
export function wire(targets: readonly GateLike[], groups: readonly GateGroup[]): Wiring {
  const { gates, first, source, positions } = topologicalOrder(targets);
  return { gates, first, source, targets: targets.map((target) => positions.get(target)!), groups };
}

/** The wiring of a graph that cannot be computed, for drawing it. @throws NotAGateError */
export function wireCyclic(targets: readonly GateLike[], groups: readonly GateGroup[]): Wiring {
  const gates = reachable(targets);
  const positions = new Map(gates.map((gate, i) => [gate, i]));
  const first = new Int32Array(gates.length + 1);
  gates.forEach((gate, i) => (first[i + 1] = first[i]! + gate.inputNodes.length));
  const source = Int32Array.from(
    gates.flatMap(({ inputNodes }) => inputNodes.map((input) => positions.get(input)!)),
  );
  return { gates, first, source, targets: targets.map((target) => positions.get(target)!), groups };
}
