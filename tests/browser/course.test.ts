/** The notebooks of the course as students open them: each runs in JupyterLab from its first cell to its last. */

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { exercise, root } from "../support/python.js";
import { graphsIn, runAllCells } from "./page.js";

/** Exercise 3-4 has tests of its own. */
const names = readdirSync(join(exercise, "solution")).filter((name) => !name.startsWith("3-4"));

describe("a notebook of the course in JupyterLab", function () {
  this.timeout(180_000);
  let folder: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;

  before(async () => {
    // Below the project, where a kernel finds the packages; a copy, because JupyterLab saves.
    mkdirSync(join(root, ".gradus"), { recursive: true });
    folder = mkdtempSync(join(root, ".gradus", "course-test-"));
    for (const name of names) cpSync(join(exercise, "solution", name), join(folder, name));
    [jupyter, browser] = await Promise.all([startJupyter({ dir: folder }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await page.close();
  });

  for (const [i, name] of names.entries()) {
    it(`runs: ${name}`, async () => {
      page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      await page.goto(`${jupyter.url}lab/workspaces/course-${i}/tree/${name}`);
      await runAllCells(page);
      assert.equal(
        await page
          .locator(
            '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]',
          )
          .count(),
        0,
      );
      const graphs = await graphsIn(page);
      assert(graphs.length > 0);
      for (const { alt, width } of graphs) assert(width > 100 && alt.length > 20, alt);
      for (const plot of await page.locator(".vega-embed canvas").all())
        assert((await plot.boundingBox())!.width > 200);
      // What went wrong in a drawing would stand in its place.
      assert.equal(await page.locator(".jp-Graphviz-error").count(), 0);
    });
  }
});
