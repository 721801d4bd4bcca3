/** Checks one gate alone: what it passes back against how its value moves with its inputs. */

import type { Wiring } from "../graph/wiring.js";
import { seededRandom } from "../random/seededRandom.js";
import { messageOf, putOut } from "./access.js";
import type { Bench, Passed } from "./bench.js";
import { localCause, type Case } from "./localCauses.js";
import type { Names } from "./names.js";
import { gatePoints, type Point } from "./points.js";
import type { Finding, Unmeasured } from "./report.js";
import { agrees, isSameSum, type Slope } from "./tolerance.js";

export interface LocalCheck {
  readonly findings: readonly Finding[];
  readonly unmeasured: readonly Unmeasured[];
  /** How many input positions were compared at one point or more. */
  readonly measured: number;
  /** Whether the gate met a kink or a jump: then the gradients behind it have no one value there. */
  readonly hasKink: boolean;
  /** Whether it has weights of its own, which `backward()` moves and which can be put back. */
  readonly learns: boolean;
  /** Whether it changes itself when it runs, in a way that cannot be undone: then the target cannot be compared. */
  readonly isRestless: boolean;
}

/** Two upstream gradients, neither of them 1, so that a factor dz too many or too few shows. Exact in binary. */
const UPSTREAMS = [1.75, -0.625] as const;

/** Of a gate with more inputs than this, all are measured where the graph is now, and so many at each other point. */
const MOST_INPUTS = 32;

/** One run at one point. */
interface Trial {
  readonly values: readonly number[];
  readonly out: number;
  readonly slopes: readonly (Slope | undefined)[];
  readonly runs: readonly Passed[];
  readonly got: readonly number[];
}

/**
 * @param i the position of the gate in the graph
 * @param inputs the positions of the bench's inputs in the graph
 */
export function checkLocals(
  bench: Bench,
  wiring: Wiring,
  i: number,
  inputs: readonly number[],
  points: readonly Point[],
  names: Names,
): LocalCheck {
  const random = seededRandom(i);
  const where = names.of(i);
  const none = {
    findings: [],
    unmeasured: [],
    measured: 0,
    hasKink: false,
    learns: false,
    isRestless: false,
  };
  const failed = (finding: Fault): LocalCheck => ({ ...none, findings: [{ ...where, ...finding }] });
  const isRandom = (): LocalCheck => ({
    ...none,
    unmeasured: unmeasuredInputs(bench, where, names, RANDOM),
    isRestless: true,
  });

  // At several points: what a gate adds or draws from run to run may make no difference at one.
  for (const point of points.slice(0, 4)) {
    const values = inputs.map((input) => point[input]!);
    if (!values.every(Number.isFinite)) continue;
    const fault = forwardFault(bench, bench.place(values), names);
    if (fault === "random") return isRandom();
    if (fault !== undefined) return failed(fault);
  }

  const trials: Trial[] = [];
  let learns = false;
  let isRestless = false;
  for (const [n, asked] of gatePoints(wiring, inputs, points, random).entries()) {
    const measured = bench.inputs.map(() => n === 0 || isPicked(bench.inputs.length, random));
    const trial = tryAt(bench, asked, measured);
    if (trial === undefined) continue;
    if (trial === "random") return isRandom();
    const fault = trial.fault ?? (n === 0 ? backwardFault(bench, trial, names) : undefined);
    const at = names.values(bench.inputs, trial.values);
    if (fault !== undefined) return failed({ at, ...fault });
    learns ||= trial.learns;
    isRestless ||= trial.isRestless;
    trials.push(trial);
  }

  const constant = constantFault(trials);
  if (constant !== undefined) return failed(constant);

  const findings: Finding[] = [];
  const unmeasured: Unmeasured[] = [];
  let measured = 0;
  bench.inputs.forEach((input, k) => {
    const known = trials.filter(({ slopes }) => slopes[k]?.known);
    if (known.length === 0) {
      unmeasured.push({
        what: "local derivative",
        ...where,
        input: names.short(input),
        why: bench.movable[k]
          ? "there are no finite values nearby, or the function jumps here"
          : "the value of this input cannot be set from outside",
      });
      return;
    }
    measured += bench.positions[k]!.length;
    const allWrong = known.filter((trial) => isWrong(trial, k));
    // At a kink there is no one number to expect.
    const wrong = allWrong.find(({ slopes }) => !slopes[k]!.kink) ?? allWrong[0];
    if (wrong === undefined) return;
    const cause = localCause(
      known.filter(({ slopes }) => !slopes[k]!.kink).map((trial) => caseOf(trial, k)),
      {
        gate: bench.gate,
        inputs: bench.inputs,
        names: bench.inputs.map((other) => names.short(other)),
        slopeAt: ({ values: around }, x) => {
          bench.place(around);
          return bench.slope(k, x).derivative;
        },
      },
    );
    findings.push({
      kind: "local derivative",
      ...where,
      input: names.short(input),
      positions: bench.positions[k]!,
      got: shown(wrong, k),
      expected: wrong.slopes[k]!.derivative,
      at: names.values(bench.inputs, wrong.values),
      ...(cause === undefined ? {} : { cause }),
    });
  });
  const hasKink = trials.some(({ slopes }) => slopes.some((slope) => slope && (slope.kink || !slope.known)));
  return { findings, unmeasured, measured, hasKink, learns, isRestless };
}

