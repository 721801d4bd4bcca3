/** Reads and writes the fields of gates whose classes may be anything: accessors, proxies, lists of gradients. */

import type { GateLike } from "../gate.js";

/** @returns false where the gate does not take the value, as with a `get out()` without `set out()` */
export function putOut(gate: GateLike, value: number): boolean {
  try {
    if (!Object.is(gate.out, value)) gate.out = value;
    return gate.out === value;
  } catch {
    return false;
  }
}

/** Whether the value can be set from outside. */
export function isMovable(gate: GateLike): boolean {
  const at = gate.out;
  const moves = isFinite(at) && putOut(gate, at + 1);
  return putOut(gate, at) && moves;
}

/** Give a gate this gradient and no other. @returns false where it does not take it */
export function putDz(gate: GateLike, value: number): boolean {
  try {
    gate.dz = value;
    if (gate.dz === value) return true;
    // A gate whose dz is the sum over what its consumers passed can be reset, but wants a consumer to get a value.
    gate.putGradient({ ...nobody, inputNodes: [gate], dz: value }, 1);
    return gate.dz === value;
  } catch {
    return false;
  }
}

const nobody = {
  name: "check",
  out: 0,
  forward: () => undefined,
  backward: () => undefined,
  putGradient: () => undefined,
};

/** Run `forward()` of one gate. @returns its value, NaN where it has none */
export function valueOf(gate: GateLike): number {
  try {
    gate.forward();
    return isFinite(gate.out) ? gate.out : NaN;
  } catch {
    return NaN;
  }
}

/** A number that is neither infinite nor missing; not a text that looks like one. */
export function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** What a student's exception says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
