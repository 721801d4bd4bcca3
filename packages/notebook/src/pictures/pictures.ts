/**
 * Draw pictures without waiting: a cell that ends with `display(…)` has its output when it ends, although
 * Graphviz and Vega are asynchronous. A worker thread draws, this thread sleeps until the picture is there.
 */

import { createSyncFn } from "synckit";
import type { Job } from "./worker.js";

/** Far longer than any graph of a course takes; a picture that never comes must not hang the notebook. */
const TIME_LIMIT_MS = 30_000;

// Starts the worker, so that it loads Graphviz while the student still reads.
const draw = createSyncFn<(job: Job) => Promise<string>>(new URL("./worker.js", import.meta.url), {
  timeout: TIME_LIMIT_MS,
});

/** Lay out a DOT text. @returns an SVG text */
export function drawGraph(dot: string): string {
  return draw({ kind: "graph", dot });
}

/** Draw a Vega-Lite plot. @returns an SVG text */
export function drawPlot(spec: object): string {
  return draw({ kind: "plot", spec });
}
