/** What both sides of a comparison are given: the same start weights and the same samples, in a fixed order. */

import type { Sample } from "@gradus/core";

export interface Task {
  /** In the order in which the network's builder takes them. */
  readonly weights: readonly number[];
  readonly samples: readonly Sample[];
}

/** The task as the C and Python programs read it: JavaScript writes doubles so that they are read back exactly. */
export function textOf({ weights, samples }: Task): string {
  const rows = samples.map(({ x, y }) => [...x, ...y].join(" "));
  return [weights.join(" "), samples.length, ...rows].join("\n") + "\n";
}
