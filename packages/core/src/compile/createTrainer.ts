/** Choose how a graph is trained. */

import type { ComputationalGraph } from "../graph/computationalGraph.js";
import { isBuiltIn } from "./builtIn.js";
import { FlatTrainer } from "./kernels/flatTrainer.js";
import type { Trainer, TrainingTask } from "./program.js";
import { GateTrainer } from "./schedule/gateTrainer.js";
import { planProgram, WasmTrainer } from "./wasm/wasmTrainer.js";

/**
 * A trainer reads the weights, their learning rates and all numbers that are not fed when it is made.
 *
 * @throws MissingValueError when a weight, or an input that is not fed, has no value
 */
export function createTrainer(graph: ComputationalGraph, task: TrainingTask): Trainer {
  if (!graph.gates.every(isBuiltIn)) return new GateTrainer(graph, task);
  const plan = planProgram(graph, task);
  return plan ? new WasmTrainer(graph, task, plan) : new FlatTrainer(graph, task);
}
