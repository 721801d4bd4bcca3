/** The same extension in Notebook 7, and in a dark theme. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
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
});
