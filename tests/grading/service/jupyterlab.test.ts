/** A student hands in from JupyterLab: types the token once, sees the receipt and the feedback, in both themes. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { wrong } from "./handIns.js";
import { NOTEBOOK, RunningService } from "./service.js";
import { contrasts } from "../../kernel/browser/contrast.js";
import { NotebookPage } from "../../kernel/browser/notebookPage.js";
import { launchBrowser } from "../../support/browser.js";
import { startJupyter, type Jupyter } from "../../support/jupyter.js";
import { root } from "../../support/python.js";
import { saveNotebook } from "../../browser/page.js";

const cells = {
  submit: 'import { submit, submissions } from "@gradus/notebook";\nawait submit();',
  list: "await submissions();",
};

/** What a student has written, below two cells that hand it in. */
function withCells(notebook: string): string {
  const { cells: written, ...rest } = JSON.parse(notebook) as { cells: object[] };
  const added = Object.entries(cells).map(([id, source]) => ({
    ...{ cell_type: "code", id, metadata: {}, source, execution_count: null, outputs: [] },
  }));
  return JSON.stringify({ ...rest, cells: [...added, ...written] });
}

describe("handing in from JupyterLab", function () {
  this.timeout(180_000);
  const service = new RunningService();
  const { XDG_CONFIG_HOME: configBefore } = process.env;
  let folder: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;
  let notebook: NotebookPage<keyof typeof cells>;
  const token = (): string => service.tokens.get("ada")!;
  let name = `${NOTEBOOK}.ipynb`;
  const file = (): string => join(folder, name);
  const taken = (): string =>
    readFileSync(join(service.course.folder, "submitted", "ada", `${NOTEBOOK}.ipynb`), "utf8");

  before(async () => {
    await service.enrol("ada");
    await service.start();
    // Below the project, where a kernel finds the packages.
    mkdirSync(join(root, ".gradus"), { recursive: true });
    folder = mkdtempSync(join(root, ".gradus", "submit-test-"));
    writeFileSync(file(), withCells(wrong()));
    const place = { assignment: basename(service.course.folder), url: service.address };
    writeFileSync(join(folder, "gradus.json"), JSON.stringify(place));
    process.env.XDG_CONFIG_HOME = join(folder, "config");
    [jupyter, browser] = await Promise.all([startJupyter({ dir: folder }), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 } });
    page.setDefaultTimeout(60_000);
    notebook = new NotebookPage(page, ["submit", "list"]);
    await notebook.open(jupyter.url, basename(file()));
  });
  after(async () => {
    if (configBefore === undefined) delete process.env.XDG_CONFIG_HOME;
    else process.env.XDG_CONFIG_HOME = configBefore;
    await browser.close();
    await jupyter.stop();
    await service.remove();
    rmSync(folder, { recursive: true });
  });

  it("asks for the token in a field that hides it, saves the notebook, and hands in what is seen", async () => {
    await notebook.write("submit");
    await page.keyboard.type(" // not saved yet");
    assert.ok(!readFileSync(file(), "utf8").includes("not saved yet"));
    await notebook.start("submit");
    const field = notebook.cell("submit").locator("input[type=password]");
    await field.fill(token());
    await page.keyboard.press("Enter");
    await notebook.end("submit");
    const output = notebook.outputs("submit").last();
    assert.match(await output.innerText(), /Handed in: 3-4[^]*saved just now[^]*points[^]*Feedback/);
    assert.ok(taken().includes("await submit(); // not saved yet"));
    assert.equal(await output.getByRole("table").count(), 2);
    assert.equal(await output.getByRole("rowheader", { name: "SHA-256" }).count(), 1);
  });

  it("does not ask a second time, and lists both hand-ins", async () => {
    await notebook.run("submit");
    assert.equal(await notebook.cell("submit").locator("input").count(), 0);
    await notebook.run("list");
    assert.equal(
      await notebook
        .outputs("list")
        .getByText(/✓ graded/)
        .count(),
      2,
    );
  });

  it("hands in under its new name a notebook that was renamed while the kernel runs", async () => {
    await page.getByRole("menuitem", { name: "File", exact: true }).click();
    await page.getByRole("menuitem", { name: /^Rename Notebook/ }).click();
    await page.locator(".jp-Dialog input").fill("renamed.ipynb");
    await notebook.confirm();
    name = "renamed.ipynb";
    await page.locator(".lm-TabBar-tab.jp-mod-current", { hasText: "renamed.ipynb" }).waitFor();
    await notebook.start("submit");
    const output = notebook.outputs("submit").last();
    await output.getByText(/renamed\.ipynb, .*saved just now/).waitFor();
    await output.getByText("Feedback", { exact: true }).waitFor();
  });

  for (const theme of ["JupyterLab Light", "JupyterLab Dark"])
    it(`can be read in ${theme}`, async () => {
      await notebook.useTheme(theme);
      for (const name of ["submit", "list"] as const) {
        const pieces = await contrasts(notebook.outputs(name).last());
        assert.ok(pieces.length > 10);
        for (const { text, contrast } of pieces)
          assert.ok(contrast >= 4.5, `${text}: ${contrast.toFixed(1)} to 1`);
      }
    });

  it("leaves the token in no notebook, and the receipt in the one that is saved", async () => {
    await saveNotebook(page);
    const saved = readFileSync(file(), "utf8");
    assert.ok(!saved.includes(token()) && !taken().includes(token()));
    assert.match(saved, /✓ Handed in: 3-4/);
    // Without the signature of whoever has run it.
    writeFileSync(join(folder, "from-a-colleague.ipynb"), saved.replace("not saved yet", "by mail"));
    const reader = await browser.newPage({ viewport: { width: 1100, height: 1000 } });
    await reader.goto(`${jupyter.url}lab/workspaces/reader/tree/from-a-colleague.ipynb`);
    const output = reader.locator(".jp-CodeCell").first().locator(".jp-OutputArea-output").last();
    await output.getByRole("table").nth(1).waitFor();
    assert.match(await output.innerText(), /Handed in: 3-4[^]*Feedback/);
    await reader.close();
  });
});
