/** What all plots have in common: a Vega-Lite plot, a picture for viewers without Vega, and words. */

import { currentKernel } from "../kernels/current.js";
import { LiveOutput } from "../live.js";
import { withAltText, type Output } from "../output.js";
import { drawPlot } from "../pictures/pictures.js";

export const VEGA_LITE = "application/vnd.vegalite.v5+json";

const INK = "#1f2937";
const FAINT = "#e5e7eb";

/** White paper in light and dark themes, as under graphs. JupyterLab's own dark colours would be white on it. */
const PAPER = {
  background: "white",
  axis: { labelColor: INK, titleColor: INK, gridColor: FAINT, domainColor: "#6b7280", tickColor: "#6b7280" },
  legend: { labelColor: INK, titleColor: INK },
  header: { labelColor: INK, titleColor: INK },
  title: { color: INK },
  view: { stroke: FAINT },
};

/** What a plot shows. */
export interface Chart {
  /** A Vega-Lite specification, without what all have in common. */
  readonly spec: object;
  /** The same in words, for those who do not see it. */
  readonly words: string;
}

/** Call it to show a plot below the cell. */
export interface Plot<Args extends readonly unknown[]> {
  (...args: Args): void;
  /**
   * For a plot that changes while the cell runs: the first call of what this returns shows it, each later one puts new
   * data in its place. It may be called as often as one likes; ten times a second something is shown.
   */
  live(): (...args: Args) => void;
}

export function plot<Args extends readonly unknown[]>(chartOf: (...args: Args) => Chart): Plot<Args> {
  const show = (...args: Args): void => {
    currentKernel().send(outputOfChart(chartOf(...args)));
  };
  const live = () => {
    const output = new LiveOutput();
    return (...args: Args): void => {
      // What is wrong with the data is said at once, and where they come from.
      const chart = chartOf(...args);
      output.show((isFinal) => outputOfChart(chart, isFinal));
    };
  };
  return Object.assign(show, { live });
}

/** @param hasPicture whether to draw the picture, too, which takes some ten milliseconds */
export function outputOfChart({ spec, words }: Chart, hasPicture = true): Output {
  const whole = {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: words,
    config: PAPER,
    padding: 8,
    ...spec,
  };
  const picture = hasPicture ? { "image/svg+xml": drawPlot(whole) } : {};
  return withAltText({ [VEGA_LITE]: whole, ...picture, "text/plain": words }, words);
}
