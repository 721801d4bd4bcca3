/** What the passes of a gate must not do: change what is not theirs, or go on from the run before. */

import { putOut } from "./access.js";
import type { Bench, Call, Passed } from "./bench.js";
import type { Names } from "./names.js";
import { isSameSum } from "./tolerance.js";
import { UPSTREAMS, type Fault, type Trial } from "./trial.js";

/** What `forward()` must not do: change its inputs, or give another value when it runs again. */
export function forwardFault(
  bench: Bench,
  values: readonly number[],
  names: Names,
): Fault | "random" | undefined {
  const at = names.values(bench.inputs, values);
  const from = (start: number) => {
    putOut(bench.gate, start);
    return bench.forward();
  };
  const outs = [0, 7.5, -3, 0, 0, 0, 0, 0].map(from);
  const changed = bench.inputs.findIndex(({ out }, k) => !Object.is(out, values[k]));
  if (changed >= 0) {
    return {
      kind: "forward",
      ...inputFields(bench, changed, names),
      got: bench.inputs[changed]!.out,
      expected: values[changed]!,
      at,
      cause: "forward() changes the value of this input: it must only read it and write this.out.",
    };
  }
  const [a, b] = outs as [number, number];
  if (outs.every((out) => Object.is(out, a))) return undefined;
  // Either the last value goes in, or the value grows by the same amount each time. What does neither is random;
  // of a gate that drops its input at random, two values may well follow each other a few times as if they did.
  const goesIn = Array.from({ length: RUNS }, (_, n) => n % 2 === 0).every(
    (isFirst) => from(isFirst ? 0 : 7.5) === (isFirst ? a : b),
  );
  const most = Math.max(...outs.map(Math.abs));
  const isSteady = outs.every((out, n) => Math.abs(out - a - n * (b - a)) <= 1e-9 * most);
  const grows = a !== b && (goesIn || isSteady);
  if (!grows) return "random";
  return {
    kind: "forward",
    got: b,
    expected: a,
    at,
    cause:
      "forward() gives another value when it runs again on the same inputs: it goes on from the last value. Let it start anew, for example with this.out = 0 for a sum or 1 for a product.",
  };
}

/** A coin that falls like this so often is none. */
const RUNS = 40;

/** What `backward()` must not do: change values, or pass something else when it runs again. */
export function backwardFault(bench: Bench, trial: Trial, names: Names): Fault | undefined {
  const { values, out } = trial;
  const putBack = bench.remember();
  bench.place(values);
  bench.forward();
  bench.passBack(UPSTREAMS[0]);
  const changed = bench.inputs.findIndex((input, k) => !Object.is(input.out, values[k]));
  const own = bench.gate.out;
  bench.place(values);
  const learns = bench.forward() !== out;
  if (changed >= 0) {
    return {
      kind: "backward",
      ...inputFields(bench, changed, names),
      cause:
        "backward() changes the value out of this input: it must only pass gradients on. A weight moves in its own backward().",
    };
  }
  if (!learns && own !== out) {
    return {
      kind: "backward",
      got: own,
      expected: out,
      cause: "backward() changes the gate's own value out, which belongs to forward().",
    };
  }
  if (learns) {
    putBack();
    return undefined;
  }
  const again = bench.passBack(UPSTREAMS[0]);
  const k = again.totals.findIndex(
    (total, j) => Number.isFinite(total) && !isSameSum(total / again.upstream, trial.got[j]!, []),
  );
  if (k < 0) return foreignGradientFault(bench, again, names);
  return {
    kind: "backward",
    ...inputFields(bench, k, names),
    got: again.totals[k]! / again.upstream,
    expected: trial.got[k]!,
    cause:
      "backward() passes something else when it runs again on the same values: it keeps a sum from one run to the next. Let it start anew.",
  };
}

/** What others gave to an input is to stay, and changes nothing. @param alone a run in which they gave nothing */
function foreignGradientFault(bench: Bench, alone: Passed, names: Names): Fault | undefined {
  // What a gate keeps from forward to backward may be used up.
  bench.forward();
  const beside = bench.passBack(UPSTREAMS[0], OF_OTHERS);
  const differing = (part: (passed: Passed, k: number) => number): number =>
    bench.inputs.findIndex((_, k) => {
      const [one, other] = [alone, beside].map((passed) => part(passed, k)) as [number, number];
      return Number.isFinite(one) && !isSameSum(one, other, [OF_OTHERS]);
    });
  const overwritten = differing(({ direct, upstream }, k) => direct[k]! / upstream);
  const dependent = differing(({ calls }, k) => localOf(bench, calls, k));
  const [k, cause] =
    overwritten >= 0
      ? [
          overwritten,
          `backward() overwrites the gradient that this input has got from other gates, ${OF_OTHERS} in this run: add to it, with putGradient(this, local).`,
        ]
      : [
          dependent,
          "The local derivative changes with the gradient dz of the input, and it must depend on values only: putGradient multiplies by the dz of this gate.",
        ];
  if (k < 0) return undefined;
  return {
    kind: "backward",
    ...inputFields(bench, k, names),
    got: OF_OTHERS + beside.totals[k]!,
    expected: OF_OTHERS + alone.totals[k]!,
    cause,
  };
}

/** What the gate has passed to an input through `putGradient`. */
function localOf({ inputs }: Bench, calls: readonly Call[], k: number): number {
  const own = calls.filter(({ receiver }) => receiver === inputs[k]);
  return own.reduce((sum, { local }) => sum + (typeof local === "number" ? local : NaN), 0);
}

/** Exact in binary, and no number that a gate comes to by itself. */
const OF_OTHERS = 8;

/** A gate whose value never moves but whose derivative is not 0 has computed once and for all. */
export function constantFault(trials: readonly Trial[]): Fault | undefined {
  const [first] = trials;
  if (first === undefined || trials.length < 3) return undefined;
  const isConstant = trials.every(
    ({ out, slopes }) => out === first.out && slopes.every((slope) => (slope?.derivative ?? 0) === 0),
  );
  const isMoved = trials.some(({ values }) => values.some((value, k) => value !== first.values[k]));
  const passes = trials.some(({ got }) => got.some((local) => Math.abs(local) > 1e-6));
  if (!isConstant || !isMoved || !passes) return undefined;
  return {
    kind: "forward",
    got: first.out,
    cause:
      "forward() gives the same value whatever its inputs are: compute it from inputNodes[i].out each time forward() runs.",
  };
}

function inputFields(bench: Bench, k: number, names: Names): { input: string; positions: readonly number[] } {
  return { input: names.short(bench.inputs[k]!), positions: bench.positions[k]! };
}
