/** What a network answers over the plane of its two inputs, with the samples that it learned from. */

import type { Sample } from "@gradus/core";
import { NotSamplesError } from "../errors.js";
import { plot, type Plot } from "./plot.js";

/** Squares along each side. */
const SQUARES = 40;
/** Beyond the samples, in parts of their extent. */
const MARGIN = 0.25;
const SIZE = 320;

/**
 * Plot the answers ŷ of a network over its two inputs: blue where it says 0, orange where it says 1, a line where it
 * changes its mind. The samples lie above it, circles for class 0 and crosses for class 1.
 *
 * ```ts
 * decisionMap((x1, x2) => network.predict([x1, x2])[0], xor());
 * ```
 *
 * @param predict the answer, from 0 to 1
 * @throws NotSamplesError when a sample has not two inputs and one output
 */
export const decisionMap: Plot<[predict: (x1: number, x2: number) => number, samples: readonly Sample[]]> =
  plot((predict, samples) => {
    const points = pointsOf(samples);
    const [across, up] = [axisOf(points.map(({ x1 }) => x1)), axisOf(points.map(({ x2 }) => x2))];
    const answers = up.map((x2) =>
      across.map((x1) => clamped(predict(x1 + across.step / 2, x2 + up.step / 2))),
    );
    const layer = [squares(answers, across, up), boundary(answers, across, up), marks(points)];
    const wrong = points.filter(({ x1, x2, y }) => predict(x1, x2) > 0.5 !== (y === 1)).length;
    const words =
      `Decision map over x₁ from ${first(across)} to ${last(across)} and x₂ from ${first(up)} to ${last(up)}: ` +
      `${points.length - wrong} of ${points.length} samples are on the right side.`;
    return {
      spec: { width: SIZE, height: SIZE, layer },
      words,
    };
  });

interface Point {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

function pointsOf(samples: readonly Sample[]): Point[] {
  if (!areSamples(samples)) throw new NotSamplesError(samples);
  return samples.map(({ x, y }) => ({ x1: x[0]!, x2: x[1]!, y: y[0]! }));
}

function areSamples(samples: unknown): samples is readonly Sample[] {
  const isSample = (each: Partial<Sample> | null): boolean => each?.x?.length === 2 && each.y?.length === 1;
  return Array.isArray(samples) && samples.length > 0 && samples.every(isSample);
}

/** The lower edges of the squares. */
type Axis = readonly number[] & { readonly step: number };

function axisOf(values: readonly number[]): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const extent = high - low || 1;
  const step = (extent * (1 + 2 * MARGIN)) / SQUARES;
  const edges = Array.from({ length: SQUARES }, (_, i) => round(low - extent * MARGIN + i * step));
  return Object.assign(edges, { step });
}

function squares(answers: readonly (readonly number[])[], across: Axis, up: Axis): object {
  const values = answers.flatMap((row, j) =>
    row.map((answer, i) => ({
      ...{ x: across[i]!, y: up[j]!, answer },
      ...{ x2: round(across[i]! + across.step), y2: round(up[j]! + up.step) },
    })),
  );
  return {
    data: { values },
    mark: { type: "rect", strokeWidth: 0 },
    encoding: {
      ...axes("x", "y"),
      x2: { field: "x2" },
      y2: { field: "y2" },
      color: {
        field: "answer",
        type: "quantitative",
        title: "ŷ",
        scale: { domain: [0, 0.5, 1], range: ["#2563eb", "#ffffff", "#ea580c"] },
      },
    },
  };
}

/** Where the answer passes ½ between neighbours. */
function boundary(answers: readonly (readonly number[])[], across: Axis, up: Axis): object {
  const side = (answer: number | undefined): boolean | undefined =>
    answer === undefined ? undefined : answer > 0.5;
  const values = answers.flatMap((row, j) =>
    row.flatMap((answer, i) => {
      const [x, y] = [across[i]!, up[j]!];
      const [x2, y2] = [round(x + across.step), round(y + up.step)];
      const [right, above] = [side(row[i + 1]), side(answers[j + 1]?.[i])];
      const here = side(answer);
      return [
        ...(right !== undefined && right !== here ? [{ x: x2, y, x2, y2 }] : []),
        ...(above !== undefined && above !== here ? [{ x, y: y2, x2, y2 }] : []),
      ];
    }),
  );
  return {
    data: { values },
    mark: { type: "rule", strokeWidth: 2, color: "#111827" },
    encoding: { ...axes("x", "y"), x2: { field: "x2" }, y2: { field: "y2" } },
  };
}

function marks(points: readonly Point[]): object {
  return {
    data: { values: points },
    mark: {
      type: "point",
      size: 110,
      filled: true,
      fill: "white",
      stroke: "#111827",
      strokeWidth: 1.5,
      opacity: 1,
    },
    encoding: {
      ...axes("x1", "x2"),
      shape: {
        field: "y",
        type: "nominal",
        title: "true class",
        scale: { domain: [0, 1], range: ["circle", "cross"] },
      },
    },
  };
}

function axes(x: string, y: string): object {
  const scale = { zero: false, nice: false };
  return {
    x: { field: x, type: "quantitative", title: "x₁", scale },
    y: { field: y, type: "quantitative", title: "x₂", scale },
  };
}

/** JSON has no NaN, and a colour of its own for it would say nothing. */
function clamped(answer: number): number {
  return Number.isFinite(answer) ? round(Math.min(Math.max(answer, 0), 1)) : 0.5;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function first(axis: Axis): number {
  return axis[0]!;
}

function last(axis: Axis): number {
  return round(axis.at(-1)! + axis.step);
}
