/** The order to compute in: every gate behind all of its inputs. */

import { CycleError, NotAGateError } from "../errors.js";
import type { GateLike } from "../gate.js";

/**
 * Sort the target and everything that it depends on. Walks depth first with its own stack, so that a graph
 * 100,000 gates deep does not overflow; the same graph always gets the same order.
 *
 * @throws CycleError when a gate depends on itself
 * @throws NotAGateError when something else than a gate is among the inputs
 */
export function topologicalOrder(target: GateLike): GateLike[] {
  const order: GateLike[] = [];
  const done = new Set<GateLike>();
  const open = new Set<GateLike>();
  const path: { gate: GateLike; next: number }[] = [];

  const enter = (gate: GateLike, where: string) => {
    requireGate(gate, where);
    open.add(gate);
    path.push({ gate, next: 0 });
  };

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
    if (open.has(input)) throw new CycleError(namesAround(path, input));
    enter(input, `Input ${position + 1} of ${describe(top.gate)}`);
  }
  return order;
}

/** A gate in words: its class and, where it has one, its name. */
export function describe(gate: GateLike): string {
  const className = gate.constructor.name || "gate";
  return gate.name ? `${className} "${gate.name}"` : className;
}

/** The names around the cycle, in the direction in which the values would flow. */
function namesAround(path: readonly { gate: GateLike }[], again: GateLike): string[] {
  const start = path.findIndex(({ gate }) => gate === again);
  const around = path.slice(start).map(({ gate }) => describe(gate));
  return [around[0]!, ...around.slice(1).reverse(), around[0]!];
}

function requireGate(gate: GateLike, where: string): void {
  const missing = (what: string) => new NotAGateError(where, gate, what);
  if (gate === undefined || gate === null || typeof gate !== "object") throw missing(`it is ${String(gate)}`);
  if (!Array.isArray(gate.inputNodes)) throw missing("it has no list inputNodes");
  for (const method of ["forward", "backward", "putGradient"] as const) {
    if (typeof gate[method] !== "function") throw missing(`it has no method ${method}()`);
  }
}
