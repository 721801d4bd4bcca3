/** One backward pass without the steps of the weights: what each gate owes its inputs, and what they got. */

import type { GateLike } from "../gate.js";
import { Listener } from "../graph/listener.js";
import type { Wiring } from "../graph/wiring.js";
import { messageOf, putDz, putOut, valueOf } from "./access.js";
import { hear, type Passed } from "./bench.js";
import { remember } from "./memory.js";
import type { Names } from "./names.js";
import type { Finding } from "./report.js";

/** What one call gave: local derivative × upstream gradient. */
export interface Part {
  readonly consumer: number;
  readonly local: number;
  readonly upstream: number;
}

/** The gradient of one gate when all its consumers have run. */
export interface Arrival {
  /** 1 for the target, else 0. */
  readonly start: number;
  readonly parts: readonly Part[];
  /** The sum of the parts by the chain rule; NaN where a consumer gave no number. */
  readonly due: number;
  readonly got: number;
}

export interface BackwardPass {
  readonly dz: Float64Array;
  /** By gate. */
  readonly arrivals: readonly Arrival[];
  /** By edge: the local derivatives as the gates passed them. */
  readonly local: Float64Array;
  readonly faults: ReadonlyMap<number, Finding>;
}

/**
 * @param unsafe gates whose `backward()` throws or is not the same twice: what they pass judges nobody
 * @param learning gates with weights of their own, which are put back
 */
export function runBackward(
  wiring: Wiring,
  { unsafe, learning }: { readonly unsafe: ReadonlySet<number>; readonly learning: ReadonlySet<number> },
  names: Names,
): BackwardPass {
  const { gates, first, source, targets } = wiring;
  const faults = new Map<number, Finding>();
  const fault = (i: number, finding: Omit<Finding, "gate" | "node">) => {
    if (!faults.has(i)) faults.set(i, { ...names.of(i), ...finding });
  };
  for (const [i, gate] of gates.entries()) reset(gate, 0, (finding) => fault(i, finding));
  for (const i of new Set(targets)) reset(gates[i]!, 1, (finding) => fault(i, finding));

  const starts = gates.map((_, i) => (targets.includes(i) ? 1 : 0));
  const parts: Part[][] = gates.map(() => []);
  const dz = new Float64Array(gates.length);
  const local = new Float64Array(source.length).fill(NaN);
  let note: (receiver: GateLike, consumer: unknown, local: unknown) => boolean = () => true;
  const index = new Map(gates.map((gate, i) => [gate, i]));
  const members = new Set(gates);
  const run = (i: number) => {
    const gate = gates[i]!;
    const inputs = [...new Set(gate.inputNodes)];
    const putBack = learning.has(i) ? remember([gate], members) : () => undefined;
    const passed = hear(gate, inputs, (listen) => {
      note = (receiver, consumer, passedLocal) => {
        if (inputs.includes(receiver) || !index.has(receiver)) return listen(receiver, consumer, passedLocal);
        fault(i, stranger(names.short(receiver)));
        return false;
      };
      gate.backward();
    });
    inputs.forEach((input, k) =>
      parts[index.get(input)!]!.push(...partsOf(passed, input, k, i, unsafe.has(i))),
    );
    fillEdges(local.subarray(first[i], first[i + 1]), gate, inputs, passed);
    if (passed.thrown) {
      fault(i, { kind: "backward", cause: `backward() throws: ${messageOf(passed.thrown.error)}` });
      return;
    }
    const outs = inputs.map(({ out }) => out);
    putBack();
    // Again, because what a gate keeps from forward to backward may be used up.
    const gradients = inputs.map((input) => input.dz);
    valueOf(gate);
    // forward() may clear gradients: in a real pass they come later.
    inputs.forEach((input, k) => {
      if (!Object.is(input.dz, gradients[k])) putDz(input, gradients[k]!);
    });
    if (!Object.is(gate.dz, dz[i])) putDz(gate, dz[i]!);
    note = (receiver) => inputs.includes(receiver) || !index.has(receiver);
    try {
      gate.backward();
    } catch (error) {
      fault(i, {
        kind: "backward",
        cause: `backward() throws when its inputs take the gradient: ${messageOf(error)}`,
      });
    }
    putBack();
    inputs.forEach((input, k) => {
      if (Object.is(input.out, outs[k])) return;
      const changed = { got: input.out, expected: outs[k]! };
      if (!unsafe.has(i)) fault(index.get(input)!, { kind: "gradient", ...changed, cause: MOVES });
      putOut(input, outs[k]!);
    });
    if (!unsafe.has(i) && Number.isFinite(dz[i]) && !Object.is(gate.dz, dz[i])) {
      fault(i, { kind: "gradient", got: gate.dz, expected: dz[i]!, cause: OWN_DZ });
    }
  };
  new Listener(gates).during(
    () => {
      for (let i = gates.length - 1; i >= 0; i--) {
        dz[i] = gates[i]!.dz;
        if (gates[i]!.inputNodes.length > 0) run(i);
      }
    },
    (receiver, consumer, passedLocal) => note(receiver, consumer, passedLocal),
  );
  const arrivals = gates.map((_, i) => {
    const due = parts[i]!.reduce((sum, part) => sum + part.local * part.upstream, starts[i]!);
    return { start: starts[i]!, parts: parts[i]!, due, got: dz[i]! };
  });
  return { dz, arrivals, local, faults };
}

