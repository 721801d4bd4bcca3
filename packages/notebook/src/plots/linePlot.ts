/** Any lines: functions, or measurements over something. */

import { NotLinesError } from "../errors.js";
import { copyLists } from "./copy.js";
import { chartOfLines, wordsOfLines, type Axes, type Line } from "./lines.js";
import { plot, type Plot } from "./plot.js";

export type Lines = Readonly<Record<string, readonly (readonly [x: number, y: number])[]>>;

/**
 * Plot one line or several, each a list of points.
 *
 * ```ts
 * linePlot({ "x²": [[0, 0], [1, 1], [2, 4]] }, { x: "x", y: "y" });
 * ```
 *
 * With `logY` the y-axis is logarithmic; points at or below 0 have no place there and are left out, which the words say.
 * Short lines are marked at their points; of long ones the peaks are kept.
 *
 * @param lines by name
 * @param axes their titles
 * @throws NotLinesError when a line is no list of pairs of numbers
 */
export const linePlot: Plot<[lines: Lines, axes: Axes]> = plot((lines, axes) => {
  const kept = copyLists(lines);
  return () => {
    const named = linesOf(kept);
    return chartOfLines(named, axes, wordsOfLines(named, axes));
  };
});

function linesOf(lines: Lines): Line[] {
  const entries = Object.entries((lines as Lines | undefined) ?? {});
  if (entries.length === 0) throw new NotLinesError("", lines);
  return entries.map(([name, points]) => {
    if (!Array.isArray(points) || !points.every(isPoint)) throw new NotLinesError(name, points);
    return { name, points };
  });
}

function isPoint(point: unknown): boolean {
  return Array.isArray(point) && point.length === 2 && point.every((each) => typeof each === "number");
}
