/**
 * How long a student waits for a picture: from Shift+Enter to pixels, in the real JupyterLab.
 *
 * The peer draws the same DOT texts with Python's graphviz package and Graphviz' own `dot`, in the same run, in
 * turn with ours. Every picture differs from the one before, so that no cache answers.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { sheetGraph } from "../../packages/core/test/sheetGraph.js";
import { pythonOf, testEnvironment } from "../../scripts/setup/project.mjs";
import { launchBrowser } from "../support/browser.js";
import { startJupyter } from "../support/jupyter.js";
import { waitForKernel } from "../support/lab.js";
import { root } from "../support/python.js";

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
      cold.push(await timeCell(page));
      await page.close();
    }
    const [mine, peer] = [
      await open(browser, jupyter.url, folder, ours("warm")),
      await open(browser, jupyter.url, folder, python("python")),
    ];
    const times: { mine: number[]; peer: number[] } = { mine: [], peer: [] };
    for (let round = 0; round < WARM_ROUNDS; round++) {
      times.mine.push(await timeCell(mine));
      times.peer.push(await timeCell(peer));
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

interface BenchNotebook {
  readonly name: string;
  readonly kernel: { readonly name: string; readonly display_name: string };
  readonly cells: readonly string[];
}

function ours(name: string): BenchNotebook {
  const rounds = Array.from({ length: WARM_ROUNDS }, (_, i) => `x1.out = ${i};\ndisplay(graph.forward());`);
  return { name, kernel: { name: "tslab", display_name: "TypeScript (tslab)" }, cells: [gates, ...rounds] };
}

function python(name: string): BenchNotebook {
  const texts = dots();
  const setup = `import graphviz\ndots = ${JSON.stringify(texts)}`;
  const rounds = texts.map((_, i) => `graphviz.Source(dots[${i}])`);
  return {
    name,
    kernel: { name: "bench-python", display_name: "Python with graphviz" },
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

/** The tests' environment has Python's graphviz package; the students' one does not. */
function addPythonKernel(path: string): void {
  const spec = {
    argv: [pythonOf(testEnvironment(root)), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    display_name: "Python with graphviz",
    language: "python",
  };
  mkdirSync(join(path, "kernels", "bench-python"), { recursive: true });
  writeFileSync(join(path, "kernels", "bench-python", "kernel.json"), JSON.stringify(spec));
  process.env.JUPYTER_PATH = path;
}

/** Open a notebook, wait for its kernel, run the first cell, and put the cursor on the second. */
async function open(browser: Browser, url: string, folder: string, notebook: BenchNotebook): Promise<Page> {
  writeFileSync(join(folder, `${notebook.name}.ipynb`), JSON.stringify(fileOf(notebook)));
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  await page.goto(`${url}lab/workspaces/${notebook.name}/tree/${notebook.name}.ipynb`);
  await waitForKernel(page, notebook.kernel.display_name);
  await page.locator(".jp-CodeCell .jp-InputArea-prompt").first().click();
  await page.keyboard.press("Shift+Enter");
  await page.locator(".jp-CodeCell .jp-InputArea-prompt", { hasText: "[1]:" }).waitFor();
  await waitForKernel(page, notebook.kernel.display_name);
  return page;
}

function fileOf({ kernel, cells }: BenchNotebook): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: kernel },
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
  };
}

/** Run the active cell and measure, in the page, from the key to the frame after its picture is decoded. */
async function timeCell(page: Page): Promise<number> {
  await page.bringToFront();
  // In an object, so that this call returns when the stopwatch is armed and not when it has stopped.
  const stopwatch = await page.evaluateHandle(() => ({
    time: new Promise<number>((resolve) => {
      // Live, and not a function: tsx gives inner functions names by a helper that the page does not have.
      const pictures = document.getElementsByTagName("img");
      const before = pictures.length;
      let start = 0;
      document.addEventListener("keydown", () => (start = performance.now()), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        const image = pictures[pictures.length - 1];
        if (pictures.length <= before || !image) return;
        observer.disconnect();
        void image.decode().then(() => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
        });
      });
      observer.observe(document.body, { childList: true, subtree: true });
    }),
  }));
  await page.keyboard.press("Shift+Enter");
  const ms = await stopwatch.evaluate(({ time }) => time);
  await stopwatch.dispose();
  // The kernel may still be busy with the end of the cell; the next cell must not wait for it.
  await page.waitForTimeout(150);
  return ms;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]! * 10) / 10;
}
