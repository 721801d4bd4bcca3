/** The order to compute in: every gate behind all of its inputs. */

import { CycleError, NotAGateError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { describe } from "./describe.js";

/**
 * Sort the targets and everything that they depend on. Walks depth first with its own stack, so that a graph
 * 100,000 gates deep does not overflow; the same graph always gets the same order.
 *
 * @throws CycleError when a gate depends on itself
 * @throws NotAGateError when something else than a gate is among the inputs
 */
export function topologicalOrder(targets: readonly GateLike[]): GateLike[] {
  const order: GateLike[] = [];
  const done = new Set<GateLike>();
  const open = new Set<GateLike>();
  const path: { gate: GateLike; next: number }[] = [];

  const enter = (gate: GateLike, where: string) => {
    requireGate(gate, where);
    open.add(gate);
    path.push({ gate, next: 0 });
  };

  for (const target of targets) {
    if (done.has(target)) continue;
    enter(target, "The target of the graph");
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      if (top.next === top.gate.inputNodes.length) {
        path.pop();
        open.delete(top.gate);
        done.add(top.gate);
        order.push(top.gate);
        continue;
      }
      const position = top.next++;
      const input = top.gate.inputNodes[position]!;
      if (done.has(input)) continue;
      if (open.has(input)) throw cycleThrough(path, input);
      enter(input, `Input ${position + 1} of ${describe(top.gate)}`);
    }
  }
  return order;
}

/** Everything that the targets depend on, in no order: what can be said of a graph that has a cycle. @throws NotAGateError */
export function reachable(targets: readonly GateLike[]): GateLike[] {
  const found = new Set(targets);
  for (const gate of found) {
    gate.inputNodes.forEach((input, position) => {
      requireGate(input, `Input ${position + 1} of ${describe(gate)}`);
      found.add(input);
    });
  }
  return [...found];
}

function cycleThrough(path: readonly { gate: GateLike }[], again: GateLike): CycleError {
  const start = path.findIndex(({ gate }) => gate === again);
  const around = path.slice(start).map(({ gate }) => gate);
  // The walk goes against the values, from consumer to input.
  const gates = [around[0]!, ...around.slice(1).reverse()];
  return new CycleError(gates, gates.map(describe));
}

function requireGate(gate: GateLike, where: string): void {
  const missing = (what: string) => new NotAGateError(where, gate, what);
  if (gate === undefined || gate === null || typeof gate !== "object") throw missing(`it is ${String(gate)}`);
  if (!Array.isArray(gate.inputNodes)) throw missing("it has no list inputNodes");
  for (const method of ["forward", "backward", "putGradient"] as const) {
    if (typeof gate[method] !== "function") throw missing(`it has no method ${method}()`);
  }
}
