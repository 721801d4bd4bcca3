/** A graph of built-in gates as flat arrays: single passes over graphs of any size. */

import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import type { GateLike } from "../../gate.js";
import { isLeaf, valueOf } from "../leaves.js";
import type { CompiledGraph } from "../program.js";
import { runsOf, type Runs } from "./runs.js";

export class FlatGraph implements CompiledGraph {
  readonly out: Float64Array;
  readonly dz: Float64Array;
  readonly #graph: ComputationalGraph;
  readonly #runs: Runs;
  readonly #targets: readonly number[];

  /** @param graph one whose gates are all built in */
  constructor(graph: ComputationalGraph) {
    this.#graph = graph;
    this.out = new Float64Array(graph.gates.length);
    this.dz = new Float64Array(graph.gates.length);
    this.#runs = runsOf(graph.wiring);
    const targets = new Set(graph.targets);
    this.#targets = [...targets].map((target) => graph.gates.indexOf(target));
  }

  /**
   * @param fed gates that need no value yet
   * @throws MissingValueError when another input or a weight has none
   */
  load(fed: ReadonlySet<GateLike> = new Set()): void {
    this.#graph.gates.forEach((gate, i) => {
      if (isLeaf(gate) && !fed.has(gate)) this.out[i] = valueOf(gate);
    });
  }

  forward(): number {
    const { out } = this;
    const { kernels, begin, edge, at, source } = this.#runs;
    for (let r = 0; r < kernels.length; r++) {
      kernels[r]!.forward(out, at, source, begin[r]!, begin[r + 1]!, edge[r]!);
    }
    return this.#targets.reduce((sum, target) => sum + out[target]!, 0);
  }

  backward(): void {
    const { out, dz } = this;
    const { kernels, begin, edge, at, source } = this.#runs;
    dz.fill(0);
    for (const target of this.#targets) dz[target] = 1;
    for (let r = kernels.length - 1; r >= 0; r--) {
      kernels[r]!.backward(out, dz, at, source, begin[r]!, begin[r + 1]!, edge[r]!);
    }
  }

  store(): void {
    this.#graph.gates.forEach((gate, i) => {
      gate.out = this.out[i]!;
      gate.dz = this.dz[i]!;
    });
  }
}
