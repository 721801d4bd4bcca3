/** Where things stand in the module's memory. */

import { LONGEST_RUN, type TrainingTask } from "../program.js";
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
}

export function layOut(structure: Structure, packs: readonly Pack[], task: TrainingTask): Layout {
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
  const before = memory.reserve(memory.size - begin) - begin;
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
  };
}
