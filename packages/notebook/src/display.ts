/** Show a drawing below the cell. */

import type { Drawing } from "@gradus/core";
import { NotADrawingError } from "./errors.js";
import { currentKernel } from "./kernels/current.js";
import { withAltText, type Output } from "./output.js";
import { drawGraph } from "./pictures/pictures.js";

/**
 * Show what `graph.forward()` or `graph.backward()` returned.
 *
 * The output holds the DOT text for JupyterLab, a picture for viewers that know no Graphviz (GitHub, nbconvert,
 * VS Code), and a line of words for everybody else.
 *
 * @throws NotADrawingError
 */
export function display(drawing: Drawing): void {
  if (typeof (drawing as Partial<Drawing> | undefined)?.dot !== "string") {
    throw new NotADrawingError(drawing);
  }
  currentKernel().send(outputOf(drawing));
}

export function outputOf(drawing: Drawing): Output {
  const { dot, summary } = drawing;
  return withAltText(
    { "text/vnd.graphviz": dot, "image/svg+xml": drawGraph(dot), "text/plain": summary },
    summary,
  );
}
