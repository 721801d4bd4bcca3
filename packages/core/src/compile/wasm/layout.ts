/** Where things stand in the module's memory. */

import { LONGEST_RUN, type TrainingTask } from "../program.js";
import type { Layer } from "./layers.js";
import { Memory } from "./memory.js";
import type { Pack } from "./packs.js";
import { isWeight, type Structure } from "./structure.js";

export interface Layout {
  /** Bytes in all. */
  readonly size: number;
  readonly order: number;
  readonly losses: number;
  readonly norms: number;
  readonly rows: number;
  /** Numbers in a row. */
  readonly columns: number;
  /** The address of each weight. */
  readonly weights: ReadonlyMap<number, number>;
  /** How far behind each weight its value before the last step stands. */
  readonly before: number;
  /** The weights whose gradient norms are wanted. */
  readonly groups: readonly (readonly number[])[];
  readonly layers: readonly LayerMemory[];
}

/** Where the numbers of a large layer stand. */
export interface LayerMemory {
  /** Input by input the weights of all units; behind them the biases. */
  readonly weights: number;
  readonly biases: number;
  /** Bytes of weights and biases. */
  readonly size: number;
  readonly inputs: number;
  readonly sums: number;
  /** The gradients of the sums, and α times them. */
  readonly upstream: number;
  readonly steps: number;
  /** The gradients of the inputs. */
  readonly passed: number;
}

export function layOut(
  structure: Structure,
  packs: readonly Pack[],
  layers: readonly Layer[],
  task: TrainingTask,
): Layout {
  const memory = new Memory();
  const order = memory.reserve(4 * LONGEST_RUN);
  const losses = memory.reserve(8 * LONGEST_RUN);
  const norms = memory.reserve(8 * task.groups.length);
  const begin = memory.size;
  const weights = new Map<number, number>();
  for (const pack of packs) {
    if (!isWeight(structure, pack[0])) continue;
    const address = memory.reserve(8 * pack.length);
    pack.forEach((gate, i) => weights.set(gate, address + 8 * i));
  }
  const parameters = layers.map((layer) => placeParameters(layer, memory, weights));
  const before = memory.reserve(memory.size - begin) - begin;
  const layerMemories = layers.map(({ inputs, units }, i): LayerMemory => {
    const [perInput, perUnit] = [8 * even(inputs.length), 8 * even(units.length)];
    return {
      ...parameters[i]!,
      inputs: memory.reserve(perInput),
      sums: memory.reserve(perUnit),
      upstream: memory.reserve(perUnit),
      steps: memory.reserve(perUnit),
      passed: memory.reserve(perInput),
    };
  });
  const rows = memory.reserve(8 * task.rows.length);
  const index = new Map(structure.gates.map((gate, i) => [gate, i]));
  const groups = task.groups.map((group) => group.flatMap((gate) => index.get(gate) ?? []));
  return {
    size: memory.size,
    order,
    losses,
    norms,
    rows,
    columns: task.feed.length,
    weights,
    before,
    groups,
    layers: layerMemories,
  };
}

function placeParameters(
  { inputs, units, weights, biases }: Layer,
  memory: Memory,
  addresses: Map<number, number>,
): Pick<LayerMemory, "weights" | "biases" | "size"> {
  const perUnit = 8 * even(units.length);
  const size = perUnit * (inputs.length + 1);
  const begin = memory.reserve(size);
  const behind = begin + perUnit * inputs.length;
  weights.forEach((row, j) => {
    row.forEach((weight, i) => addresses.set(weight, begin + perUnit * i + 8 * j));
  });
  biases.forEach((bias, j) => addresses.set(bias, behind + 8 * j));
  return { weights: begin, biases: behind, size };
}

function even(count: number): number {
  return count + (count % 2);
}
