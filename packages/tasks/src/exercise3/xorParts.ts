/** 3-4 (f): the parts of a student's network, and what can be asked of them. */

import { xor } from "@gradus/core";
import type { Context } from "../task.js";
import { graphOf, partsOf } from "../world/parts.js";
import type { Held, Thing } from "../world/student.js";

export const PARTS = ["x1", "x2", "y", "yHat", "graph"] as const;
export const PATTERNS = xor().map(({ x, y }) => ({ x1: x[0]!, x2: x[1]!, y: y[0]! }));
export type Pattern = (typeof PATTERNS)[number];

/** With these everyone learns XOR who trains at all: of 400 starts, none was left after 1000 epochs. */
export const [HIDDEN, ALPHA, EPOCHS] = [4, 1, 1000];
/** So small that all losses stay what they were, and yet a learning rate. */
export const STILL = 1e-12;
/** So small that the steps of an epoch do not change each other's gradients. */
export const SMALL = 1e-6;
/** What no pattern has: where it is still there afterwards, nobody has set it. */
export const BEFORE: Pattern = { x1: 0.25, x2: 0.75, y: 3 };
export const ORDER =
  "Each step sets x1.out, x2.out and y.out, then calls graph.forward(), then graph.backward().";

export interface Network {
  /** As the student's function has returned it. */
  readonly whole: Held;
  readonly parts: Readonly<Record<(typeof PARTS)[number], Thing>>;
  readonly gates: readonly Thing[];
  readonly target: Thing;
  /** The leaves with a learning rate. */
  readonly weights: readonly Thing[];
}

export async function network(
  { student }: Context,
  hiddenUnits: number,
  alpha: number,
  random: Thing,
): Promise<Network> {
  const whole = await student.call("xorNetwork", hiddenUnits, alpha, random);
  const parts = await partsOf("xorNetwork(…)", whole, PARTS);
  const { gates, target } = await graphOf(parts.graph);
  // All at once: one after the other they would be the longest part of grading.
  const alphas = await Promise.all(gates.map((gate) => gate.get("alpha")));
  const weights = gates.filter((_, i) => alphas[i] !== undefined);
  return { whole, parts, gates, target, weights };
}

export async function freshNetwork(context: Context, hiddenUnits: number, alpha = ALPHA): Promise<Network> {
  return network(context, hiddenUnits, alpha, await context.student.random(context.numbers.seed()));
}

export async function feed({ parts }: Network, pattern: Pattern): Promise<void> {
  await Promise.all((["x1", "x2", "y"] as const).map((name) => parts[name].set("out", pattern[name])));
}

/** @returns what a gate computes for each of the four patterns */
export async function outsOf(made: Network, gate: Thing): Promise<number[]> {
  const outs: number[] = [];
  for (const pattern of PATTERNS) {
    await feed(made, pattern);
    await made.parts.graph.forward();
    // The graph has made sure that each gate has a number.
    outs.push((await gate.out()) as number);
  }
  return outs;
}

export async function weightsOf({ weights }: Network): Promise<number[]> {
  return Promise.all(weights.map(async (weight) => (await weight.out()) as number));
}

/** The gradient of each pattern's loss with respect to all weights. */
export async function gradientsOf(made: Network): Promise<number[][]> {
  const gradients: number[][] = [];
  for (const pattern of PATTERNS) {
    await feed(made, pattern);
    await made.parts.graph.forward();
    await made.parts.graph.call("gradients");
    gradients.push(await Promise.all(made.weights.map(async (weight) => (await weight.dz()) as number)));
  }
  return gradients;
}
