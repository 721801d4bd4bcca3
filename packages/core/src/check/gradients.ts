/** Checks the gradients of a graph: each gate's `dz` against how the target moves with the gate's value. */

import type { GateLike } from "../gate.js";
import type { Wiring } from "../graph/wiring.js";
import { seededRandom } from "../random/seededRandom.js";
import { isFinite, isMovable, putOut, valueOf } from "./access.js";
import { gradientCause } from "./gradientCauses.js";
import type { Names } from "./names.js";
import { runBackward, type Arrival, type BackwardPass } from "./pass.js";
import { goTo, type Point } from "./points.js";
import type { Finding, Unmeasured } from "./report.js";
import { agrees, isSameSum, measureSlope } from "./tolerance.js";

export interface GradientCheck {
  readonly findings: readonly Finding[];
  readonly unmeasured: readonly Unmeasured[];
  readonly measured: number;
  /** The pass where the graph is now. */
  readonly now: BackwardPass;
}

/** What the check of the gates one by one has found. */
export interface Known {
  readonly faulty: ReadonlySet<number>;
  readonly unsafe: ReadonlySet<number>;
  readonly kinked: ReadonlySet<number>;
  /** Gates with weights of their own. */
  readonly learning: ReadonlySet<number>;
  /** Whether the values of the graph change though its inputs do not: then the target cannot be compared. */
  readonly isRestless: boolean;
}

/** Each gradient takes some 10 runs of the gates behind it: of so many gates, all gradients are compared. */
const ALL = 2000;

/** At so many points the target is moved; at all points the chain rule is followed. */
const DIFFERENCES = 2;

export function checkPasses(
  wiring: Wiring,
  points: readonly Point[],
  known: Known,
  names: Names,
): GradientCheck {
  const whole = points.filter((point, n) => n === 0 || point.every(isFinite));
  const passes = whole.map((point) => {
    goTo(wiring, point);
    return runBackward(wiring, known, names);
  });
  const found = new Map<number, Finding>();
  for (const { faults } of passes) {
    // Of an unsafe gate it is told already what is wrong.
    for (const [i, finding] of faults) if (!found.has(i) && !known.unsafe.has(i)) found.set(i, finding);
  }
  wiring.gates.forEach((_, i) => {
    if (found.get(i)?.kind === "gradient") return;
    const arrivals = passes.map((pass) => pass.arrivals[i]!).filter(({ due }) => Number.isFinite(due));
    const finding = arrivalFault(arrivals);
    if (finding) found.set(i, { ...names.of(i), ...finding });
  });
  const now = passes[0]!;
  if (known.isRestless) {
    goTo(wiring, points[0]!);
    const why = "there is a gate in the graph whose value cannot be computed twice";
    const unmeasured = wiring.gates.map((_, i): Unmeasured => ({ what: "gradient", ...names.of(i), why }));
    return { findings: [...found.values()], unmeasured, measured: 0, now };
  }
  return { ...compare(wiring, whole.slice(0, DIFFERENCES), passes, known, found, names), now };
}

/** A gate whose consumers passed the right parts but whose `dz` is not their sum has a wrong `putGradient`. */
function arrivalFault(arrivals: readonly Arrival[]): Omit<Finding, "gate" | "node"> | undefined {
  const wrong = arrivals.find(
    ({ start, parts, got, due }) =>
      !isSameSum(got, due, [start, ...parts.map(({ local, upstream }) => local * upstream)]),
  );
  if (wrong === undefined) return undefined;
  const cause = gradientCause(arrivals);
  return { kind: "gradient", got: wrong.got, expected: wrong.due, ...(cause === undefined ? {} : { cause }) };
}

