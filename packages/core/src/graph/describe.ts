/** A gate in words. */

import type { GateLike } from "../gate.js";

/** Its class and, where it has one, its name. */
export function describe(gate: GateLike): string {
  const className = gate.constructor.name || "gate";
  return gate.name ? `${className} "${gate.name}"` : className;
}
