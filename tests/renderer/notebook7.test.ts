/** The same extension in Notebook 7, and in a dark theme. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { sheetOutput } from "./graphs.js";
import { dotOutput, writeNotebook } from "./notebook.js";
import { readOutputs } from "./outputs.js";

describe("the renderer in Notebook 7", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-renderer-"));
    const settings = { "@jupyterlab/apputils-extension:themes": { theme: "JupyterLab Dark" } };
    [jupyter, browser] = await Promise.all([
      startJupyter({ dir, notebook7: true, settings }),
      launchBrowser(),
    ]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });

  it("draws a saved notebook, on white paper in a dark theme", async () => {
    await writeNotebook(join(dir, "saved.ipynb"), [
      { outputs: [dotOutput("digraph { x -> loss }"), dotOutput("digraph { x -> }")] },
    ]);
    const page = await browser.newPage();
    await page.goto(`${jupyter.url}notebooks/saved.ipynb`);
    const shown = await readOutputs(page, 2);
    assert.deepEqual(
      shown.map(({ kind, text }) => `${kind}: ${text}`),
      [
        "picture: Graph with 2 nodes and 1 edge",
        "error: Graphviz could not draw this graph: syntax error in line 1 near '}'",
      ],
    );
    assert(shown[0] !== undefined && shown[0].width > 0);
    await page.waitForFunction(() => document.body.dataset.jpThemeLight === "false");
    const paper = await page.$eval(
      ".jp-Graphviz-figure",
      (figure) => getComputedStyle(figure).backgroundColor,
    );
    assert.equal(paper, "rgb(255, 255, 255)");
  });

  it("walks through our own graphs, in the colours of the theme", async () => {
    await writeNotebook(join(dir, "graph.ipynb"), [{ outputs: [sheetOutput()] }]);
    const page = await browser.newPage();
    await page.goto(`${jupyter.url}notebooks/graph.ipynb`);
    await page.locator(".jp-GradusGraph .canvas > svg").waitFor();
    const nodes = page.locator(".canvas .node");
    assert.equal(await nodes.count(), 11);
    const caption = (words: string): Promise<void> =>
      page.locator(".caption").getByText(words, { exact: true }).waitFor();
    await page.getByRole("button", { name: "To the beginning" }).click();
    await caption("Before the first step");
    await page.getByRole("button", { name: "One step forward" }).click();
    await caption("p₁ computes its value: p₁ = 0.8");
    const computing = page.locator(".node.active text.name");
    assert.equal(await computing.textContent(), "p₁");
    await page.getByRole("button", { name: "To the end" }).click();
    await caption("w₁ takes its step: w₁: 0.8 → 0.825");

    await nodes.filter({ hasText: "w₁" }).click();
    const details = page.getByRole("region", { name: "Gate w₁" });
    assert.match(await details.innerText(), /Gradient\s+−0\.25\s+After the step\s+0\.825/);
    await page.waitForFunction(() => document.body.dataset.jpThemeLight === "false");
    const ink = await nodes
      .locator("text.name")
      .first()
      .evaluate((text) => getComputedStyle(text).fill);
    assert(/\d+/g.exec(ink)!.map(Number)[0]! > 200, `light on dark: ${ink}`);
    // One document in a page: there are no tabs to open a graph in.
    await page.getByRole("button", { name: "Copy, download and more" }).click();
    await page.getByRole("menuitem", { name: "Download SVG" }).waitFor();
    assert.equal(await page.getByRole("menuitem", { name: /tab/ }).count(), 0);
  });
});
