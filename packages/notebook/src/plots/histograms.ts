/** How numbers spread in each layer of a network: activations, gradients, weights. */

import { formatNumber } from "@gradus/core";
import { NotNumbersError } from "../errors.js";
import { plot, type Plot } from "./plot.js";

const BINS = 30;

export interface HistogramTitles {
  readonly title: string;
  /** What the numbers are. */
  readonly x: string;
}

/**
 * Plot a histogram for each layer, one below the other, over the same range.
 *
 * ```ts
 * histograms({ "layer 1": [0.1, 0.4, 0.5], "layer 2": [0.49, 0.5, 0.51] }, { title: "Activations", x: "a" });
 * ```
 *
 * @param layers the numbers of each layer, by its name
 * @throws NotNumbersError when a layer is no list of numbers, or empty
 */
export const histograms: Plot<
  [layers: Readonly<Record<string, readonly number[]>>, titles: HistogramTitles]
> = plot((layers, { title, x }) => {
  const entries = Object.entries(layers);
  if (entries.length === 0) throw new NotNumbersError("layers", layers);
  for (const [name, numbers] of entries)
    if (!Array.isArray(numbers) || numbers.length === 0 || !numbers.every((each) => typeof each === "number"))
      throw new NotNumbersError(name, numbers);
  const known = entries.map(
    ([name, numbers]) => [name, numbers.filter((each) => Number.isFinite(each))] as const,
  );
  const [low, width] = range(known.flatMap(([, numbers]) => numbers));
  const values = known.flatMap(([name, numbers]) =>
    shares(numbers, low, width).map((share, i) => ({
      ...{ layer: name, share },
      ...{ from: low + i * width, to: low + (i + 1) * width },
    })),
  );
  const words = `${title}. ${known.map(([name, numbers]) => `${name}: ${spread(numbers)}`).join("; ")}.`;
  return {
    spec: specOf(
      values,
      entries.map(([name]) => name),
      title,
      x,
    ),
    words,
  };
});

function specOf(values: readonly object[], names: readonly string[], title: string, x: string): object {
  return {
    title,
    data: { values },
    facet: {
      row: {
        field: "layer",
        type: "nominal",
        title: null,
        sort: names,
        header: { labelAngle: 0, labelAlign: "left" },
      },
    },
    spacing: 6,
    spec: {
      width: 420,
      height: 46,
      mark: { type: "bar", color: "#4c78a8", binSpacing: 0 },
      encoding: {
        x: { field: "from", type: "quantitative", title: x, bin: { binned: true } },
        x2: { field: "to" },
        y: { field: "share", type: "quantitative", title: null, axis: { format: "%", tickCount: 2 } },
      },
    },
    resolve: { scale: { y: "independent" } },
  };
}

/** @returns the lower end and the width of a bin */
function range(numbers: readonly number[]): [low: number, width: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const each of numbers) [low, high] = [Math.min(low, each), Math.max(high, each)];
  if (!(low < high))
    [low, high] = [Number.isFinite(low) ? low - 0.5 : 0, Number.isFinite(low) ? low + 0.5 : 1];
  return [low, (high - low) / BINS];
}

/** In parts of all numbers of the layer. */
function shares(numbers: readonly number[], low: number, width: number): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const each of numbers) counts[Math.min(Math.floor((each - low) / width), BINS - 1)]! += 1;
  return counts.map((count) => count / Math.max(numbers.length, 1));
}

function spread(numbers: readonly number[]): string {
  if (numbers.length === 0) return "no finite numbers";
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const variance = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / numbers.length;
  return `mean ${formatNumber(mean, 3)}, standard deviation ${formatNumber(Math.sqrt(variance), 3)}`;
}
