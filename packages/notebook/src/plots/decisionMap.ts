/** What a network answers over the plane of its two inputs, with the samples that it learned from. */

import { formatNumber, type Sample } from "@gradus/core";
import { NotAnAnswerError, NotSamplesError } from "../errors.js";
import { boundaryOf } from "./boundary.js";
import { plot, type Plot } from "./plot.js";

/** Squares along each side. */
const SQUARES = 32;
/** Beyond the samples, in parts of their extent. */
const MARGIN = 0.25;
const SIZE = 320;
/** More samples cover each other and the map. */
const MOST_SAMPLES = 500;

/**
 * Plot the answers ŷ of a network over its two inputs: blue where it says 0, orange where it says 1, a line where it
 * changes its mind, grey where the answer is not finite. The samples lie above it, circles for class 0 and crosses for
 * class 1.
 *
 * ```ts
 * decisionMap((x1, x2) => network.predict([x1, x2])[0], xor());
 * ```
 *
 * The network is asked at 1089 points. A live map asks it in every call, so call that some ten times, not in every
 * round.
 *
 * @param predict the answer, from 0 to 1
 * @throws NotSamplesError when a sample has not two inputs and one output
 * @throws NotAnAnswerError when `predict` returns no number
 */
export const decisionMap: Plot<[predict: (x1: number, x2: number) => number, samples: readonly Sample[]]> =
  plot((predict, samples) => {
    const points = pointsOf(samples);
    const [across, up] = [edgesOf(points.map(({ x1 }) => x1)), edgesOf(points.map(({ x2 }) => x2))];
    // At once: the network may learn on, and asking it later would change its gates behind the student's back.
    const answers = up.map((x2) => across.map((x1) => answerAt(predict, x1, x2)));
    const right = points.filter(({ x1, x2, y }) => {
      const answer = answerAt(predict, x1, x2);
      return Number.isFinite(answer) && classOf(answer) === y;
    });
    return () => ({
      spec: {
        width: SIZE,
        height: SIZE,
        view: { fill: "#d1d5db" },
        layer: [squares(answers, across, up), boundary(answers, across, up), marks(points, across, up)],
      },
      words: wordsOf(answers, across, up, right.length, points.length),
    });
  });

interface Point {
  readonly x1: number;
  readonly x2: number;
  /** Its class. */
  readonly y: 0 | 1;
}

function pointsOf(samples: readonly Sample[]): Point[] {
  if (!Array.isArray(samples) || samples.length === 0) throw new NotSamplesError(samples);
  return (samples as readonly Sample[]).map((sample, i) => {
    if (!isSample(sample)) throw new NotSamplesError(sample, i + 1);
    const { x, y } = sample;
    return { x1: x[0]!, x2: x[1]!, y: classOf(y[0]!) };
  });
}

function isSample(sample: Partial<Sample> | null): boolean {
  const { x, y } = sample ?? {};
  return x?.length === 2 && y?.length === 1 && [...x, ...y].every((each) => Number.isFinite(each));
}

function classOf(answer: number): 0 | 1 {
  return answer > 0.5 ? 1 : 0;
}

function answerAt(predict: (x1: number, x2: number) => number, x1: number, x2: number): number {
  if (typeof predict !== "function") throw new NotAnAnswerError(predict);
  const answer: unknown = predict(x1, x2);
  if (typeof answer !== "number") throw new NotAnAnswerError(answer, [x1, x2]);
  return Number.isFinite(answer) ? Math.min(Math.max(answer, 0), 1) : NaN;
}

/** Where squares begin and end. */
function edgesOf(values: readonly number[]): number[] {
  const low = values.reduce((a, b) => Math.min(a, b));
  const extent = values.reduce((a, b) => Math.max(a, b)) - low || 1;
  const step = (extent * (1 + 2 * MARGIN)) / SQUARES;
  return Array.from({ length: SQUARES + 1 }, (_, i) => round(low - extent * MARGIN + i * step));
}

function squares(
  answers: readonly (readonly number[])[],
  across: readonly number[],
  up: readonly number[],
): object {
  // Each reaches below the next, because between squares that only touch the paper shines through.
  const [wide, high] = [across[1]! - across[0]!, up[1]! - up[0]!].map((side) => side * 1.1);
  const values = up.slice(0, -1).flatMap((y, j) =>
    across.slice(0, -1).flatMap((x, i) => {
      const corners = [answers[j]![i]!, answers[j]![i + 1]!, answers[j + 1]![i]!, answers[j + 1]![i + 1]!];
      const answer = corners.reduce((sum, each) => sum + each, 0) / corners.length;
      const square = { x, y, x2: round(x + wide!), y2: round(y + high!), answer: round(answer) };
      return Number.isFinite(answer) ? [square] : [];
    }),
  );
  return {
    data: { values },
    mark: { type: "rect", strokeWidth: 0, clip: true },
    encoding: {
      ...axes("x", "y", across, up),
      x2: { field: "x2" },
      y2: { field: "y2" },
      color: {
        field: "answer",
        type: "quantitative",
        title: "ŷ",
        scale: { domain: [0, 0.5, 1], range: ["#3b76e8", "#ffffff", "#f07d2e"], interpolate: "rgb" },
      },
    },
  };
}

function boundary(
  answers: readonly (readonly number[])[],
  across: readonly number[],
  up: readonly number[],
): object {
  return {
    data: { values: boundaryOf(answers, across, up).map(([x, y, x2, y2]) => ({ x, y, x2, y2 })) },
    mark: { type: "rule", strokeWidth: 2, strokeCap: "round", color: "#111827" },
    encoding: { ...axes("x", "y", across, up), x2: { field: "x2" }, y2: { field: "y2" } },
  };
}

function marks(points: readonly Point[], across: readonly number[], up: readonly number[]): object {
  const step = Math.max(points.length / MOST_SAMPLES, 1);
  const shown = Array.from(
    { length: Math.floor(points.length / step) },
    (_, i) => points[Math.floor(i * step)]!,
  );
  return {
    data: { values: shown },
    mark: {
      type: "point",
      size: shown.length > 50 ? 50 : 110,
      filled: true,
      fill: "white",
      stroke: "#111827",
      strokeWidth: shown.length > 50 ? 1 : 1.5,
      opacity: 1,
    },
    encoding: {
      ...axes("x1", "x2", across, up),
      shape: {
        field: "y",
        type: "nominal",
        title: "true class",
        scale: { domain: [0, 1], range: ["circle", "cross"] },
      },
    },
  };
}

function axes(x: string, y: string, across: readonly number[], up: readonly number[]): object {
  const axis = (field: string, title: string, edges: readonly number[]): object => ({
    ...{ field, type: "quantitative", title },
    scale: { domain: [edges[0]!, edges.at(-1)!], zero: false, nice: false },
  });
  return { x: axis(x, "x₁", across), y: axis(y, "x₂", up) };
}

function wordsOf(
  answers: readonly (readonly number[])[],
  across: readonly number[],
  up: readonly number[],
  right: number,
  samples: number,
): string {
  const range = (edges: readonly number[]): string =>
    `from ${formatNumber(edges[0]!)} to ${formatNumber(edges.at(-1)!)}`;
  const all = answers.flat();
  const unknown = all.filter((answer) => !Number.isFinite(answer)).length / all.length;
  const end = unknown === 0 ? "" : ` ${formatNumber(100 * unknown, 2)} % of the answers are not finite.`;
  return (
    `Decision map over x₁ ${range(across)} and x₂ ${range(up)}: ` +
    `${right} of ${samples} samples are on the right side.${end}`
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
