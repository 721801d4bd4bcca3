/**
 * Runs Graphviz in a web worker, so that a slow graph cannot freeze the notebook and can be stopped.
 * This is the only file that loads the engine: without a DOT output in the notebook nobody downloads it.
 */
import { Graphviz } from "@hpcc-js/wasm-graphviz";

import type { LayoutReply, LayoutRequest } from "./protocol.js";

const reply = (message: LayoutReply): void => {
  self.postMessage(message);
};

const graphviz = await Graphviz.load();

/**
 * What Graphviz complained of in the last layout, or "".
 * The engine's public method drops the complaint as soon as there is any picture, even one of half a graph or
 * without a label; a wrong picture is worse than none. So this reads its private field; the version is pinned.
 */
function complaint(): string {
  // eslint-disable-next-line @typescript-eslint/dot-notation -- only brackets reach a private field
  const { CGraphviz } = graphviz["_module"] as { CGraphviz: { lastError(): string } };
  return CGraphviz.lastError();
}

function draw(dot: string): LayoutReply {
  try {
    const svg = graphviz.layout(dot, "svg", "dot");
    return complaint() === "" ? { kind: "drawn", svg } : { kind: "refused", message: complaint() };
  } catch (error) {
    if (complaint() !== "") return { kind: "refused", message: complaint() };
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

self.onmessage = ({ data }: MessageEvent<LayoutRequest>): void => {
  reply(draw(data.dot));
};

reply({ kind: "ready" });
