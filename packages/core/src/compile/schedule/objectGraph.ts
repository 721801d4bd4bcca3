/** Single passes over a graph with the student's own gates: the passes of the gates themselves, seen as flat arrays. */

import type { GateLike } from "../../gate.js";
import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import { isLeaf, valueOf } from "../leaves.js";
import type { CompiledGraph } from "../program.js";

export class ObjectGraph implements CompiledGraph {
  readonly out: Float64Array;
  readonly dz: Float64Array;
  readonly #gates: readonly GateLike[];
  readonly #targets: ReadonlySet<GateLike>;

  constructor(graph: ComputationalGraph) {
    this.#gates = graph.gates;
    this.#targets = new Set(graph.targets);
    this.out = new Float64Array(graph.gates.length);
    this.dz = new Float64Array(graph.gates.length);
  }

  load(): void {
    this.#gates.forEach((gate, i) => {
      if (isLeaf(gate)) this.out[i] = valueOf(gate);
    });
  }

  forward(): number {
    this.#gates.forEach((gate, i) => {
      if (isLeaf(gate)) gate.out = this.out[i]!;
      gate.forward();
      this.out[i] = gate.out;
    });
    let sum = 0;
    for (const target of this.#targets) sum += target.out;
    return sum;
  }

  backward(): void {
    for (const gate of this.#gates) gate.dz = 0;
    for (const target of this.#targets) target.dz = 1;
    for (let i = this.#gates.length - 1; i >= 0; i--) {
      // A leaf has nothing behind it, and the backward step of a weight would move the weight.
      if (!isLeaf(this.#gates[i]!)) this.#gates[i]!.backward();
    }
    this.#gates.forEach((gate, i) => (this.dz[i] = gate.dz));
  }

  store(): void {
    this.#gates.forEach((gate, i) => {
      gate.out = this.out[i]!;
      gate.dz = this.dz[i]!;
    });
  }
}
