/** The loss curve of a training. */

import { formatNumber } from "@gradus/core";
import { NotAHistoryError } from "../errors.js";
import { copyLists } from "./copy.js";
import { chartOfLines, type Line } from "./lines.js";
import { plot, type Plot } from "./plot.js";

/** The mean loss of each epoch, the first one first. */
export type History = readonly number[];

/**
 * Plot the loss over the epochs; of several trainings by name.
 *
 * ```ts
 * lossPlot(history);
 * lossPlot({ "α = 0.1": slow, "α = 1": fast });
 * ```
 *
 * @throws NotAHistoryError when it is not a list of numbers, or empty
 */
export const lossPlot: Plot<[history: History | Readonly<Record<string, History>>]> = plot((history) => {
  const kept = copyLists(history);
  return () => {
    const lines = linesOf(kept);
    return chartOfLines(lines, { x: "epoch", y: "mean loss" }, summarize(lines));
  };
});

function linesOf(history: History | Readonly<Record<string, History>>): Line[] {
  const isPlain = typeof history === "object" && history !== null && !Array.isArray(history);
  const named = isPlain
    ? Object.entries(history as Record<string, History>)
    : [["", history as History] as const];
  if (named.length === 0) throw new NotAHistoryError(history);
  return named.map(([name, losses]) => {
    if (!Array.isArray(losses) || losses.length === 0 || !losses.every((loss) => typeof loss === "number"))
      throw new NotAHistoryError(losses);
    return { name, points: losses.map((loss, i) => [i + 1, loss] as const) };
  });
}

function summarize(lines: readonly Line[]): string {
  return lines.map((line) => `${line.name === "" ? "" : `${line.name}: `}${sentence(line)}`).join(" ");
}

function sentence({ points }: Line): string {
  const losses = points.map(([, loss]) => loss);
  const [first, last] = [losses[0]!, losses.at(-1)!].map((loss) => formatNumber(loss));
  const epochs = losses.length === 1 ? "1 epoch" : `${losses.length} epochs`;
  const lowest = losses.reduce((low, loss) => (loss < low ? loss : low), Infinity);
  const diverged = losses.findIndex((loss) => !Number.isFinite(loss));
  const end = diverged < 0 ? "" : ` It is not finite from epoch ${diverged + 1} on: the training diverged.`;
  return `Loss curve over ${epochs}: from ${first!} to ${last!}, lowest ${formatNumber(lowest)}.${end}`;
}
