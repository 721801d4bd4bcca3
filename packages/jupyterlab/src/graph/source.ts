/** Where a view gets what it shows: a small graph is read in the page, a large one in a worker that blocks nobody. */
import type { GraphDocument } from "@gradus/core";

import { readGraph } from "./read.js";
import { perform, remote, sessionsOf, type Session } from "./remote.js";
import { isPacked } from "./unpack.js";
import { WorkerSource } from "./workerSource.js";

/** Gates, edges and groups. Reading so many takes a few milliseconds. */
const MOST_IN_PAGE = 2000;

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
  const { nodes, edges, groups, earlier } = (data ?? {}) as Partial<Record<keyof GraphDocument, unknown>>;
  const passes = lengthOf(earlier) + 1;
  return (lengthOf(nodes) + lengthOf(edges) + lengthOf(groups)) * passes <= MOST_IN_PAGE;
}

/** What is no list is refused soon, and takes no time. */
function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function sourceInPage(document: GraphDocument): Source {
  const { graph, beside } = sessionsOf(document);
  return {
    graph: remote((call) => Promise.resolve(perform(graph, call))),
    ...(beside && { beside: remote((call) => Promise.resolve(perform(beside, call))) }),
    dispose: () => undefined,
  };
}
