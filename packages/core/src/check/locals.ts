/** Checks one gate alone: what it passes back against how its value moves with its inputs. */

import type { Wiring } from "../graph/wiring.js";
import { seededRandom } from "../random/seededRandom.js";
import type { Bench } from "./bench.js";
import { backwardFault, constantFault, forwardFault } from "./contract.js";
import { localCause, type Case } from "./localCauses.js";
import type { Names } from "./names.js";
import { gatePoints, type Point } from "./points.js";
import type { Finding, Unmeasured } from "./report.js";
import { agrees } from "./tolerance.js";
import { tryAt, type Fault, type Trial } from "./trial.js";

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

/** Of a gate with more inputs than this, all are measured where the graph is now, and so many at each other point. */
const MOST_INPUTS = 32;

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

const RANDOM = "its value changes from call to call though its inputs do not, as if it drew random numbers";

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
