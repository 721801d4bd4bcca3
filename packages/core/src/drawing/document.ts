/** What a viewer gets that can do more than show a picture: the format `application/vnd.gradus.graph.v1+json`. */

import type { GateNotes } from "../explain/notes.js";
import type { Drawing } from "./drawing.js";
import type { EdgeRecord, NodeRecord, PictureRecord } from "./record.js";

export const GRAPH_MIME_TYPE = "application/vnd.gradus.graph.v1+json";

/** Beyond this the notes would be larger than the graph, and nobody reads them all. */
const MOST_NOTED = 500;

/** What `graphSchema` describes. The steps of a pass follow from its numbers: `Moments` makes a film of them. */
export interface GraphDocument extends PictureRecord {
  readonly version: 1;
  /** By the id of the gate. */
  readonly notes?: Readonly<Record<string, GateNotes>>;
  /** Passes over the same graph that came before, the oldest first. */
  readonly earlier?: readonly PictureRecord[];
  /** A graph of gradients to show beside. */
  readonly beside?: PictureRecord;
}

/**
 * What stands for a large document: its JSON text, compressed with gzip, in base64. It is a fifth of the size, and the
 * page that gets it need not read it: a worker does.
 */
export interface PackedDocument {
  readonly version: 1;
  readonly gzip: string;
}

/**
 * @param drawings passes over one graph in the order in which they were run, at least one
 * @param beside a drawing of the gradient graph
 */
export function graphDocument(drawings: readonly Drawing[], beside?: Drawing): GraphDocument {
  const last = drawings.at(-1)!;
  const { picture } = last;
  return {
    version: 1,
    ...picture,
    ...(picture.nodes.length <= MOST_NOTED && { notes: last.notes }),
    ...(drawings.length > 1 && { earlier: drawings.slice(0, -1).map((drawing) => drawing.picture) }),
    ...(beside && { beside: beside.picture }),
  };
}

/** The document as JSON, which has no infinity. */
export function toJson(document: GraphDocument): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    value === Infinity || value === -Infinity ? String(value) : value,
  );
}

/**
 * The document as it was before it was written: with its infinities, and without fields that this version does not know.
 *
 * @param data has the shape that `graphSchema` describes
 */
export function fromJson({ notes, earlier, beside, ...picture }: GraphDocument): GraphDocument {
  return {
    version: 1,
    ...pictureFromJson(picture),
    ...(notes && { notes }),
    ...(earlier && { earlier: earlier.map(pictureFromJson) }),
    ...(beside && { beside: pictureFromJson(beside) }),
  };
}

function pictureFromJson({ pass, targets, nodes, edges, groups }: PictureRecord): PictureRecord {
  return {
    pass,
    targets,
    nodes: nodes.map(nodeFromJson),
    edges: edges.map(edgeFromJson),
    groups: groups.map(({ id, name, nodes: inside, parent }) => ({
      ...{ id, name, nodes: inside },
      ...(parent !== undefined && { parent }),
    })),
  };
}

function nodeFromJson(node: NodeRecord): NodeRecord {
  const { id, name, operation, role, value, gradient, next, mark, partner } = node;
  const known: Mutable<NodeRecord> = { id, name, operation, role };
  if (value !== undefined) known.value = Number(value);
  if (gradient !== undefined) known.gradient = Number(gradient);
  if (next !== undefined) known.next = Number(next);
  if (mark !== undefined) known.mark = mark;
  if (partner !== undefined) known.partner = partner;
  return known;
}

function edgeFromJson({ from, to, position, local, upstream }: EdgeRecord): EdgeRecord {
  const known: Mutable<EdgeRecord> = { from, to, position };
  if (local !== undefined) known.local = Number(local);
  if (upstream !== undefined) known.upstream = Number(upstream);
  return known;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
