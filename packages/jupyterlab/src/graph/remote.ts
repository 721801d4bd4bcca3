/** Sessions whose methods can be called from afar: the same in the page and in a worker. */
import type { GraphDocument } from "@gradus/core";

import { GraphSession } from "./session.js";

/** The graph itself, or the graph of its gradients. */
export type Part = "graph" | "beside";

type Method = "overview" | "scene" | "outline" | "details" | "search" | "pathTo";
export type Call = {
  readonly [M in Method]: { readonly method: M; readonly args: Parameters<GraphSession[M]> };
}[Method];

/** A session, wherever it runs. */
export type Session = {
  readonly [M in Method]: (...args: Parameters<GraphSession[M]>) => Promise<ReturnType<GraphSession[M]>>;
};

/** The sessions of a document, in the page or in a worker. */
export function sessionsOf(document: GraphDocument): { graph: GraphSession; beside?: GraphSession } {
  const { beside } = document;
  return {
    graph: new GraphSession(document),
    ...(beside && { beside: new GraphSession({ version: 1, ...beside }) }),
  };
}

export function perform(session: GraphSession, { method, args }: Call): unknown {
  return (session[method] as (...args: unknown[]) => unknown)(...args);
}

/** A session whose methods are sent somewhere. */
export function remote(send: (call: Call) => Promise<unknown>): Session {
  const method =
    (name: Method) =>
    (...args: unknown[]) =>
      send({ method: name, args } as Call);
  return {
    overview: method("overview"),
    scene: method("scene"),
    outline: method("outline"),
    details: method("details"),
    search: method("search"),
    pathTo: method("pathTo"),
  } as Session;
}
