/** Finds the gates of a graph that compute something wrong, by name: derivatives, gradients and steps against measurements. */

import { GraphDrawing } from "../drawing/drawing.js";
import type { GateLike } from "../gate.js";
import type { ComputationalGraph } from "../graph/computationalGraph.js";
import { wire, type Wiring } from "../graph/wiring.js";
import { seededRandom } from "../random/seededRandom.js";
import { putOut, valueOf } from "./access.js";
import { Bench } from "./bench.js";
import { checkPasses, type GradientCheck, type Known } from "./gradients.js";
import { checkLocals, type LocalCheck } from "./locals.js";
import { remember } from "./memory.js";
import { Names } from "./names.js";
import { pointsOf, type Point } from "./points.js";
import { GradientReport, markOf, type Finding, type Unmeasured } from "./report.js";
import { checkWeight, type WeightCheck } from "./weightSteps.js";

/**
 * Compare every local derivative and every gradient of a graph with central differences, and the steps of its
 * weights with a descent, and say which gate is wrong, in what, and why.
 *
 * - *Locals.* Each gate is run alone, where the graph is now and at points near and far: what it passes to an input,
 *   summed over parallel edges, against how its own `out` moves with that input.
 * - *Gradients.* In a whole pass each `dz` must be the sum of what the consumers passed, local derivative × upstream;
 *   and it must be how the target moves with the gate. A gate is blamed for its own faults only, never for those of
 *   the gates behind it.
 * - *Weights.* A leaf's `backward()` is called with known gradients, and the weight put back.
 *
 * A derivative agrees if it is in the measured interval, give or take twice the measurement's own estimate of its
 * error, 10⁻⁶ of the number for rounding in the gate's formula, and 10⁻⁸. At a kink, such as ReLU at 0, every number
 * between the one-sided derivatives agrees. What cannot be measured accuses nobody and is told in the report.
 *
 * Weights, values and gradients are afterwards as before, to the last bit; only values that were not computed yet
 * stay computed. What gates keep in private fields (`#velocity`) cannot be put back.
 *
 * The number of gate runs grows with the square of the number of gates up to 2,000 gates. Of larger graphs all
 * local derivatives are compared and the gradients of a fixed sample, in as much time.
 *
 * @throws what `graph.forward()` throws: the values are needed
 */
export function checkGradients(graph: ComputationalGraph): GradientReport {
  const { gates } = graph;
  const outs = gates.map(({ out }) => out);
  const gradients = gates.map(({ dz }) => dz);
  const isComputed = outs.every(isNumber);
  let putBack = isComputed ? remember(gates) : () => undefined;
  try {
    graph.forward();
    if (!isComputed) putBack = remember(gates);
    const computed = Float64Array.from(gates, ({ out }) => out);
    try {
      return check(wire(graph.targets, graph.groups), computed);
    } finally {
      // What gates keep in private fields belongs to the values; what can be seen is put back below.
      restore(gates, outs, computed);
      for (const gate of gates) if (gate.inputNodes.length > 0) valueOf(gate);
      restore(gates, outs, computed);
    }
  } finally {
    putBack();
    restore(gates, outs, []);
    gates.forEach((gate, i) => {
      if (!Object.is(gate.dz, gradients[i])) gate.dz = gradients[i]!;
    });
  }
}

/** Set the values that there were, else those that have been computed. */
function restore(gates: readonly GateLike[], outs: readonly number[], computed: ArrayLike<number>): void {
  gates.forEach((gate, i) => {
    const value = [outs[i], computed[i]].find(isNumber);
    if (value !== undefined) putOut(gate, value);
  });
}

function check(wiring: Wiring, now: Point): GradientReport {
  const { gates, first, source } = wiring;
  const names = new Names(wiring);
  const members = new Set(gates);
  const points = pointsOf(wiring, now, seededRandom(gates.length));
  const locals = new Map<number, LocalCheck>();
  gates.forEach((gate, i) => {
    if (gate.inputNodes.length === 0) return;
    const inputs = [...new Set(source.subarray(first[i], first[i + 1]))];
    locals.set(i, checkLocals(new Bench(gate, members), wiring, i, inputs, points, names));
    for (const moved of [...inputs, i]) putOut(gates[moved]!, now[moved]!);
  });
  const passes = checkPasses(wiring, points, knownFrom(locals), names);
  const weights = new Map<number, WeightCheck>();
  gates.forEach((gate, i) => {
    if (gate.inputNodes.length === 0) weights.set(i, checkWeight(gate, now[i]!, passes.now.dz[i]!, members));
  });

  const findings = collect(locals, passes, weights, names);
  return new GradientReport(
    findings,
    unmeasuredOf(locals, passes, weights, names),
    {
      measured: [...locals.values()].reduce((sum, { measured }) => sum + measured, 0),
      total: source.length,
    },
    { measured: passes.measured, total: gates.length },
    drawingOf(wiring, now, passes, weights, findings),
  );
}

function knownFrom(locals: ReadonlyMap<number, LocalCheck>): Known {
  const where = (holds: (check: LocalCheck) => boolean) =>
    new Set([...locals].flatMap(([i, check]) => (holds(check) ? [i] : [])));
  const hasKind = ({ findings }: LocalCheck, ...kinds: Finding["kind"][]) =>
    findings.some(({ kind }) => kinds.includes(kind));
  return {
    faulty: where(({ findings }) => findings.length > 0),
    unsafe: where((check) => check.isRestless || hasKind(check, "forward", "backward")),
    learning: where(({ learns }) => learns),
    kinked: where(({ hasKink }) => hasKink),
    isRestless: [...locals.values()].some((check) => check.isRestless || hasKind(check, "forward")),
  };
}

/** All findings, in the order of computation. */
function collect(
  locals: ReadonlyMap<number, LocalCheck>,
  { findings }: GradientCheck,
  weights: ReadonlyMap<number, WeightCheck>,
  names: Names,
): Finding[] {
  const all = [
    ...[...locals.values()].flatMap((check) => check.findings),
    ...findings,
    ...[...weights].flatMap(([i, { finding }]) => (finding ? [{ ...names.of(i), ...finding }] : [])),
  ];
  return all.sort((a, b) => position(a.node) - position(b.node));
}

function unmeasuredOf(
  locals: ReadonlyMap<number, LocalCheck>,
  { unmeasured }: GradientCheck,
  weights: ReadonlyMap<number, WeightCheck>,
  names: Names,
): Unmeasured[] {
  return [
    ...[...locals.values()].flatMap((check) => check.unmeasured),
    ...unmeasured,
    ...[...weights].flatMap(([i, check]) =>
      check.unmeasured ? [{ ...names.of(i), ...check.unmeasured }] : [],
    ),
  ];
}

/** The graph as a backward pass leaves it, with what is wrong written on the gates. */
function drawingOf(
  wiring: Wiring,
  out: Point,
  { now }: GradientCheck,
  weights: ReadonlyMap<number, WeightCheck>,
  findings: readonly Finding[],
): GraphDrawing {
  const marks = new Map<number, string>();
  for (const finding of findings) {
    const i = position(finding.node);
    // The first of several tells enough for a picture.
    if (!marks.has(i)) marks.set(i, markOf(finding));
  }
  const next = out.map((value, i) => weights.get(i)?.next ?? value);
  return new GraphDrawing(wiring, "backward", { out, dz: now.dz, next, local: now.local, marks });
}

/** The position of a gate in the order of computation, from its id. */
function position(node: string): number {
  return Number(node.slice(1));
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}
