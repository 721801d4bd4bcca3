/** Show a drawing, the explanation of a gradient or the report of a check below the cell. */

import { gzipSync } from "node:zlib";

import {
  GRAPH_MIME_TYPE,
  graphDocument,
  toJson,
  type Drawing,
  type Explanation,
  type GradientReport,
  type PackedDocument,
} from "@gradus/core";
import { NotADrawingError, OtherGraphError } from "./errors.js";
import { currentKernel } from "./kernels/current.js";
import { withAltText, type Output } from "./output.js";
import { drawGraph } from "./pictures/pictures.js";

export interface DisplayOptions {
  /** A drawing of the gradient graph: JupyterLab can open it beside the graph, partner by partner. */
  readonly beside?: Drawing;
}

/** The document of a larger graph is packed: a front end reads it where reading does not block the page. */
const MOST_GATES_UNPACKED = 500;

/**
 * Show what `graph.forward()` or `graph.backward()` returned, or `explain(gate)`, or `checkGradients(graph)`: its
 * words, and where something is wrong the graph with the wrong gates marked.
 *
 * ```ts
 * display(graph.backward());
 * display([graph.step(), graph.step(), graph.step()]); // plays three training steps
 *
 * const gradients = gradientGraph(graph).forward(); // before backward moves the weights
 * display(graph.backward(), { beside: gradients });
 * ```
 *
 * The output of a drawing holds the graph as data, so that one can walk through it in JupyterLab, its DOT text for
 * other viewers that know Graphviz, a picture for those that do not (GitHub, nbconvert, VS Code), and a line of words
 * for everybody else; that of an explanation holds formulas and words.
 *
 * @throws NotADrawingError
 * @throws OtherGraphError when drawings that shall be played are not all of one graph
 */
export function display(
  shown: Drawing | readonly Drawing[] | Explanation | GradientReport,
  options: DisplayOptions = {},
): void {
  if (!isReport(shown)) {
    currentKernel().send(outputOf(shown, options));
    return;
  }
  console.log(shown.summary);
  if (!shown.ok) currentKernel().send(outputOf(shown.drawing));
}

/** @throws NotADrawingError, OtherGraphError */
export function outputOf(
  shown: Drawing | readonly Drawing[] | Explanation,
  { beside }: DisplayOptions = {},
): Output {
  if (has(shown, "latex")) return outputOfExplanation(shown as Explanation);
  const drawings = Array.isArray(shown) ? (shown as readonly Drawing[]) : [shown as Drawing];
  const wrong = [...drawings, ...(beside === undefined ? [] : [beside])].filter((each) => !has(each, "dot"));
  if (wrong.length > 0) throw new NotADrawingError(wrong[0]);
  if (drawings.length === 0) throw new NotADrawingError(shown);
  return outputOfDrawings(drawings, beside);
}

function outputOfDrawings(drawings: readonly Drawing[], beside: Drawing | undefined): Output {
  const { dot, summary, picture } = drawings.at(-1)!;
  const other = drawings.findIndex((drawing) => wiringOf(drawing) !== wiringOf(drawings[0]!));
  if (other >= 0) throw new OtherGraphError(other);
  const json = toJson(graphDocument(drawings, beside));
  const isSmall = picture.nodes.length * drawings.length <= MOST_GATES_UNPACKED;
  return withAltText(
    {
      [GRAPH_MIME_TYPE]: isSmall ? (JSON.parse(json) as object) : packed(json),
      "text/vnd.graphviz": dot,
      "image/svg+xml": drawGraph(dot),
      "text/plain": summary,
    },
    summary,
  );
}

function packed(json: string): PackedDocument {
  // The first level gains nearly all there is to gain, in a quarter of the time.
  return { version: 1, gzip: gzipSync(json, { level: 1 }).toString("base64") };
}

/** What two drawings of one graph have in common. */
function wiringOf({ picture }: Drawing): string {
  return [picture.nodes.length, ...picture.edges.map(({ from, to }) => `${from}>${to}`)].join();
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
