/** Outputs of our own graphs, as a cell of a notebook sends them. */

import { denseNetwork, type Network } from "@gradus/core";
// From the same build of core as the sheet's graph.
import { gradientGraph } from "../../packages/core/src/index.js";
import { outputOf } from "../../packages/notebook/dist/display.js";
import { sheetGraph } from "../../packages/core/test/sheetGraph.js";
import type { Output } from "./notebook.js";

/** The sheet's graph after backward, with its gradient graph. */
export function sheetOutput(): Output {
  const { graph } = sheetGraph();
  graph.forward();
  return outputOf(graph.backward(), { beside: gradientGraph(graph).forward() }) as Output;
}

/** Three training steps. */
export function filmOutput(): Output {
  const { graph } = sheetGraph();
  return outputOf([graph.step(), graph.step(), graph.step()]) as Output;
}

export function networkOutput(layers: readonly number[]): Output {
  return outputOf(trained(layers).step()) as Output;
}

/** A network with an input and a truth of 1 everywhere. */
export function trained(layers: readonly number[]): Network {
  const network = denseNetwork({ layers, seed: 1 });
  for (const input of [...network.inputs, ...network.truths]) input.out = 1;
  return network;
}
