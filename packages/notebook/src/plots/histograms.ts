/** How numbers spread in each layer of a network: activations, gradients, weights. */

import { formatNumber } from "@gradus/core";
import { NotNumbersError } from "../errors.js";
import { copyLists } from "./copy.js";
import { plot, type Chart, type Plot } from "./plot.js";

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
  const kept = copyLists(layers);
  return () => chartOf(kept, title, x);
});

function chartOf(layers: Readonly<Record<string, readonly number[]>>, title: string, x: string): Chart {
  const entries = typeof layers === "object" ? Object.entries((layers as typeof layers | null) ?? {}) : [];
  if (entries.length === 0) throw new NotNumbersError("layers", layers);
  for (const [name, numbers] of entries)
    if (!Array.isArray(numbers) || numbers.length === 0 || !numbers.every((each) => typeof each === "number"))
      throw new NotNumbersError(name, numbers);
  const known = entries.map(
    ([name, numbers]) => [name, numbers.filter((each) => Number.isFinite(each))] as const,
  );
  const bins = binsOver(known.flatMap(([, numbers]) => numbers));
  const values = known.flatMap(([name, numbers]) =>
    shares(numbers, bins).map((share, i) => ({
      ...{ layer: name, share },
      ...{ from: bins.low + i * bins.width, to: bins.low + (i + 1) * bins.width },
    })),
  );
  const told = known.map(([name, numbers]) => `${name}: ${spread(numbers)}`);
  const names = entries.map(([name]) => name);
  return { spec: specOf(values, names, title, x), words: `${title}. ${told.join("; ")}.` };
}

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

interface Bins {
  readonly low: number;
  readonly width: number;
}

function binsOver(numbers: readonly number[]): Bins {
  let [low, high] = [Infinity, -Infinity];
  for (const each of numbers) [low, high] = [Math.min(low, each), Math.max(high, each)];
  if (low > high) return { low: 0, width: 1 / BINS };
  // Divided first, because the distance of two numbers may be beyond all numbers.
  const width = high / BINS - low / BINS;
  // Numbers that are equal, or as good as equal, lie in the middle.
  if (low + width > low) return { low, width };
  const half = Math.max(Math.abs(low) / 1e6, 0.5);
  return { low: low - half, width: (2 * half) / BINS };
}

/** In parts of all numbers of the layer. */
function shares(numbers: readonly number[], { low, width }: Bins): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const each of numbers) {
    const bin = Math.floor(each / width - low / width);
    counts[Math.max(Math.min(bin, BINS - 1), 0)]! += 1;
  }
  return counts.map((count) => count / Math.max(numbers.length, 1));
}

function spread(numbers: readonly number[]): string {
  if (numbers.length === 0) return "no finite numbers";
  // Divided first, because the sum of large numbers may be beyond all numbers.
  const mean = numbers.reduce((sum, each) => sum + each / numbers.length, 0);
  const variance = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / numbers.length;
  return `mean ${formatNumber(mean, 3)}, standard deviation ${formatNumber(Math.sqrt(variance), 3)}`;
}
