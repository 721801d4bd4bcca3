/**
 * How long a student waits for a picture: from Shift+Enter to pixels, in the real JupyterLab.
 *
 * The peer draws the same DOT texts with Python's graphviz package and Graphviz' own `dot`, in the same run, in
 * turn with ours. Every picture differs from the one before, so that no cache answers.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sheetGraph } from "../../packages/core/test/sheetGraph.js";
import { launchBrowser } from "../support/browser.js";
import { startJupyter } from "../support/jupyter.js";
import { root } from "../support/python.js";
import { addPythonKernel, open, PYTHON, type BenchNotebook } from "./notebook/notebook.js";
import { quantile } from "./notebook/quantile.js";
import { timeCell } from "./notebook/stopwatch.js";

const COLD_ROUNDS = 3;
const WARM_ROUNDS = 25;

const gates = `
import { AddGate, ComputationalGraph, InputGate, MultiplyGate, SigmoidGate, SquaredLossGate, WeightGate } from "@gradus/core";
import { display } from "@gradus/notebook";
const [x1, x2, y] = [new InputGate(1, "x₁"), new InputGate(1, "x₂"), new InputGate(1, "y")];
const [w1, w2, p0] = [new WeightGate(0.1, 0.8, "w₁"), new WeightGate(0.1, -1.4, "w₂"), new WeightGate(0.1, 0.6, "p₀")];
const z = new AddGate([new MultiplyGate([w1, x1], "p₁"), new MultiplyGate([w2, x2], "p₂"), p0], "z");
const graph = new ComputationalGraph(new SquaredLossGate([new SigmoidGate([z], "ŷ"), y], "L"));`;

export async function run(): Promise<Record<string, number>> {
  mkdirSync(join(root, ".gradus"), { recursive: true });
  const folder = mkdtempSync(join(root, ".gradus", "bench-display-"));
  addPythonKernel(join(folder, "jupyter"));
  const browser = await launchBrowser();
  const jupyter = await startJupyter({ dir: folder });
  try {
    const cold: number[] = [];
    for (let round = 0; round < COLD_ROUNDS; round++) {
      const page = await open(browser, jupyter.url, folder, ours(`cold-${round}`));
      cold.push((await timeCell(page)).total);
      await page.close();
    }
    const [mine, peer] = [
      await open(browser, jupyter.url, folder, ours("warm")),
      await open(browser, jupyter.url, folder, python("python")),
    ];
    const times: { mine: number[]; peer: number[] } = { mine: [], peer: [] };
    for (let round = 0; round < WARM_ROUNDS; round++) {
      times.mine.push((await timeCell(mine)).total);
      times.peer.push((await timeCell(peer)).total);
    }
    // The first of each loads what the others find loaded.
    const [warm, other] = [times.mine.slice(1), times.peer.slice(1)];
    return {
      forward_to_paint_warm_p50_ms: quantile(warm, 0.5),
      forward_to_paint_warm_p95_ms: quantile(warm, 0.95),
      forward_to_paint_cold_ms: quantile(cold, 0.5),
      python_graphviz_forward_to_paint_warm_p50_ms: quantile(other, 0.5),
      python_graphviz_forward_to_paint_warm_p95_ms: quantile(other, 0.95),
      gradus_over_python_graphviz_warm_p50: quantile(warm, 0.5) / quantile(other, 0.5),
    };
  } finally {
    await browser.close();
    await jupyter.stop();
    rmSync(folder, { recursive: true });
  }
}

function ours(name: string): BenchNotebook {
  const rounds = Array.from({ length: WARM_ROUNDS }, (_, i) => `x1.out = ${i};\ndisplay(graph.forward());`);
  return { name, kernel: { name: "gradus", display_name: "TypeScript (Gradus)" }, cells: [gates, ...rounds] };
}

function python(name: string): BenchNotebook {
  const texts = dots();
  const setup = `import graphviz\ndots = ${JSON.stringify(texts)}`;
  const rounds = texts.map((_, i) => `graphviz.Source(dots[${i}])`);
  return {
    name,
    kernel: PYTHON,
    cells: [setup, ...rounds],
  };
}

/** The DOT texts that the cells of {@link ours} display. */
function dots(): string[] {
  const { x1, graph } = sheetGraph();
  return Array.from({ length: WARM_ROUNDS }, (_, i) => {
    x1.out = i;
    return graph.forward().dot;
  });
}
