/** How a report calls gates: by class and name, and by the id that they have in the drawing. */

import type { GateLike } from "../gate.js";
import { describe } from "../graph/describe.js";
import type { Wiring } from "../graph/wiring.js";

export class Names {
  readonly #gates: readonly GateLike[];
  readonly #index: ReadonlyMap<GateLike, number>;

  constructor({ gates }: Wiring) {
    this.#gates = gates;
    this.#index = new Map(gates.map((gate, i) => [gate, i]));
  }

  /** The two fields of a finding that say which gate is meant. */
  of(i: number): { readonly gate: string; readonly node: string } {
    return { gate: describe(this.#gates[i]!), node: `g${i}` };
  }

  /** As the drawing calls it: by its name, or else its id. */
  short(gate: GateLike): string {
    return gate.name || `g${this.#index.get(gate)!}`;
  }

  values(gates: readonly GateLike[], values: readonly number[]): { name: string; value: number }[] {
    return gates.map((gate, k) => ({ name: this.short(gate), value: values[k]! }));
  }
}
