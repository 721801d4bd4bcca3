/** The order to compute in: every gate behind all of its inputs. */

import { CycleError, NotAGateError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { describe } from "./describe.js";

/** Gates, every one behind its inputs, and where they read: see {@link Wiring}. */
export interface Order {
  readonly gates: GateLike[];
  readonly first: Int32Array;
  readonly source: Int32Array;
  /** Where each gate stands in the order. */
  readonly positions: ReadonlyMap<GateLike, number>;
}

/** The position of a gate whose inputs are still being walked. */
const OPEN = -1;

/**
 * Sort the targets and everything that they depend on. Walks depth first with its own stack, so that a graph
 * 100,000 gates deep does not overflow; the same graph always gets the same order.
 *
 * @throws CycleError when a gate depends on itself
 * @throws NotAGateError when something else than a gate is among the inputs
 */
export function topologicalOrder(targets: readonly GateLike[]): Order {
  const gates: GateLike[] = [];
  const first = [0];
  const source: number[] = [];
  const positions = new Map<GateLike, number>();
  // Two stacks instead of one of pairs: a graph of a million gates would leave as many pairs behind.
  const path: GateLike[] = [];
  const next: number[] = [];
  /** The positions of the inputs that the gates on the path have walked: to look them up again takes as long as the walk. */
  const walked: number[] = [];

  const enter = (gate: GateLike, where: () => string) => {
    requireGate(gate, where);
    positions.set(gate, OPEN);
    path.push(gate);
    next.push(0);
  };

  for (const target of targets) {
    if (positions.has(target)) continue;
    enter(target, () => "The target of the graph");
    while (path.length > 0) {
      const gate = path[path.length - 1]!;
      const position = next[next.length - 1]!++;
      if (position === gate.inputNodes.length) {
        path.pop();
        next.pop();
        for (let i = walked.length - position; i < walked.length; i++) source.push(walked[i]!);
        for (let i = 0; i < position; i++) walked.pop();
        if (path.length > 0) walked.push(gates.length);
        positions.set(gate, gates.length);
        gates.push(gate);
        first.push(source.length);
        continue;
      }
      const input = gate.inputNodes[position]!;
      const at = positions.get(input);
      if (at === OPEN) throw cycleThrough(path, input);
      if (at === undefined) enter(input, () => `Input ${position + 1} of ${describe(gate)}`);
      else walked.push(at);
    }
  }
  // The slice gives back the room that the list has kept to grow.
  return { gates: gates.slice(), first: new Int32Array(first), source: new Int32Array(source), positions };
}

/** Everything that the targets depend on, in no order: what can be said of a graph that has a cycle. @throws NotAGateError */
export function reachable(targets: readonly GateLike[]): GateLike[] {
  const found = new Set(targets);
  for (const gate of found) {
    gate.inputNodes.forEach((input, position) => {
      requireGate(input, () => `Input ${position + 1} of ${describe(gate)}`);
      found.add(input);
    });
  }
  return [...found];
}

function cycleThrough(path: readonly GateLike[], again: GateLike): CycleError {
  const around = path.slice(path.indexOf(again));
  // The walk goes against the values, from consumer to input.
  const gates = [around[0]!, ...around.slice(1).reverse()];
  return new CycleError(gates, gates.map(describe));
}

function requireGate(gate: GateLike, where: () => string): void {
  const missing = (what: string) => new NotAGateError(where(), gate, what);
  if (gate === undefined || gate === null || typeof gate !== "object") throw missing(`it is ${String(gate)}`);
  if (!Array.isArray(gate.inputNodes)) throw missing("it has no list inputNodes");
  for (const method of ["forward", "backward", "putGradient"] as const) {
    if (typeof gate[method] !== "function") throw missing(`it has no method ${method}()`);
  }
}
