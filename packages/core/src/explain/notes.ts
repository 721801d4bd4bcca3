/** What there is to read about each gate of a picture, in plain text. */

import type { NodeRecord, PictureRecord } from "../drawing/record.js";
import type { GateLike } from "../gate.js";
import { explainGradient } from "./gradient.js";
import { explainValue } from "./value.js";

export interface GateNotes {
  /** For example `p₁ = w₁ · x₁ = 0.8 · 1 = 0.8`. */
  readonly value?: string;
  /** The chain rule, as `explain(gate).text` writes it. */
  readonly gradient?: string;
}

/** @param gates in the order of the picture's nodes */
export function notesOf(picture: PictureRecord, gates: readonly GateLike[]): Record<string, GateNotes> {
  const unknown = new Set(
    picture.edges.flatMap(({ from, local, upstream }) =>
      local === undefined || upstream === undefined ? [from] : [],
    ),
  );
  return Object.fromEntries(
    picture.nodes.map((node, i) => [
      node.id,
      notesOfGate(picture, gates, node, gates[i]!, !unknown.has(node.id)),
    ]),
  );
}

function notesOfGate(
  picture: PictureRecord,
  gates: readonly GateLike[],
  node: NodeRecord,
  gate: GateLike,
  isComplete: boolean,
): GateNotes {
  const value = explainValue(picture, gate, node);
  const gradient =
    isComplete && node.gradient !== undefined ? explainGradient(picture, gates, node).text : undefined;
  return { ...(value !== undefined && { value }), ...(gradient !== undefined && { gradient }) };
}
