/** Finds words for a drawing, for those who cannot see it. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";

import { MIME_TYPE } from "./mime.js";
import type { Words } from "./words.js";

/** A longer text belongs beside the picture, not into its alternative. */
const longest = 500;

/**
 * Takes the author's own words first, then the plain-text representation of the same output,
 * then the number of nodes and edges in the drawing.
 */
export function altText(
  { data, metadata }: Pick<IRenderMime.IMimeModel, "data" | "metadata">,
  svg: string,
  trans: Words,
): string {
  return fromMetadata(metadata[MIME_TYPE]) ?? fromPlainText(data["text/plain"]) ?? altOfDrawing(svg, trans);
}

function fromMetadata(metadata: unknown): string | undefined {
  if (typeof metadata !== "object" || metadata === null || !("alt" in metadata)) return undefined;
  return typeof metadata.alt === "string" ? words(metadata.alt) : undefined;
}

function fromPlainText(plain: unknown): string | undefined {
  // The notebook format allows a list of lines wherever it allows a text.
  const text = words(Array.isArray(plain) ? plain.join("") : typeof plain === "string" ? plain : "");
  // "<graphviz.Digraph object at 0x7f...>" is what Python says when nobody thought of a summary.
  const isSummary =
    text !== undefined && text.length <= longest && !/^<.* object( at 0x[0-9a-f]+)?>$/i.test(text);
  return isSummary ? text : undefined;
}

/** The number of nodes and edges, for a drawing that nobody has described. */
export function altOfDrawing(svg: string, trans: Words): string {
  const nodes = svg.match(/<g id="[^"]*" class="node[ "]/g)?.length ?? 0;
  const edges = svg.match(/<g id="[^"]*" class="edge[ "]/g)?.length ?? 0;
  if (nodes === 0) return trans.__("Graph");
  return trans.__(
    "Graph with %1 and %2",
    trans._n("%1 node", "%1 nodes", nodes),
    trans._n("%1 edge", "%1 edges", edges),
  );
}

function words(text: string): string | undefined {
  return text.trim().replace(/\s+/g, " ") || undefined;
}