type Fault = Omit<Finding, "gate" | "node">;

const RANDOM = "its value changes from call to call though its inputs do not, as if it drew random numbers";

/** What `forward()` must not do: change its inputs, or give another value when it runs again. */
function forwardFault(bench: Bench, values: readonly number[], names: Names): Fault | "random" | undefined {
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
  const [a, b, c] = outs as [number, number, number];
  if (outs.every((out) => Object.is(out, a))) return undefined;
  // Either the last value goes in, or the value grows by the same amount each time. What does neither is random;
  // of a gate that drops its input at random, the same value may come several times in a row.
  const goesIn = [0, 7.5, 0, 7.5, 0, 7.5, 0, 7.5, 0, 7.5].every(
    (start) => from(start) === (start === 0 ? a : b),
  );
  const grows = a !== b && (goesIn || Math.abs(c - b - (b - a)) <= 1e-9 * Math.abs(c - a));
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

/** Measure and run at one point. Undefined where the gate has no value there. */
function tryAt(
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

/** What `backward()` must not do: change values, or pass something else when it runs again. */
function backwardFault(bench: Bench, trial: Trial, names: Names): Fault | undefined {
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
  if (k < 0) return undefined;
  return {
    kind: "backward",
    ...inputFields(bench, k, names),
    got: again.totals[k]! / again.upstream,
    expected: trial.got[k]!,
    cause:
      "backward() passes something else when it runs again on the same values: it keeps a sum from one run to the next. Let it start anew.",
  };
}

/** A gate whose value never moves but whose derivative is not 0 has computed once and for all. */
function constantFault(trials: readonly Trial[]): Fault | undefined {
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

function isWrong({ slopes, runs, got }: Trial, k: number): boolean {
  const slope = slopes[k];
  if (!slope?.known) return false;
  if (!Number.isFinite(got[k])) return true;
  return runs.some(({ totals, upstream }) => !agrees(totals[k]! / upstream, slope));
}

/** The number that is wrong: with one upstream gradient it may be right by chance. */
function shown({ slopes, runs, got }: Trial, k: number): number {
  if (!agrees(got[k]!, slopes[k]!)) return got[k]!;
  const run = runs.find(({ totals, upstream }) => !agrees(totals[k]! / upstream, slopes[k]!));
  return run === undefined ? got[k]! : run.totals[k]! / run.upstream;
}

function caseOf(trial: Trial, k: number): Case {
  const { values, out, slopes, runs, got } = trial;
  return {
    values,
    k,
    out,
    expected: slopes.map((slope) => (slope?.known ? slope.derivative : NaN)),
    got,
    passed: runs.map(({ totals, upstream }) => ({ upstream, total: totals[k]! })),
    calls: runs[0]!.calls,
    isWrong: isWrong(trial, k),
  };
}

function inputFields(bench: Bench, k: number, names: Names): { input: string; positions: readonly number[] } {
  return { input: names.short(bench.inputs[k]!), positions: bench.positions[k]! };
}

function unmeasuredInputs(
  bench: Bench,
  where: { readonly gate: string; readonly node: string },
  names: Names,
  why: string,
): Unmeasured[] {
  return bench.inputs.map((input) => ({
    what: "local derivative",
    ...where,
    input: names.short(input),
    why,
  }));
}

function isPicked(inputs: number, random: () => number): boolean {
  return inputs <= MOST_INPUTS || random() < MOST_INPUTS / inputs;
}