const MOVES =
  "putGradient changes the value out, but the gradient is not complete before all consumers have run: a weight moves in its backward().";

const OWN_DZ =
  "backward() changes the gate's own gradient dz, which then is no longer the derivative of the target: use a variable.";

function stranger(name: string): Omit<Finding, "gate" | "node"> {
  return {
    kind: "backward",
    cause: `backward() passes a gradient to ${name}, which is not one of its inputs: call putGradient only on the gates in this.inputNodes.`,
  };
}

/** Start a gradient as `ComputationalGraph.backward()` does. */
function reset(
  gate: GateLike,
  start: number,
  fault: (finding: Omit<Finding, "gate" | "node">) => void,
): void {
  try {
    gate.dz = start;
  } catch (error) {
    fault({ kind: "gradient", cause: `The gradient dz cannot be set: ${messageOf(error)}` });
    return;
  }
  if (gate.dz === start) return;
  fault({
    kind: "gradient",
    got: gate.dz,
    expected: start,
    cause: `After dz = ${start}, with which a backward pass starts, dz is still something else: setting it must forget what came before.`,
  });
}

function partsOf(passed: Passed, input: GateLike, k: number, consumer: number, isUnsafe: boolean): Part[] {
  const { calls, direct, upstream, thrown } = passed;
  if (isUnsafe || thrown) return [{ consumer, local: NaN, upstream }];
  const own = calls.flatMap((call): Part[] =>
    call.receiver === input
      ? [{ consumer, local: typeof call.local === "number" ? call.local : NaN, upstream: call.upstream }]
      : [],
  );
  return direct[k] === 0 ? own : [...own, { consumer, local: direct[k]!, upstream: 1 }];
}

/** One call for each edge where it was so; else the edges of an input share what it got. */
function fillEdges(edges: Float64Array, gate: GateLike, inputs: readonly GateLike[], passed: Passed): void {
  inputs.forEach((input, k) => {
    const positions = gate.inputNodes.flatMap((other, position) => (other === input ? [position] : []));
    const calls = passed.calls.filter(({ receiver, consumer }) => receiver === input && consumer === gate);
    const isOneEach = calls.length === positions.length && passed.direct[k] === 0;
    positions.forEach((position, n) => {
      const shared = passed.totals[k]! / passed.upstream / positions.length;
      const own = calls[n]?.local;
      edges[position] = isOneEach && typeof own === "number" ? own : shared;
    });
  });
}
