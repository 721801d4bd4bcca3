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

self.onmessage = ({ data }: MessageEvent<LayoutRequest>): void => {
  try {
    reply({ kind: "drawn", svg: graphviz.layout(data.dot, "svg", "dot") });
  } catch (error) {
    reply({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

reply({ kind: "ready" });
