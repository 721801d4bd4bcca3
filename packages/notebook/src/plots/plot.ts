/** What all plots have in common: a Vega-Lite plot, a picture for viewers without Vega, and words. */

import { currentKernel } from "../kernels/current.js";
import { LiveOutput } from "../live.js";
import { withAltText, type Output } from "../output.js";
import { drawPlot } from "../pictures/pictures.js";

export const VEGA_LITE = "application/vnd.vegalite.v5+json";

const INK = "#1f2937";
const FAINT = "#e5e7eb";
const GREY = "#6b7280";

/** White paper in light and dark themes, as under graphs. JupyterLab's own dark colours would be white on it. */
const PAPER = {
  background: "white",
  axis: {
    ...{ labelColor: INK, titleColor: INK, gridColor: FAINT, domainColor: GREY, tickColor: GREY },
    ...{ labelFontSize: 11, titleFontSize: 12 },
  },
  legend: { labelColor: INK, titleColor: INK, labelFontSize: 11 },
  header: { labelColor: INK, titleColor: INK, labelFontSize: 11 },
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

/**
 * Take of the data what may be different later, and nothing more: most plots of a running loop are never drawn.
 *
 * @returns makes the chart
 */
export type Prepare<Args extends readonly unknown[]> = (...args: Args) => () => Chart;

/** Call it to show a plot below the cell. */
export interface Plot<Args extends readonly unknown[]> {
  (...args: Args): void;
  /**
   * For a plot that changes while the cell runs: the first call of what this returns shows it, each later one puts new
   * data in its place.
   *
   * ```ts
   * const show = lossPlot.live();
   * for (const epoch of progress(1000, "epochs")) {
   *   history.push(trainOnce());
   *   show(history);
   * }
   * ```
   *
   * It may be called in every round: ten times a second something is shown, and the last call's data always are. The
   * loop needs no `await` for that. Where there is no notebook, only the last words are printed.
   */
  live(): (...args: Args) => void;
}

export function plot<Args extends readonly unknown[]>(prepare: Prepare<Args>): Plot<Args> {
  const show = (...args: Args): void => {
    currentKernel().send(outputOfChart(prepare(...args)()));
  };
  const live = () => {
    const output = new LiveOutput();
    return (...args: Args): void => {
      const draw = prepare(...args);
      let chart: Chart | undefined;
      output.show((isFinal) => outputOfChart((chart ??= draw()), isFinal));
    };
  };
  return Object.assign(show, { live });
}

/** @param isFinal whether to draw the picture, too, which takes some ten milliseconds */
export function outputOfChart({ spec, words }: Chart, isFinal = true): Output {
  const whole = {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: words,
    config: PAPER,
    padding: 8,
    ...spec,
  };
  const picture = isFinal ? { "image/svg+xml": drawPlot(whole) } : {};
  const output = withAltText({ [VEGA_LITE]: whole, ...picture, "text/plain": words }, words);
  return isFinal ? output : { ...output, isPassing: true };
}
