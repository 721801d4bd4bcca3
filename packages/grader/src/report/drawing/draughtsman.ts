/** Draws one graph after the other, each in no more than its time. */

import { once } from "node:events";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** In milliseconds. A graph of the course takes a twentieth of a second; the first one waits for Graphviz. */
const PATIENCE = 5000;

/**
 * Runs in a thread, since Graphviz needs hours for some graphs and can only be ended from outside. A text, since a thread
 * finds no file of ours when we run from our sources.
 */
const PROGRAM = `
const { parentPort, workerData } = require("node:worker_threads");
const graphviz = import(workerData.graphviz).then(({ Graphviz }) => Graphviz.load());
parentPort.on("message", async (dot) => {
  try {
    parentPort.postMessage((await graphviz).dot(dot));
  } catch {
    parentPort.postMessage(undefined);
  }
});`;

export class Draughtsman {
  #worker: Worker | undefined;

  /** @returns an SVG text, or undefined where Graphviz has failed, or has not come to an end */
  async draw(dot: string): Promise<string | undefined> {
    const worker = (this.#worker ??= started());
    worker.postMessage(dot);
    try {
      const [svg] = (await once(worker, "message", { signal: AbortSignal.timeout(PATIENCE) })) as [unknown];
      return typeof svg === "string" ? svg : undefined;
    } catch {
      await this.close();
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function started(): Worker {
  const graphviz = pathToFileURL(createRequire(import.meta.url).resolve("@hpcc-js/wasm-graphviz")).href;
  // What Graphviz says about strange graphs helps nobody.
  return new Worker(PROGRAM, { eval: true, workerData: { graphviz }, stdout: true, stderr: true });
}
