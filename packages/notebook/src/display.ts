/** Show a drawing, the explanation of a gradient or the report of a check below the cell. */

import type { Drawing, Explanation, GradientReport } from "@gradus/core";
import { NotADrawingError } from "./errors.js";
import { currentKernel } from "./kernels/current.js";
import { withAltText, type Output } from "./output.js";
import { drawGraph } from "./pictures/pictures.js";

/**
 * Show what `graph.forward()` or `graph.backward()` returned, or `explain(gate)`, or `checkGradients(graph)`: its
 * words, and where something is wrong the graph with the wrong gates marked.
 *
 * The output of a drawing holds the DOT text for JupyterLab, a picture for viewers that know no Graphviz (GitHub,
 * nbconvert, VS Code), and a line of words for everybody else; that of an explanation holds formulas and words.
 *
 * @throws NotADrawingError
 */
export function display(shown: Drawing | Explanation | GradientReport): void {
  if (!isReport(shown)) {
    currentKernel().send(outputOf(shown));
    return;
  }
  console.log(shown.summary);
  if (!shown.ok) currentKernel().send(outputOf(shown.drawing));
}

/** @throws NotADrawingError */
export function outputOf(shown: Drawing | Explanation): Output {
  if (has(shown, "dot")) return outputOfDrawing(shown as Drawing);
  if (has(shown, "latex")) return outputOfExplanation(shown as Explanation);
  throw new NotADrawingError(shown);
}

function outputOfDrawing({ dot, summary }: Drawing): Output {
  return withAltText(
    { "text/vnd.graphviz": dot, "image/svg+xml": drawGraph(dot), "text/plain": summary },
    summary,
  );
}

function outputOfExplanation({ latex, text, zero }: Explanation): Output {
  const paragraphs = [`$$${latex}$$`, ...(zero === undefined ? [] : [escapeMarkdown(zero)])];
  return { data: { "text/markdown": paragraphs.join("\n\n"), "text/plain": text }, metadata: {} };
}

/** Names of gates stand in the words. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+!|$&-]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function isReport(shown: unknown): shown is GradientReport {
  return Array.isArray((shown as Partial<GradientReport> | null | undefined)?.findings);
}

function has(shown: unknown, key: string): boolean {
  return typeof (shown as Record<string, unknown> | null | undefined)?.[key] === "string";
}
