/** Where a check looks: the values as they are, some near them, some far, and zeros. */

import type { Wiring } from "../graph/wiring.js";
import type { seededRandom } from "../random/seededRandom.js";
import { isFinite, putOut, valueOf } from "./access.js";

type Random = ReturnType<typeof seededRandom>;

/** The values of all gates, in the order of the wiring; NaN where a gate has none at this point. */
export type Point = Float64Array;

/** How leaves are moved. A derivative that is wrong is right at 0 or 1 by chance, but not at all of these. */
const moves: readonly ((value: number, random: Random) => number)[] = [
  (value, random) => value + (0.1 + 0.3 * random()) * (random() < 0.5 ? -1 : 1),
  (value, random) => value * (0.5 + random()) + 0.05 * (random() - 0.5),
  (_, random) => 4 * random() - 2,
  (_, random) => 0.1 + 0.8 * random(),
  (value, random) => -(value || 1) * (0.5 + random()),
  (_, random) => 4 * random() - 2,
  (value, random) => (random() < 0.4 ? 0 : value),
];

/**
 * Points of the whole graph: inputs and weights are moved and all values computed from them, so that every gate
 * is tried with values that it can meet; what comes out of a sigmoid stays between 0 and 1. The first point is
 * the one where the graph is now.
 */
export function pointsOf(wiring: Wiring, now: Point, random: Random): Point[] {
  const points = moves.map((move) => {
    const point = now.slice();
    wiring.gates.forEach((gate, i) => {
      if (gate.inputNodes.length > 0) return;
      const value = move(now[i]!, random);
      if (putOut(gate, value)) point[i] = value;
    });
    compute(wiring, point);
    return point;
  });
  return [now, ...points];
}

/** Run `forward()` of everything that has inputs. Leaves keep their values. */
export function compute({ gates, first, source }: Wiring, point: Point): void {
  for (let i = 0; i < gates.length; i++) {
    const begin = first[i]!;
    const end = first[i + 1]!;
    if (begin === end) continue;
    let isReady = true;
    for (let edge = begin; edge < end; edge++) isReady &&= isFinite(point[source[edge]!]);
    point[i] = isReady ? valueOf(gates[i]!) : NaN;
  }
}

/** Bring all gates to a point, with all that they keep from forward to backward. */
export function goTo(wiring: Wiring, point: Point): void {
  wiring.gates.forEach((gate, i) => {
    const value = point[i]!;
    if (gate.inputNodes.length === 0 && isFinite(value)) putOut(gate, value);
  });
  compute(wiring, point.slice());
}

/** Zeros are tried at so many inputs of a gate. */
const ZEROS = 3;

/**
 * Points of one gate alone, as values of its inputs: those of the graph, then mixtures of them that keep the inputs
 * from moving together, some with a zero, where a division breaks. An input gets a zero if it can be 0: what comes
 * out of a sigmoid cannot.
 *
 * @param inputs their positions in the graph
 */
export function gatePoints(
  { gates }: Wiring,
  inputs: readonly number[],
  points: readonly Point[],
  random: Random,
): number[][] {
  const met = points.map((point) => inputs.map((i) => point[i]!)).filter((values) => values.every(isFinite));
  if (met.length === 0) return [];
  const mixture = () => inputs.map((_, k) => met[Math.floor(random() * met.length)]![k]!);
  const canBeZero = inputs.flatMap((i, k) => {
    const isLeaf = gates[i]!.inputNodes.length === 0;
    const hasBothSigns = met.some((values) => values[k]! <= 0) && met.some((values) => values[k]! >= 0);
    return isLeaf || hasBothSigns ? [k] : [];
  });
  while (canBeZero.length > ZEROS) canBeZero.splice(Math.floor(random() * canBeZero.length), 1);
  return [
    ...met,
    mixture(),
    ...canBeZero.map((zero) => mixture().map((value, k) => (k === zero ? 0 : value))),
  ];
}
