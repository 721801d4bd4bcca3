/** The side of a comparison that is ours: `train` on a graph that is built anew for each run. */

import { train, type ComputationalGraph, type GateLike } from "@gradus/core";
import type { Run, Side } from "./side.js";
import type { Task } from "./task.js";

export interface BuiltNetwork {
  readonly graph: ComputationalGraph;
  readonly x: readonly GateLike[];
  readonly y: readonly GateLike[];
}

/** @param build makes the network from its start weights; the time for it is not measured */
export function gradus(name: string, task: Task, build: (weights: readonly number[]) => BuiltNetwork): Side {
  return {
    name,
    async run(epochs: number): Promise<Run> {
      const { graph, x, y } = build(task.weights);
      const begin = process.hrtime.bigint();
      const { losses } = await train(graph, task.samples, { x, y, epochs, shuffle: false });
      const ns = Number(process.hrtime.bigint() - begin);
      return { ns, loss: losses.at(-1) ?? NaN };
    },
  };
}
