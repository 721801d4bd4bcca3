/** The exercise as a student meets it: the real JupyterLab, the real kernel, the real browser. */

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged, waitForKernel } from "../support/lab.js";
import { exercise, root } from "../support/python.js";
import { graphsIn, runAllCells, saveNotebook } from "./page.js";

const name = "3-4-computational-graphs.ipynb";

describe("exercise 3-4 in JupyterLab", function () {
  this.timeout(120_000);
  let folder: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;

  before(async () => {
    // Below the project, where a kernel finds the packages; a copy, because JupyterLab saves.
    mkdirSync(join(root, ".gradus"), { recursive: true });
    folder = mkdtempSync(join(root, ".gradus", "browser-test-"));
    cpSync(join(exercise, "solution", name), join(folder, name));
    [jupyter, browser] = await Promise.all([startJupyter({ dir: folder }), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    rmSync(folder, { recursive: true });
  });

  it("runs the solution from the first cell to the last", async () => {
    await page.goto(`${jupyter.url}lab/tree/${name}`);
    await runAllCells(page);
    assert.equal(
      await page
        .locator(
          '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]',
        )
        .count(),
      0,
    );
  });

  it("shows the graph after forward, with its values and nothing that is not computed", async () => {
    const [forward] = (await graphsIn(page)).filter(({ alt }) =>
      alt.startsWith("Computational graph of L after forward"),
    );
    assert.ok(forward, "the forward picture is there");
    assert.ok(forward.width > 500, "it is painted");
    for (const text of ["w₁", "α = 0.1", "0.8", "−1.4", "0.6", "z", "0", "ŷ", "σ", "0.5", "L", "0.25", "·"]) {
      assert.ok(forward.texts.includes(text), `${text} stands in the picture`);
    }
    assert.ok(!forward.texts.some((text) => ["−0.25", "0.35", "−1"].includes(text)), "no gradient yet");
  });

  it("shows the graph after backward, with gradients, local derivatives and the weights' next values", async () => {
    const [backward] = (await graphsIn(page)).filter(({ alt }) =>
      alt.startsWith("Computational graph of L after backward"),
    );
    assert.ok(backward, "the backward picture is there");
    const shown = [
      "−0.25",
      "−0.2",
      "0.35",
      "−1",
      "1",
      "0.825",
      "−1.375",
      "0.625",
      "0.25 · −1",
      "0.8 · −0.25",
      "−1 · 1",
    ];
    for (const text of shown) assert.ok(backward.texts.includes(text), `${text} stands in the picture`);
    assert.ok(!backward.texts.includes("·"), "everything is computed");
    assert.match(backward.alt, /∂L\/∂x₂ = 0\.35/);
  });

  it("draws the loss curve and four right answers", async () => {
    const plot = page.locator(".vega-embed").locator("canvas, svg").first();
    await plot.waitFor();
    const { width, height } = (await plot.boundingBox())!;
    assert.ok(width > 300 && height > 150);
    const answers = await page.locator(".jp-OutputArea-output", { hasText: "XOR 1 =" }).first().innerText();
    assert.deepEqual(answers.match(/\d XOR \d = \d ./g), [
      "0 XOR 0 = 0 ✓",
      "0 XOR 1 = 1 ✓",
      "1 XOR 0 = 1 ✓",
      "1 XOR 1 = 0 ✓",
    ]);
  });

  it("shows the saved graphs again to somebody who does not trust the notebook, and does not change it", async () => {
    await saveNotebook(page);
    // What a colleague would get by mail: another name, so that this server has not signed it as trusted.
    const untrusted = "from-a-colleague.ipynb";
    const saved = readFileSync(join(folder, name), "utf8").replace("You build", "You  build");
    writeFileSync(join(folder, untrusted), saved);
    const reader = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await reader.goto(`${jupyter.url}lab/workspaces/reader/tree/${untrusted}`);
    await reader.locator(".jp-GradusGraph .canvas svg").nth(4).waitFor();
    const graphs = await graphsIn(reader);
    assert.equal(graphs.length, 5);
    for (const { width } of graphs) assert.ok(width > 100, "it is painted");
    await waitForKernel(reader);
    assert.equal(await isMarkedAsChanged(reader), false);
    assert.equal(readFileSync(join(folder, untrusted), "utf8"), saved);
    await reader.close();
  });
});
