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

/** Put the infinities back into what has been read. @param picture has the shape that `graphSchema` describes */
export function withInfinities<P extends PictureRecord>(picture: P): P {
  const infinite = <R extends object>(keys: readonly (keyof R)[]) => {
    return (record: R): R => {
      const written = keys.filter((key) => typeof record[key] === "string");
      if (written.length === 0) return record;
      return { ...record, ...Object.fromEntries(written.map((key) => [key, Number(record[key])])) };
    };
  };
  return {
    ...picture,
    nodes: picture.nodes.map(infinite<NodeRecord>(["value", "gradient", "next"])),
    edges: picture.edges.map(infinite<EdgeRecord>(["local", "upstream"])),
  };
}
