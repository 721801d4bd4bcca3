/** The graph of a task, as the student's process has described it: data that fit the format and can be drawn, or none. */

import { fromJson, graphSchema, type GraphDocument } from "@gradus/core";
import { z } from "zod";

/** Graphs of the course have up to sixty gates. A larger one is no picture that shows one wrong gate. */
const MOST = { gates: 100, edges: 300, groups: 30 } as const;

// Its own type says less than the format does.
const format = z.fromJSONSchema(graphSchema as unknown as Parameters<typeof z.fromJSONSchema>[0]);

const sizes = z.object({
  nodes: z.array(z.unknown()).max(MOST.gates),
  edges: z.array(z.unknown()).max(MOST.edges),
  groups: z.array(z.unknown()).max(MOST.groups),
});

/** @returns undefined for what is no graph, or too large a one */
export function readDrawing(data: unknown): GraphDocument | undefined {
  if (!sizes.safeParse(data).success) return undefined;
  // Only the picture itself is shown: neither notes nor other passes.
  const { version, pass, targets, nodes, edges, groups } = data as GraphDocument;
  const shown = { version, pass, targets, nodes, edges, groups };
  if (!format.safeParse(shown).success) return undefined;
  const graph = fromJson(shown);
  return isWhole(graph) ? graph : undefined;
}

/** What a schema cannot say: each id once, and nothing that leads nowhere. */
function isWhole({ targets, nodes, edges, groups }: GraphDocument): boolean {
  const gates = new Set(nodes.map(({ id }) => id));
  const ids = new Set([...gates, ...groups.map(({ id }) => id)]);
  if (ids.size !== nodes.length + groups.length) return false;
  if (new Set(edges.map(({ from, to, position }) => `${from} ${to} ${position}`)).size !== edges.length)
    return false;
  const named = [
    ...targets,
    ...edges.flatMap(({ from, to }) => [from, to]),
    ...groups.flatMap((each) => each.nodes),
  ];
  // A parent comes first, so that no group is inside of itself.
  const isInOrder = groups.every(
    ({ parent }, i) => parent === undefined || groups.slice(0, i).some(({ id }) => id === parent),
  );
  return isInOrder && named.every((id) => gates.has(id));
}
