/** Lines in one plot, told apart by colour and by dashes. */

import { formatNumber } from "@gradus/core";
import type { Chart } from "./plot.js";

/** More points than this in a line cannot be told apart, and would bloat the notebook. */
const MOST_POINTS = 400;
/** Vega's own are hard to tell apart from the fourth on. */
const DASHES = [
  [1, 0],
  [8, 4],
  [2, 2],
  [10, 3, 2, 3],
  [14, 5],
  [5, 2, 2, 2, 2, 2],
];
/** Fewer are shown as points, too. */
const MOST_MARKED = 60;

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Axes {
  readonly x: string;
  readonly y: string;
  readonly title?: string;
  /** A logarithmic y-axis; what is not above 0 has no place on it. */
  readonly logY?: boolean;
}

export function chartOfLines(lines: readonly Line[], axes: Axes, words: string): Chart {
  const { x, y, title, logY = false } = axes;
  // JSON knows neither infinity nor NaN.
  const drawn = lines.map(({ name, points }) => ({
    name,
    points: thin(points).filter(
      (point) => point.every((each) => Number.isFinite(each)) && (!logY || point[1] > 0),
    ),
  }));
  const values = drawn.flatMap(({ name, points }) =>
    points.map(([px, py]) => ({ x: px, y: py, line: name })),
  );
  const names = lines.map(({ name }) => name);
  const isMarked = drawn.every(({ points }) => points.length <= MOST_MARKED);
  const told = names.length > 1 ? { scale: { domain: names }, title: null } : undefined;
  const spec = {
    ...(title !== undefined && { title }),
    width: 480,
    height: 240,
    data: { values },
    mark: { type: "line", point: isMarked },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: x,
        scale: { zero: false, nice: false },
        // No half layers and half epochs.
        ...(values.every((value) => Number.isInteger(value.x)) && { axis: { tickMinStep: 1 } }),
      },
      y: {
        field: "y",
        type: "quantitative",
        title: y,
        ...(logY ? { scale: { type: "log" }, axis: { format: "~e", tickCount: 6 } } : {}),
      },
      ...(told && {
        color: { field: "line", type: "nominal", ...told },
        strokeDash: { field: "line", type: "nominal", ...told, scale: { ...told.scale, range: DASHES } },
        ...(isMarked && { shape: { field: "line", type: "nominal", ...told } }),
      }),
    },
  };
  return { spec, words };
}

/** What can be read off the lines. */
export function wordsOfLines(lines: readonly Line[], { title, x, y }: Axes): string {
  const head = title ?? `${y} over ${x}`;
  return [`${head}.`, ...lines.map((line) => `${quoted(line, lines)}${range(line)}`)].join(" ");
}

function quoted({ name }: Line, lines: readonly Line[]): string {
  return lines.length > 1 ? `${name}: ` : "";
}

function range({ points }: Line): string {
  const known = points.filter(([, y]) => Number.isFinite(y));
  if (known.length === 0) return "no numbers.";
  const [smallest, largest] = [extreme(known, (a, b) => a < b), extreme(known, (a, b) => a > b)];
  const at = ([x, y]: readonly [number, number]): string => `${formatNumber(y, 3)} at ${formatNumber(x, 3)}`;
  return `from ${at(known[0]!)} to ${at(known.at(-1)!)}, smallest ${at(smallest)}, largest ${at(largest)}.`;
}

type Point = readonly [number, number];

function extreme(points: readonly Point[], isBetter: (a: number, b: number) => boolean): Point {
  return points.reduce((best, point) => (isBetter(point[1], best[1]) ? point : best));
}

/** Evenly chosen points, the first and the last among them. */
function thin<T>(points: readonly T[]): T[] {
  if (points.length <= MOST_POINTS) return [...points];
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)]!);
}
