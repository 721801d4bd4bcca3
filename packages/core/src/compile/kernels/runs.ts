/** Sort gates into runs: neighbours that one kernel computes in one loop. */

import type { DifferentiableGate } from "../../gates/formulaGate.js";
import type { GateLike } from "../../gate.js";
import type { Wiring } from "../../graph/wiring.js";
import { kernelOf, type Kernel } from "./kernel.js";

/** Run `r` computes the gates `at[begin[r]]` to `at[begin[r + 1] − 1]`; its inputs are `source[edge[r]]` and following. */
export interface Runs {
  readonly kernels: readonly Kernel[];
  readonly begin: Int32Array;
  readonly edge: Int32Array;
  readonly at: Int32Array;
  readonly source: Int32Array;
}

/**
 * Sort by depth, then by kind. Gates of one depth do not read each other, so one loop may take them in any order.
 * Takes time and memory linear in gates and edges, however deep or wide the graph is.
 *
 * @param wiring of built-in gates
 */
export function runsOf(wiring: Wiring): Runs {
  const { gates, first } = wiring;
  const depth = depths(wiring);
  const { kind, kernels } = kinds(gates);
  // Two stable passes: the second one keeps the order of the first within each depth.
  const at = stableSort(stableSort(computing(gates), kind), depth);

  const runKernels: Kernel[] = [];
  const begin: number[] = [];
  const edge: number[] = [];
  let edges = 0;
  at.forEach((gate, i) => {
    const before = at[i - 1];
    if (before === undefined || kind[before] !== kind[gate] || depth[before] !== depth[gate]) {
      runKernels.push(kernels[kind[gate]!]!);
      begin.push(i);
      edge.push(edges);
    }
    edges += first[gate + 1]! - first[gate]!;
  });
  begin.push(at.length);

  const source = new Int32Array(edges);
  let e = 0;
  for (const gate of at) {
    for (let i = first[gate]!; i < first[gate + 1]!; i++) source[e++] = wiring.source[i]!;
  }
  return { kernels: runKernels, begin: Int32Array.from(begin), edge: Int32Array.from(edge), at, source };
}

/** The length of the longest way from a leaf to each gate. */
function depths({ gates, first, source }: Wiring): Int32Array {
  const depth = new Int32Array(gates.length);
  for (let i = 0; i < gates.length; i++) {
    for (let e = first[i]!; e < first[i + 1]!; e++) depth[i] = Math.max(depth[i]!, depth[source[e]!]! + 1);
  }
  return depth;
}

/** Number the kinds in order of appearance. */
function kinds(gates: readonly GateLike[]): { kind: Int32Array; kernels: Kernel[] } {
  const numbers = new Map<Kernel, number>();
  const kind = Int32Array.from(gates, (gate) => {
    if (gate.inputNodes.length === 0) return 0;
    const kernel = kernelOf(gate as DifferentiableGate);
    const number = numbers.get(kernel) ?? numbers.size;
    numbers.set(kernel, number);
    return number;
  });
  return { kind, kernels: [...numbers.keys()] };
}

/** The positions of the gates that compute something: leaves are given. */
function computing(gates: readonly GateLike[]): Int32Array {
  const positions = new Int32Array(gates.length);
  let count = 0;
  gates.forEach(({ inputNodes }, i) => {
    if (inputNodes.length > 0) positions[count++] = i;
  });
  return positions.slice(0, count);
}

/** Counting sort by `keys[item]`. */
function stableSort(items: Int32Array, keys: Int32Array): Int32Array {
  const start = new Int32Array(keys.reduce((a, b) => Math.max(a, b), 0) + 2);
  for (const item of items) start[keys[item]! + 1]!++;
  for (let k = 1; k < start.length; k++) start[k]! += start[k - 1]!;
  const sorted = new Int32Array(items.length);
  for (const item of items) sorted[start[keys[item]!]!++] = item;
  return sorted;
}
