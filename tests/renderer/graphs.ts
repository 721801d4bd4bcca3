/** Outputs of our own graphs, as a cell of a notebook sends them. */

import {
  AddGate,
  ComputationalGraph,
  denseNetwork,
  InputGate,
  SigmoidGate,
  type Gate,
  type Network,
} from "@gradus/core";
// From the same build of core as the sheet's graph.
import { gradientGraph } from "../../packages/core/src/index.js";
import { outputOf } from "../../packages/notebook/dist/display.js";
import { sheetGraph } from "../../packages/core/test/sheetGraph.js";
import type { Output } from "./notebook.js";

/** The sheet's graph after backward, with its gradient graph. */
export function sheetOutput(): Output {
  const { graph } = sheetGraph();
  graph.forward();
  const beside = gradientGraph(graph).forward();
  return outputOf(graph.backward(), { beside }) as Output;
}

/** Three training steps. */
export function filmOutput(): Output {
  const { graph } = sheetGraph();
  return outputOf([graph.step(), graph.step(), graph.step()]) as Output;
}

export function networkOutput(layers: readonly number[]): Output {
  return outputOf(trained(layers).step()) as Output;
}

/** A chain without groups, so that there is nothing to fold. */
export function chainOutput(length: number): Output {
  let gate: Gate = new InputGate(1, "x");
  for (let i = 1; i < length; i++) gate = new SigmoidGate([gate], `a${i}`);
  return outputOf(new ComputationalGraph(gate).forward()) as Output;
}

/** Few gates with so many edges between them that Graphviz takes long to untangle them. */
export function tangledOutput(): Output {
  let layer: Gate[] = Array.from({ length: 20 }, (_, i) => new InputGate(1, `x${i}`));
  for (let depth = 0; depth < 9; depth++) layer = layer.map((_, i) => new AddGate(layer, `a${depth}-${i}`));
  return outputOf(new ComputationalGraph(new AddGate(layer, "sum")).forward()) as Output;
}

/** A network with an input and a truth of 1 everywhere. */
export function trained(layers: readonly number[]): Network {
  const network = denseNetwork({ layers, seed: 1 });
  for (const input of [...network.inputs, ...network.truths]) input.out = 1;
  return network;
}
