/** Where a view gets what it shows: a small graph is read in the page, a large one in a worker that blocks nobody. */
import type { GraphDocument } from "@gradus/core";

import { readGraph } from "./read.js";
import { perform, remote, sessionsOf, type Session } from "./remote.js";
import { isPacked } from "./unpack.js";
import { WorkerSource } from "./workerSource.js";

/** Reading a graph of this size takes a few milliseconds. */
const MOST_GATES_IN_PAGE = 500;

export interface Source {
  readonly graph: Session;
  readonly beside?: Session;
  dispose(): void;
}

/** @throws Unreadable when the data are no graph that can be shown */
export async function openSource(data: unknown): Promise<Source> {
  return isSmall(data) ? sourceInPage(readGraph(data)) : WorkerSource.open(data);
}

function isSmall(data: unknown): boolean {
  if (typeof data === "string" || isPacked(data)) return false;
  const { nodes } = (data ?? {}) as Partial<GraphDocument>;
  return !Array.isArray(nodes) || nodes.length <= MOST_GATES_IN_PAGE;
}

function sourceInPage(document: GraphDocument): Source {
  const { graph, beside } = sessionsOf(document);
  return {
    graph: remote((call) => Promise.resolve(perform(graph, call))),
    ...(beside && { beside: remote((call) => Promise.resolve(perform(beside, call))) }),
    dispose: () => undefined,
  };
}
