/** Lines in one plot, told apart by colour and by dashes. */

import { formatNumber } from "@gradus/core";
import type { Chart } from "./plot.js";

/** More points than this in a line cannot be told apart, and would bloat the notebook; an even number. */
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
const WIDTH = 480;

type Point = readonly [x: number, y: number];

export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
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
  const drawn = lines.map(({ name, points }) => ({
    name,
    points: thin(points.filter((point) => hasPlace(point, logY))),
  }));
  const values = drawn.flatMap(({ name, points }) =>
    points.map(([px, py]) => ({ x: px, y: py, line: name })),
  );
  const isMarked = drawn.every(({ points }) => points.length <= MOST_MARKED);
  const names = lines.map(({ name }) => name);
  const told = {
    type: "nominal",
    field: "line",
    scale: { domain: names },
    legend: legendOf(names, isMarked),
  };
  const spec = {
    ...(title !== undefined && { title }),
    width: WIDTH,
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
      ...(names.length > 1 && {
        color: told,
        strokeDash: { ...told, scale: { domain: names, range: DASHES } },
        ...(isMarked && { shape: told }),
      }),
    },
  };
  return { spec, words };
}

/** Above the plot, where it takes no width of a narrow notebook, and long enough to tell dashes. */
function legendOf(names: readonly string[], isMarked: boolean): object {
  const longest = Math.max(...names.map(({ length }) => length));
  const columns = Math.max(Math.floor(WIDTH / (longest * 7 + 40)), 1);
  const line = isMarked ? {} : { symbolSize: 600, symbolStrokeWidth: 2 };
  return { title: null, orient: "top", labelLimit: WIDTH, columns, ...line };
}

/** JSON knows neither infinity nor NaN, a logarithm nothing at or below 0. */
function hasPlace([x, y]: Point, logY: boolean): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && (!logY || y > 0);
}

/** What can be read off the lines. */
export function wordsOfLines(lines: readonly Line[], { title, x, y, logY = false }: Axes): string {
  const head = title ?? `${y} over ${x}`;
  const missing = lines.flatMap(({ points }) => points.filter((point) => !hasPlace(point, logY))).length;
  const why = logY ? "are not above 0 or not finite" : "are not finite";
  const end = missing === 0 ? [] : [`Left out: ${missing} points that ${why}.`];
  return [`${head}.`, ...lines.map((line) => `${quoted(line, lines)}${range(line)}`), ...end].join(" ");
}

function quoted({ name }: Line, lines: readonly Line[]): string {
  return lines.length > 1 ? `${name}: ` : "";
}

function range({ points }: Line): string {
  const known = points.filter(([, y]) => Number.isFinite(y));
  if (known.length === 0) return "no numbers.";
  const [smallest, largest] = [extreme(known, (a, b) => a < b), extreme(known, (a, b) => a > b)];
  const at = ([x, y]: Point): string => `${formatNumber(y, 3)} at ${formatNumber(x, 3)}`;
  return `from ${at(known[0]!)} to ${at(known.at(-1)!)}, smallest ${at(smallest)}, largest ${at(largest)}.`;
}

function extreme(points: readonly Point[], isBetter: (a: number, b: number) => boolean): Point {
  return points.reduce((best, point) => (isBetter(point[1], best[1]) ? point : best));
}

/** The first and the last point, and of each stretch between them the lowest and the highest: no peak gets lost. */
function thin(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  const [stretches, inner] = [MOST_POINTS / 2 - 1, points.length - 2];
  const start = (stretch: number): number => 1 + Math.floor((stretch * inner) / stretches);
  const kept = new Set([0]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    let low = start(stretch);
    let high = low;
    for (let i = low; i < start(stretch + 1); i++) {
      if (points[i]![1] < points[low]![1]) low = i;
      if (points[i]![1] > points[high]![1]) high = i;
    }
    kept.add(Math.min(low, high)).add(Math.max(low, high));
  }
  kept.add(points.length - 1);
  return [...kept].map((i) => points[i]!);
}
