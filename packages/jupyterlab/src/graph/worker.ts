/** Reads a large graph and answers what a view asks about it. */
import { readGraph, Unreadable } from "./read.js";
import { isPacked, unpack } from "./unpack.js";
import { perform, sessionsOf } from "./remote.js";
import type { GraphSession } from "./session.js";
import type { GraphReply, GraphRequest } from "./workerSource.js";

let sessions: { readonly graph: GraphSession; readonly beside?: GraphSession } | undefined;

async function answer(request: GraphRequest): Promise<GraphReply> {
  if (request.kind === "open") {
    const { data } = request;
    sessions = sessionsOf(readGraph(isPacked(data) ? await unpack(data) : data));
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
  const reply = (message: GraphReply): void => {
    self.postMessage(message);
  };
  // An answer that cannot be sent is a failure, too.
  void answer(data)
    .then(reply)
    .catch((error: unknown) => {
      reply(refusal(error));
    });
};
