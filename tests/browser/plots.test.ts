/** Plots and progress as a student sees them, while a cell runs and in a dark theme. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { root } from "../support/python.js";
import { runAllCells } from "./page.js";

const cells = [
  'import { lossPlot, progress } from "@gradus/notebook";',
  `const history: number[] = [];
const show = lossPlot.live();
for (const epoch of progress(150, "epochs")) {
  history.push(1 / (epoch + 1));
  show(history);
  const end = Date.now() + 20;
  while (Date.now() < end);
}`,
];

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "gradus", display_name: "TypeScript (Gradus)", language: "typescript" } },
  cells: cells.map((source, i) => ({
    ...{ cell_type: "code", id: `cell-${i}`, metadata: {} },
    ...{ source, outputs: [], execution_count: null },
  })),
};

describe("a plot that changes while its cell runs", function () {
  this.timeout(120_000);
  let folder: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;
  /** The height of the plot in each frame from the first picture on, and how often it was another picture. */
  let seen: { readonly heights: readonly number[]; readonly pictures: number };

  before(async () => {
    mkdirSync(join(root, ".gradus"), { recursive: true });
    folder = mkdtempSync(join(root, ".gradus", "plots-test-"));
    writeFileSync(join(folder, "plots.ipynb"), JSON.stringify(notebook));
    const dark = { "@jupyterlab/apputils-extension:themes": { theme: "JupyterLab Dark" } };
    [jupyter, browser] = await Promise.all([startJupyter({ dir: folder, settings: dark }), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.goto(`${jupyter.url}lab/tree/plots.ipynb`);
    await page.evaluate(() => {
      const heights: number[] = [];
      const pictures = new Set<Element>();
      Object.assign(window, { __seen: { heights, pictures } });
      const looks: FrameRequestCallback[] = [];
      looks.push(() => {
        const plot = document.querySelector(".jp-RenderedVegaCommon5");
        const picture = plot?.querySelector("canvas, svg");
        if (picture) pictures.add(picture);
        if (plot && pictures.size > 0) heights.push(plot.getBoundingClientRect().height);
        requestAnimationFrame(looks[0]!);
      });
      requestAnimationFrame(looks[0]!);
    });
    await runAllCells(page);
    await page.locator(".jp-OutputArea-output", { hasText: "150 epochs in" }).waitFor();
    seen = await page.evaluate(() => {
      const { heights, pictures } = (
        window as unknown as { __seen: { heights: number[]; pictures: Set<Element> } }
      ).__seen;
      return { heights, pictures: pictures.size };
    });
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    rmSync(folder, { recursive: true });
  });

  it("is one output, of which many pictures were seen", async () => {
    assert.equal(await page.locator(".jp-RenderedVegaCommon5").count(), 1);
    assert(seen.pictures > 5, `${seen.pictures} pictures`);
  });

  it("never makes the page jump", () => {
    const [smallest, largest] = [Math.min(...seen.heights), Math.max(...seen.heights)];
    assert(largest > 200);
    assert(smallest > 0.9 * largest, `between ${smallest} and ${largest} pixels high`);
  });

  it("stands beside a bar that ends at its end", async () => {
    const bar = page.getByRole("progressbar", { name: "Progress" });
    assert.equal(await bar.getAttribute("aria-valuenow"), "100");
  });

  it("has dark letters on white paper in a dark theme", async () => {
    const ground = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".jp-RenderedVegaCommon5 canvas")!;
      const { data } = canvas.getContext("2d")!.getImageData(1, 1, 1, 1);
      return [...data];
    });
    assert.deepEqual(ground, [255, 255, 255, 255]);
    const darkest = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".jp-RenderedVegaCommon5 canvas")!;
      // The corner with the names of the axis' numbers.
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, 60, canvas.height);
      let least = 255;
      for (let i = 0; i < data.length; i += 4) least = Math.min(least, data[i]!);
      return least;
    });
    assert(darkest < 80, "contrast of more than 7 to 1");
  });
});
