/** A graph of built-in gates by numbers: what each gate reads, how deep it stands, and what it is to the training. */

import type { GateLike } from "../../gate.js";
import { WeightGate } from "../../gates/weight.js";
import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import { kindOf } from "../builtIn.js";
import { isLeaf } from "../leaves.js";

/** Gates are called by their positions in `graph.gates`. */
export interface Structure {
  readonly gates: readonly GateLike[];
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
  /** The length of the longest way from a leaf. */
  readonly depth: Int32Array;
  readonly kind: readonly string[];
  /** How many input positions each gate feeds. */
  readonly consumers: Int32Array;
  /** The place of a fed gate's number in a sample. */
  readonly column: ReadonlyMap<number, number>;
  /** Whether the gate is a weight that learns, or depends on one: only then its gradient moves anything. */
  readonly learns: readonly boolean[];
}

export function structureOf(graph: ComputationalGraph, feed: readonly GateLike[]): Structure {
  const { gates } = graph;
  const index = new Map(gates.map((gate, i) => [gate, i]));
  const inputs = gates.map(({ inputNodes }) => inputNodes.map((input) => index.get(input)!));
  const column = new Map<number, number>();
  feed.forEach((gate, i) => {
    const position = index.get(gate);
    if (position !== undefined && isLeaf(gate)) column.set(position, i);
  });
  const depth = new Int32Array(gates.length);
  const consumers = new Int32Array(gates.length);
  const learns: boolean[] = [];
  inputs.forEach((list, i) => {
    for (const input of list) {
      depth[i] = Math.max(depth[i]!, depth[input]! + 1);
      consumers[input]!++;
    }
    learns.push(isLearning(gates[i]!, column.has(i)) || list.some((input) => learns[input]!));
  });
  return {
    gates,
    inputs,
    targets: [...new Set(graph.targets)].map((target) => index.get(target)!),
    depth,
    kind: gates.map(kindOf),
    consumers,
    column,
    learns,
  };
}

function isLearning(gate: GateLike, fed: boolean): boolean {
  return gate instanceof WeightGate && !fed;
}

/** Whether gate `i` is a weight that learns. */
export function isWeight({ inputs, learns }: Structure, i: number): boolean {
  return learns[i]! && inputs[i]!.length === 0;
}
