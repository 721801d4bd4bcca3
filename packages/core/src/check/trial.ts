/** One run of a gate at one point: its slopes as measured, and what its `backward()` passes. */

import { messageOf } from "./access.js";
import type { Bench, Passed } from "./bench.js";
import type { Finding } from "./report.js";
import type { Slope } from "./tolerance.js";

/** A finding before it is said whose it is. */
export type Fault = Omit<Finding, "gate" | "node">;

/** Two upstream gradients, neither of them 1, so that a factor dz too many or too few shows. Exact in binary. */
export const UPSTREAMS = [1.75, -0.625] as const;

/** One run at one point. */
export interface Trial {
  readonly values: readonly number[];
  readonly out: number;
  readonly slopes: readonly (Slope | undefined)[];
  readonly runs: readonly Passed[];
  readonly got: readonly number[];
}

/** Measure and run at one point. @returns undefined where the gate has no value there, "random" where it has several */
export function tryAt(
  bench: Bench,
  asked: readonly number[],
  measured: readonly boolean[],
): (Trial & { fault?: Fault; learns: boolean; isRestless: boolean }) | "random" | undefined {
  const values = bench.place(asked);
  const before = bench.forward();
  if (!Number.isFinite(before)) return undefined;
  const slopes = bench.inputs.map((_, k) =>
    measured[k] && bench.movable[k] ? bench.slope(k, values[k]!) : undefined,
  );
  const putBack = bench.remember();
  const out = bench.forward();
  if (out !== before) return "random";
  const first = bench.passBack(UPSTREAMS[0]);
  const fault = faultOf(first);
  // A gate with weights of its own takes a step when backward() runs.
  bench.place(values);
  const learns = bench.forward() !== out;
  if (learns) putBack();
  const isRestless = learns && bench.forward() !== out;
  const runs = isRestless ? [first] : [first, bench.passBack(UPSTREAMS[1])];
  const later = runs[1] && faultOf(runs[1]);
  if (learns) putBack();
  const got = first.totals.map((total) => total / first.upstream);
  const found = fault ?? later;
  return {
    values,
    out,
    slopes,
    runs,
    got,
    learns,
    isRestless,
    ...(found === undefined ? {} : { fault: found }),
  };
}

function faultOf({ thrown }: Passed): Fault | undefined {
  return (
    thrown && {
      kind: "backward",
      cause: `backward() throws: ${messageOf(thrown.error)}`,
    }
  );
}
