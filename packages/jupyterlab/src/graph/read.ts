/** Reads a graph document that may come from anybody: what does not fit the format is refused with the reason. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { fromJson, graphSchema, type GraphDocument, type PictureRecord } from "@gradus/core";

/** Why data are no graph that can be shown. It is no error of the page's, since a worker may find it out. */
export class Unreadable extends Error {
  /** @param newerVersion the version of the format, if it is one that is not known yet */
  constructor(
    reason: string,
    readonly newerVersion?: number,
  ) {
    super(reason);
  }
}

const fits = new Ajv2020({ strict: false }).compile(graphSchema);

/** Beyond this a graph is no picture any more, and a page would run out of memory. */
const MOST_GATES = 200_000;
/** Of groups in groups. */
const DEEPEST = 1000;

/**
 * @param data a document, or its JSON text
 * @throws Unreadable
 */
export function readGraph(data: unknown): GraphDocument {
  const document = typeof data === "string" ? parsed(data) : data;
  const { version } = (document ?? {}) as { version?: unknown };
  if (typeof version === "number" && version > 1) throw new Unreadable(`version ${version}`, version);
  if (!fits(document)) {
    const [fault] = fits.errors!;
    throw new Unreadable(`${fault!.instancePath || "it"} ${fault!.message}`);
  }
  const graph = document as GraphDocument;
  const pictures = [graph, ...(graph.earlier ?? []), ...(graph.beside ? [graph.beside] : [])];
  for (const picture of pictures) check(picture);
  if (graph.earlier?.some((picture) => wiring(picture) !== wiring(graph)))
    throw new Unreadable("an earlier pass is of another graph");
  return fromJson(graph);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** What a schema cannot say. */
function check({ nodes, edges, groups, targets }: PictureRecord): void {
  if (nodes.length > MOST_GATES) throw new Unreadable(`it has more than ${MOST_GATES} gates`);
  const gates = unique(nodes.map(({ id }) => id));
  const isGate = (id: string): void => {
    if (!gates.has(id)) throw new Unreadable(`there is no gate ${id}`);
  };
  targets.forEach(isGate);
  unique(edges.map(({ from, to, position }) => `${from}-${to}-${position}`));
  for (const { from, to } of edges) [from, to].forEach(isGate);
  unique([...gates, ...groups.map(({ id }) => id)]);
  const depths = new Map<string | undefined, number>([[undefined, 0]]);
  for (const { id, nodes: inside, parent } of groups) {
    inside.forEach(isGate);
    const depth = depths.get(parent);
    // A parent comes first, so that no group is inside of itself.
    if (depth === undefined) throw new Unreadable(`there is no group ${parent}`);
    if (depth >= DEEPEST) throw new Unreadable(`its groups are more than ${DEEPEST} deep`);
    depths.set(id, depth + 1);
  }
}

function unique(ids: readonly string[]): Set<string> {
  const known = new Set<string>();
  for (const id of ids) {
    if (known.has(id)) throw new Unreadable(`${id} is there twice`);
    known.add(id);
  }
  return known;
}

function wiring({ nodes, edges }: PictureRecord): string {
  return [
    ...nodes.map(({ id }) => id),
    ...edges.map(({ from, to, position }) => `${from}-${to}-${position}`),
  ].join();
}
