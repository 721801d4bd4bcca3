/**
 * How fast graphs appear and move in the real JupyterLab, each pair in one run and in turns.
 *
 * All run in the same Python kernel: our graph as its data, the same DOT text by Python's graphviz package and
 * Graphviz' own `dot`, and a Mermaid flowchart of the same size. A paint is timed from the moment at which the page
 * has the output to pixels; Graphviz' own work is done in the kernel before that, so the whole way from Shift+Enter is
 * given, too. Every picture differs from the one before in its numbers, so that no cache has it.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GRAPH_MIME_TYPE, type Drawing } from "@gradus/core";
import type { Browser, Page } from "playwright-core";
import { sheetGraph } from "../../packages/core/test/sheetGraph.js";
import { outputOf } from "../../packages/notebook/dist/display.js";
import { launchBrowser } from "../support/browser.js";
import { startJupyter } from "../support/jupyter.js";
import { root } from "../support/python.js";
import { trained } from "../renderer/graphs.js";
import { addPythonKernel, open, PYTHON, type BenchNotebook } from "./notebook/notebook.js";
import { quantile } from "./notebook/quantile.js";
import { timeCell, type Times } from "./notebook/stopwatch.js";

const ROUNDS = 20;
const LARGE_ROUNDS = 5;
const STEPS = 120;
const GRAPH = ".jp-GradusGraph";

/** About 100 gates, and more than 10,000. */
const WALKED = [3, 8, 1];
const LARGE = [64, 64, 32, 10];

export async function run(): Promise<Record<string, number>> {
  mkdirSync(join(root, ".gradus"), { recursive: true });
  const folder = mkdtempSync(join(root, ".gradus", "bench-renderer-"));
  addPythonKernel(join(folder, "jupyter"));
  writeInputs(folder);
  const browser = await launchBrowser();
  const jupyter = await startJupyter({ dir: folder });
  try {
    const startup = await startupBytes(browser, jupyter.url, folder);
    const paint = await paints(browser, jupyter.url, folder);
    const walk = await steps(browser, jupyter.url, folder);
    const fold = await folds(browser, jupyter.url, folder);
    return {
      paint_sheet_graph_warm_p50_ms: half(paint.ours, "paint"),
      paint_sheet_graph_warm_p95_ms: quantile(
        paint.ours.map((each) => each.paint),
        0.95,
      ),
      python_graphviz_paint_p50_ms: half(paint.graphviz, "paint"),
      mermaid_paint_p50_ms: half(paint.mermaid, "paint"),
      run_to_paint_p50_ms: half(paint.ours, "total"),
      python_graphviz_run_to_paint_p50_ms: half(paint.graphviz, "total"),
      mermaid_run_to_paint_p50_ms: half(paint.mermaid, "total"),
      empty_cell_run_to_paint_p50_ms: half(paint.nothing, "total"),
      step_p50_ms: quantile(walk.times, 0.5),
      step_p95_ms: quantile(walk.times, 0.95),
      fold_10k_first_paint_ms: half(fold.times, "paint"),
      fold_10k_run_to_paint_ms: half(fold.times, "total"),
      longest_main_thread_task_ms: Math.max(paint.longest, walk.longest, fold.longest),
      empty_cell_longest_main_thread_task_ms: paint.longestOfNothing,
      extension_startup_kb: Math.round(startup / 102.4) / 10,
    };
  } finally {
    await browser.close();
    await jupyter.stop();
    rmSync(folder, { recursive: true });
  }
}

/** What the cells display, in files: the kernels read them in their first cell. */
function writeInputs(folder: string): void {
  const { x1, graph } = sheetGraph();
  const drawings = Array.from({ length: ROUNDS }, (_, i) => {
    x1.out = i;
    return graph.step();
  });
  const inputs = {
    ours: drawings.map(sent),
    dot: drawings.map(({ dot }) => dot),
    mermaid: drawings.map(mermaidOf),
    walked: sent(trained(WALKED).step()),
    large: Array.from({ length: LARGE_ROUNDS }, () => sent(trained(LARGE).step())),
  };
  writeFileSync(join(folder, "inputs.json"), JSON.stringify(inputs));
}

function sent(drawing: Drawing): unknown {
  return outputOf(drawing).data[GRAPH_MIME_TYPE];
}

/** The same boxes, texts and edges in Mermaid's language. */
function mermaidOf({ picture }: Drawing): string {
  const boxes = picture.nodes.map(
    ({ id, name, operation, value, gradient }) =>
      `  ${id}["${name} ${operation}<br>value ${value}<br>gradient ${gradient}"]`,
  );
  const arrows = picture.edges.map(
    ({ from, to, local, upstream }) => `  ${from} -->|"${local} · ${upstream}"| ${to}`,
  );
  return ["flowchart LR", ...boxes, ...arrows].join("\n");
}

