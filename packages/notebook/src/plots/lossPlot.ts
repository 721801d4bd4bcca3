/** The loss curve of a training. */

import { formatNumber } from "@gradus/core";
import { NotAHistoryError } from "../errors.js";
import { currentKernel } from "../kernels/current.js";
import { withAltText, type Output } from "../output.js";
import { drawPlot } from "../pictures/pictures.js";

/** More points than this cannot be told apart in the plot, and would bloat the notebook. */
const MOST_POINTS = 400;

/**
 * Plot the loss over the epochs.
 *
 * @param history the mean loss of each epoch, the first one first
 * @throws NotAHistoryError when it is not a list of numbers, or empty
 */
export function lossPlot(history: readonly number[]): void {
  if (!Array.isArray(history) || history.length === 0 || !history.every((loss) => typeof loss === "number")) {
    throw new NotAHistoryError(history);
  }
  currentKernel().send(outputOfLosses(history));
}

export function outputOfLosses(history: readonly number[]): Output {
  const points = thin(history.map((loss, i) => ({ epoch: i + 1, loss })));
  // A diverged training ends in Infinity or NaN, which JSON does not know; the curve ends there.
  const drawn = points.filter(({ loss }) => Number.isFinite(loss));
  const words = summarize(history);
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: words,
    width: 480,
    height: 240,
    data: { values: drawn },
    mark: "line",
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch" },
      y: { field: "loss", type: "quantitative", title: "mean loss", scale: { zero: true } },
    },
  };
  return withAltText(
    { "application/vnd.vegalite.v5+json": spec, "image/svg+xml": drawPlot(spec), "text/plain": words },
    words,
  );
}

function summarize(history: readonly number[]): string {
  const [first, last] = [history[0]!, history.at(-1)!].map((loss) => formatNumber(loss));
  const epochs = history.length === 1 ? "1 epoch" : `${history.length} epochs`;
  const lowest = history.reduce((low, loss) => (loss < low ? loss : low), Infinity);
  const diverged = history.findIndex((loss) => !Number.isFinite(loss));
  const end = diverged < 0 ? "" : ` It is not finite from epoch ${diverged + 1} on: the training diverged.`;
  return `Loss curve over ${epochs}: from ${first!} to ${last!}, lowest ${formatNumber(lowest)}.${end}`;
}

/** Evenly chosen points, the first and the last among them. */
function thin<T>(points: readonly T[]): T[] {
  if (points.length <= MOST_POINTS) return [...points];
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)]!);
}
