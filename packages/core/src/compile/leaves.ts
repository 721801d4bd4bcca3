/** The gates whose values are given: inputs, constants and weights. */

import { MissingValueError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { describe } from "../graph/describe.js";

export function isLeaf(gate: GateLike): boolean {
  return gate.inputNodes.length === 0;
}

/** @throws MissingValueError when nobody gave the gate a value */
export function valueOf(leaf: GateLike): number {
  const { out } = leaf;
  if (typeof out !== "number" || Number.isNaN(out)) throw new MissingValueError(describe(leaf), out);
  return out;
}