function notebook(name: string, cells: readonly string[]): BenchNotebook {
  const setup = [
    "import json, graphviz",
    "from IPython.display import display",
    "inputs = json.load(open('inputs.json'))",
    `def show(data, kind="${GRAPH_MIME_TYPE}"): display({kind: data, "text/plain": "graph"}, raw=True)`,
  ];
  return { name, kernel: PYTHON, cells: [setup.join("\n"), ...cells] };
}

function cells(count: number, cell: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => cell(i));
}

async function startupBytes(browser: Browser, url: string, folder: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  const context = await browser.newContext();
  context.on("response", (response) => {
    if (response.url().includes("/@gradus/")) sizes.push(response.body().then(({ length }) => length));
  });
  const page = await open(context, url, folder, notebook("startup", []));
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.close();
  await context.close();
  return bytes;
}

async function paints(browser: Browser, url: string, folder: string) {
  const [ours, graphviz, mermaid, nothing] = [
    await open(
      browser,
      url,
      folder,
      notebook(
        "ours",
        cells(ROUNDS, (i) => `show(inputs["ours"][${i}])`),
      ),
    ),
    await open(
      browser,
      url,
      folder,
      notebook(
        "graphviz",
        cells(ROUNDS, (i) => `graphviz.Source(inputs["dot"][${i}])`),
      ),
    ),
    await open(
      browser,
      url,
      folder,
      notebook(
        "mermaid",
        cells(ROUNDS, (i) => `show(inputs["mermaid"][${i}], "text/vnd.mermaid")`),
      ),
    ),
    await open(
      browser,
      url,
      folder,
      notebook(
        "nothing",
        cells(ROUNDS, () => `show("<br>", "text/html")`),
      ),
    ),
  ];
  const pages = [ours, graphviz, mermaid, nothing];
  for (const page of pages) await watchTasks(page);
  const times = {
    ours: [] as Times[],
    graphviz: [] as Times[],
    mermaid: [] as Times[],
    nothing: [] as Times[],
  };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await timeCell(ours, GRAPH));
    times.graphviz.push(await timeCell(graphviz));
    times.mermaid.push(await timeCell(mermaid));
    times.nothing.push(await timeCell(nothing, ".jp-OutputArea-output br"));
  }
  const [longest, , , longestOfNothing] = await Promise.all(pages.map(longestTask));
  for (const page of pages) await page.close();
  // The first of each loads what the others find loaded.
  const [a, b, c, d] = [times.ours, times.graphviz, times.mermaid, times.nothing].map((each) =>
    each.slice(1),
  );
  return {
    ours: a!,
    graphviz: b!,
    mermaid: c!,
    nothing: d!,
    longest: longest!,
    longestOfNothing: longestOfNothing!,
  };
}

/** From the press of a button to the new texts in place, style and layout included. */
async function steps(browser: Browser, url: string, folder: string) {
  const page = await open(browser, url, folder, notebook("walk", ['show(inputs["walked"])']));
  await timeCell(page, GRAPH);
  await watchTasks(page);
  const times = await page.evaluate(async (count) => {
    const root = document.querySelector(".jp-Graphviz-view")!.shadowRoot!;
    const caption = root.querySelector(".caption")!;
    const buttons = [...root.querySelectorAll<HTMLButtonElement>(".controls button")];
    const measured: number[] = [];
    buttons[0]!.click();
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (let i = 0; i < count; i++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const changed = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(caption, { childList: true });
      });
      const start = performance.now();
      buttons[3]!.click();
      await changed;
      root.querySelector("svg")!.getBoundingClientRect();
      measured.push(performance.now() - start);
    }
    return measured;
  }, STEPS);
  const longest = await longestTask(page);
  await page.close();
  return { times, longest };
}

/** In a page that has drawn a graph before; each time another large one. */
async function folds(browser: Browser, url: string, folder: string) {
  const small = 'show(inputs["walked"])';
  const page = await open(
    browser,
    url,
    folder,
    notebook("fold", [small, ...cells(LARGE_ROUNDS, (i) => `show(inputs["large"][${i}])`)]),
  );
  await timeCell(page, GRAPH);
  await watchTasks(page);
  const times: Times[] = [];
  for (let round = 0; round < LARGE_ROUNDS; round++) times.push(await timeCell(page, GRAPH));
  const longest = await longestTask(page);
  await page.close();
  return { times, longest };
}

function half(times: readonly Times[], part: keyof Times): number {
  return quantile(
    times.map((each) => each[part]),
    0.5,
  );
}

/** Note the tasks that hold up the page for 50 ms or more, from now on. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { __tasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
}

/** 0 where none took 50 ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as { __tasks: number[] }).__tasks));
}
