/** A whole exercise on a kernel that begins anew, as students do before they hand in. */

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser.js";
import { startJupyter, type Jupyter } from "../../support/jupyter.js";
import { exercise, root } from "../../support/python.js";
import { isOurs } from "../kernel.js";
import { NotebookPage } from "./notebookPage.js";

const name = "3-2-computational-graphs.ipynb";

(isOurs ? describe : describe.skip)("exercise 3-2 on our kernel", function () {
  this.timeout(120_000);
  let folder: string;
  let jupyter: Jupyter;
  let browser: Browser;

  before(async () => {
    // Below the project, where a kernel finds the packages; a copy, because JupyterLab saves.
    mkdirSync(join(root, ".gradus"), { recursive: true });
    folder = mkdtempSync(join(root, ".gradus", "kernel-browser-"));
    cpSync(join(exercise, "solution", name), join(folder, name));
    [jupyter, browser] = await Promise.all([startJupyter({ dir: folder }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    rmSync(folder, { recursive: true });
  });

  it("runs from the first cell to the last after a restart, without an error", async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    const notebook = new NotebookPage(page, []);
    await notebook.open(jupyter.url, name);
    await notebook.press("restart-and-run");
    await notebook.confirm();
    await notebook.allAreNumbered();
    await notebook.state("Idle");
    const errors = page.locator(
      '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]',
    );
    assert.deepEqual(await errors.allInnerTexts(), []);
  });
});
