/** Samples as one flat list of numbers, in the order of the gates that they are fed to. */

import type { Sample } from "../data/sample.js";
import { NoFeedError, NoSamplesError, SampleError } from "../errors.js";
import type { GateLike } from "../gate.js";

export interface Feed {
  /** The gates for x, then those for y. */
  readonly gates: readonly GateLike[];
  /** Sample by sample, one number for each gate. */
  readonly rows: Float64Array;
}

/** @throws NoSamplesError, NoFeedError, SampleError */
export function feedOf(
  samples: readonly Sample[],
  x: readonly GateLike[] | undefined,
  y: readonly GateLike[] | undefined,
): Feed {
  if (samples.length === 0) throw new NoSamplesError();
  if (x === undefined) throw new NoFeedError("x");
  if (y === undefined) throw new NoFeedError("y");
  const rows = new Float64Array(samples.length * (x.length + y.length));
  let at = 0;
  samples.forEach((sample, i) => {
    for (const [part, gates] of [
      ["x", x],
      ["y", y],
    ] as const) {
      const numbers = sample[part];
      if (!isNumbers(numbers, gates.length)) throw new SampleError(i, part, gates.length, numbers);
      rows.set(numbers, at);
      at += gates.length;
    }
  });
  return { gates: [...x, ...y], rows };
}

function isNumbers(list: unknown, length: number): boolean {
  return Array.isArray(list) && list.length === length && list.every(Number.isFinite);
}
