/** What the gates' own passes compute, beside what compiled code computes. */

import assert from "node:assert/strict";
import type { ComputationalGraph, GateLike } from "../../src/index.js";
import { createTrainer } from "../../src/compile/createTrainer.js";
import { FlatTrainer } from "../../src/compile/kernels/flatTrainer.js";
import type { Trainer, TrainingTask } from "../../src/compile/program.js";
import { GateTrainer } from "../../src/compile/schedule/gateTrainer.js";

export type MakeTrainer = (graph: ComputationalGraph, task: TrainingTask) => Trainer;

export const engines: Readonly<Record<Trainer["engine"], MakeTrainer>> = {
  wasm(graph, task) {
    const trainer = createTrainer(graph, task);
    assert.equal(trainer.engine, "wasm");
    return trainer;
  },
  kernels: (graph, task) => new FlatTrainer(graph, task),
  gates: (graph, task) => new GateTrainer(graph, task),
};

/** Run a test for each engine. */
export function forEachEngine(test: (make: MakeTrainer, engine: Trainer["engine"]) => void): void {
  for (const [engine, make] of Object.entries(engines)) test(make, engine as Trainer["engine"]);
}

/** What is left of some training steps. */
export interface Outcome {
  readonly losses: readonly number[];
  readonly norms: readonly number[];
  /** The value of each gate; of weights after their last step. */
  readonly out: readonly number[];
  readonly dz: readonly number[];
}

/** A task from rows that are written as rows. */
export function taskOf(
  feed: readonly GateLike[],
  rows: readonly (readonly number[])[],
  groups: readonly (readonly GateLike[])[] = [],
): TrainingTask {
  return { feed, rows: Float64Array.from(rows.flat()), groups };
}

/**
 * The definition of training: feed, `graph.forward()`, `graph.backward()`, one sample after the other. The graph is
 * left as it was.
 *
 * @param look sees the graph after each forward pass
 */
export function gateByGate(
  graph: ComputationalGraph,
  { feed, rows, groups }: TrainingTask,
  order: readonly number[],
  look: () => void = () => undefined,
): Outcome {
  return leavingNoTrace(graph, () => {
    const losses: number[] = [];
    const norms = groups.map(() => 0);
    for (const sample of order) {
      feed.forEach((gate, i) => (gate.out = rows[sample * feed.length + i]!));
      graph.forward();
      look();
      losses.push([...new Set(graph.targets)].reduce((sum, { out }) => sum + out, 0));
      graph.backward();
      groups.forEach((group, g) => (norms[g]! += Math.hypot(...group.map(({ dz }) => dz))));
    }
    return { losses, norms, ...numbersOf(graph) };
  });
}

/**
 * The same steps by a trainer. The graph is left as it was.
 *
 * @param pieces the lengths of the runs; what they leave over is one more run
 */
export function byTrainer(
  make: MakeTrainer,
  graph: ComputationalGraph,
  task: TrainingTask,
  order: readonly number[],
  pieces: readonly number[] = [],
): Outcome {
  return leavingNoTrace(graph, () => {
    const trainer = make(graph, task);
    const losses: number[] = [];
    for (const length of [...pieces, order.length]) {
      const piece = order.slice(losses.length, losses.length + length);
      trainer.order.set(piece);
      trainer.run(piece.length);
      losses.push(...trainer.losses.subarray(0, piece.length));
    }
    trainer.store();
    return { losses, norms: [...trainer.gradientNorms], ...numbersOf(graph) };
  });
}

/**
 * Losses, norms, values and gradients agree to a few units of the last place of the largest of them.
 *
 * What a fed weight holds in the end is left open: its own backward step moves it away from the sample's number,
 * and nobody reads it before the next sample is fed.
 */
export function assertAgree(
  actual: Outcome,
  expected: Outcome,
  graph: ComputationalGraph,
  task: TrainingTask,
  tolerance = 1e-11,
): void {
  const fed = new Set(task.feed);
  const numbers = [...expected.losses, ...expected.out, ...expected.dz].filter(Number.isFinite);
  const largest = numbers.reduce((a, b) => Math.max(a, Math.abs(b)), 1);
  const compare = (a: readonly number[], b: readonly number[], name: (i: number) => string) => {
    assert.equal(a.length, b.length);
    b.forEach((value, i) => {
      const same = Object.is(a[i], value) || Math.abs(a[i]! - value) <= tolerance * largest;
      assert.ok(same, `${name(i)}: got ${a[i]}, expected ${value}`);
    });
  };
  const gate = (i: number) => `${graph.gates[i]!.constructor.name} ${graph.gates[i]!.name} (${i})`;
  const settled = (out: readonly number[]) => out.map((value, i) => (fed.has(graph.gates[i]!) ? 0 : value));
  compare(actual.losses, expected.losses, (i) => `loss ${i}`);
  compare(actual.norms, expected.norms, (i) => `norm ${i}`);
  compare(settled(actual.out), settled(expected.out), (i) => `value of ${gate(i)}`);
  compare(actual.dz, expected.dz, (i) => `gradient of ${gate(i)}`);
}

/** All three engines do what the gates' own passes do. */
export function assertEnginesAgree(
  graph: ComputationalGraph,
  task: TrainingTask,
  order: readonly number[],
  tolerance?: number,
): void {
  const expected = gateByGate(graph, task, order);
  forEachEngine((make, engine) => {
    try {
      assertAgree(byTrainer(make, graph, task, order), expected, graph, task, tolerance);
    } catch (error) {
      throw new Error(`engine "${engine}": ${(error as Error).message}`, { cause: error });
    }
  });
}

export function numbersOf({ gates }: ComputationalGraph): Pick<Outcome, "out" | "dz"> {
  return { out: gates.map(({ out }) => out), dz: gates.map(({ dz }) => dz) };
}

function leavingNoTrace<T>(graph: ComputationalGraph, run: () => T): T {
  const { out, dz } = numbersOf(graph);
  try {
    return run();
  } finally {
    graph.gates.forEach((gate, i) => {
      gate.out = out[i]!;
      gate.dz = dz[i]!;
    });
  }
}
