/** What happens to a graph whose picture takes longer than the reader wants to wait. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchBrowser } from "../support/browser.js";
import { startJupyter } from "../support/jupyter.js";
import { tangledOutput } from "./graphs.js";
import { writeNotebook } from "./notebook.js";

/** A second is the least that a reader can choose, and far less than a picture of so many edges takes. */
const impatient = { "@gradus/jupyterlab:settings": { foldLimit: 1000, timeLimit: 1 } };

describe("a graph whose layout runs past its time limit", function () {
  this.timeout(120_000);

  it("is folded, says so, and goes on working", async () => {
    const dir = await mkdtemp(join(tmpdir(), "gradus-limits-"));
    await writeNotebook(join(dir, "slow.ipynb"), [{ outputs: [tangledOutput()] }]);
    const [jupyter, browser] = await Promise.all([
      startJupyter({ dir, settings: impatient }),
      launchBrowser(),
    ]);
    try {
      const page = await browser.newPage();
      await page.goto(`${jupyter.url}lab/workspaces/slow/tree/slow.ipynb`);
      const view = page.locator(".jp-Graphviz-view");
      await view
        .locator(".status", { hasText: /longer than 1 second and was stopped.*groups are folded/ })
        .waitFor();
      assert((await view.locator(".node").count()) < 20);
      await view.locator(".node", { hasText: "x0 … " }).dblclick();
      await view.locator(".node", { hasText: "x19" }).waitFor();
    } finally {
      await browser.close();
      await jupyter.stop();
      await rm(dir, { recursive: true });
    }
  });
});
