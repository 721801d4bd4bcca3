/** Reads a large graph and answers what a view asks about it. */
import { readGraph, Unreadable } from "./read.js";
import { perform, sessionsOf } from "./remote.js";
import type { GraphSession } from "./session.js";
import type { GraphReply, GraphRequest } from "./workerSource.js";

let sessions: { readonly graph: GraphSession; readonly beside?: GraphSession } | undefined;

function answer(request: GraphRequest): GraphReply {
  if (request.kind === "open") {
    sessions = sessionsOf(readGraph(request.data));
    return { kind: "opened", hasBeside: sessions.beside !== undefined };
  }
  return { kind: "done", result: perform(sessions![request.part]!, request.call) };
}

function refusal(error: unknown): GraphReply {
  if (error instanceof Unreadable)
    return { kind: "refused", reason: error.message, newerVersion: error.newerVersion };
  return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
}

self.onmessage = ({ data }: MessageEvent<GraphRequest>): void => {
  let reply: GraphReply;
  try {
    reply = answer(data);
  } catch (error) {
    reply = refusal(error);
  }
  self.postMessage(reply);
};