/** Move the value of each gate and look at the target. */
function compare(
  wiring: Wiring,
  points: readonly Point[],
  passes: readonly BackwardPass[],
  { faulty, kinked }: Known,
  found: Map<number, Finding>,
  names: Names,
): Omit<GradientCheck, "now"> {
  const { gates } = wiring;
  const consumers = consumersOf(wiring);
  const inSample = sample(gates.length);
  const agreed = new Set<number>();
  const doubtful = new Map<number, string>();
  // What is behind a wrong gate is wrong because of it, and behind a kink there may be no one right number.
  const wrong = new Set([...faulty, ...found.keys()]);
  const behindWrong = new Uint8Array(gates.length);
  const behindKink = new Uint8Array(gates.length);
  points.forEach((point, n) => {
    goTo(wiring, point);
    for (let i = gates.length - 1; i >= 0; i--) {
      behindWrong[i] = consumers[i]!.some((k) => wrong.has(k) || behindWrong[k]) ? 1 : 0;
      behindKink[i] = consumers[i]!.some((k) => kinked.has(k) || behindKink[k]) ? 1 : 0;
      const at = point[i]!;
      if (!inSample(i) || behindWrong[i] || found.get(i)?.kind === "gradient" || !isFinite(at)) continue;
      const dz = passes[n]!.dz[i]!;
      const slope = measureSlope((x) => targetAt(wiring, i, x), at);
      putOut(gates[i]!, at);
      if (!isMovable(gates[i]!)) doubtful.set(i, "the value of this gate cannot be set from outside");
      else if (!slope.known) doubtful.set(i, "the target has no finite values nearby, or it jumps");
      else if (agrees(dz, slope)) agreed.add(i);
      else if (behindKink[i])
        doubtful.set(i, "there is a kink on the way to the target, as that of ReLU at 0");
      else {
        const [culprit, finding] = unexplained(wiring, point, i, names);
        found.set(culprit, { ...names.of(culprit), ...finding, got: dz, expected: slope.derivative });
        wrong.add(culprit).add(i);
      }
    }
  });
  goTo(wiring, points[0]!);
  const unmeasured = [...doubtful].flatMap(([i, why]): Unmeasured[] =>
    agreed.has(i) || wrong.has(i) ? [] : [{ what: "gradient", ...names.of(i), why }],
  );
  return { findings: [...found.values()], unmeasured, measured: agreed.size };
}

/** The sum of the targets when one gate has another value. */
function targetAt({ gates, targets }: Wiring, i: number, x: number): number {
  if (!putOut(gates[i]!, x)) return NaN;
  for (let k = i + 1; k < gates.length; k++) {
    const gate = gates[k]!;
    if (gate.inputNodes.length > 0 && !isFinite(valueOf(gate))) return NaN;
  }
  return [...new Set(targets)].reduce((sum, target) => sum + gates[target]!.out, 0);
}

/** All that its consumers pass is right, and yet the target moves otherwise: somebody reads the value in secret. */
function unexplained(
  wiring: Wiring,
  point: Point,
  i: number,
  names: Names,
): [number, Pick<Finding, "kind" | "cause">] {
  const { gates } = wiring;
  const input: GateLike = gates[i]!;
  const reader = gates.findIndex((gate, k) => {
    if (k <= i || gate.inputNodes.length === 0 || gate.inputNodes.includes(input)) return false;
    goTo(wiring, point);
    const value = valueOf(gate);
    putOut(input, point[i]! + 0.5);
    return !Object.is(valueOf(gate), value);
  });
  goTo(wiring, point);
  if (reader < 0) return [i, { kind: "gradient" }];
  const cause = `forward() reads ${names.short(input)}, which is not among its inputNodes, so no gradient gets there: give it as an input.`;
  return [reader, { kind: "forward", cause }];
}

function consumersOf({ gates, first, source }: Wiring): number[][] {
  const consumers: number[][] = gates.map(() => []);
  gates.forEach((_, i) => {
    for (let edge = first[i]!; edge < first[i + 1]!; edge++) consumers[source[edge]!]!.push(i);
  });
  return consumers;
}

/** All gates of a small graph; of a large one so many that the work stays that of {@link ALL} gates. */
function sample(gates: number): (i: number) => boolean {
  if (gates <= ALL) return () => true;
  const random = seededRandom(gates);
  const share = Math.max(SMALLEST / gates, (ALL / gates) ** 2);
  const picked = Array.from({ length: gates }, () => random() < share);
  return (i) => picked[i]!;
}

/** At least about so many gradients are compared. */
const SMALLEST = 32;
