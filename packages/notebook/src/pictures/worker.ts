/** The thread that draws: Graphviz for graphs, Vega for plots. Each is loaded once, Graphviz at once. */

import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { runAsWorker } from "synckit";
import type { TopLevelSpec } from "vega-lite";

export type Job = { kind: "graph"; dot: string } | { kind: "plot"; spec: object };

const graphviz = Graphviz.load();

runAsWorker(async (job: Job): Promise<string> => {
  return job.kind === "graph" ? (await graphviz).dot(job.dot) : plot(job.spec);
});

async function plot(spec: object): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const { spec: compiled } = vegaLite.compile(spec as TopLevelSpec);
  return new vega.View(vega.parse(compiled), { renderer: "none" }).toSVG();
}
