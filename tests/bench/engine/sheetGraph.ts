/** One pass in each direction over the graph of the sheet, as a student runs it: each makes a drawing, nobody looks. */

import {
  AddGate,
  ComputationalGraph,
  InputGate,
  MultiplyGate,
  SigmoidGate,
  SquaredLossGate,
  WeightGate,
} from "@gradus/core";
import { ROUNDS } from "./compare.js";
import { median } from "./statistics.js";

const ROUND_MS = 150;

/** @returns the median over the rounds, in microseconds */
export function timeForwardBackward(): number {
  const graph = sheetGraph();
  const passes = passesForARound(graph);
  return median(Array.from({ length: ROUNDS }, () => (time(graph, passes) / passes) * 1e3));
}

/** The graph of `packages/core/test/sheetGraph.ts`, but of the package as it is built and shipped. */
function sheetGraph(): ComputationalGraph {
  const [x1, x2, y] = [new InputGate(1, "x₁"), new InputGate(1, "x₂"), new InputGate(1, "y")];
  const [w1, w2] = [new WeightGate(0.1, 0.8, "w₁"), new WeightGate(0.1, -1.4, "w₂")];
  const p0 = new WeightGate(0.1, 0.6, "p₀");
  const z = new AddGate([new MultiplyGate([w1, x1], "p₁"), new MultiplyGate([w2, x2], "p₂"), p0], "z");
  return new ComputationalGraph(new SquaredLossGate([new SigmoidGate([z], "ŷ"), y], "L"));
}

function passesForARound(graph: ComputationalGraph): number {
  let passes = 1000;
  while (time(graph, passes) < ROUND_MS) passes *= 2;
  return passes;
}

function time(graph: ComputationalGraph, passes: number): number {
  const begin = performance.now();
  for (let i = 0; i < passes; i++) {
    graph.forward();
    graph.backward();
  }
  return performance.now() - begin;
}
