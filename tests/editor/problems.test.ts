/** What a student sees while they write a cell of TypeScript, before they run it. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, Locator, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { waitForKernel } from "../support/lab.js";
import { kernel, python, writeNotebook } from "./notebook.js";

/** The editors live with what JupyterLab does by default, which is to cut off what a cell does not hold. */
const asByDefault = { "@jupyterlab/notebook-extension:tracker": { windowingMode: "contentVisibility" } };

/** Longer than the writer's pause and an answer take. */
const SOON = 1500;

describe("a cell that is being written", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;
  /** How many lines to a kernel were opened by this page. */
  let opened: number;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-editor-"));
    [jupyter, browser] = await Promise.all([startJupyter({ dir, settings: asByDefault }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    opened = 0;
    page = await browser.newPage();
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => {
        if (/comm_open[^]*gradus\.editor/.test(payload.toString())) opened++;
      });
    });
  });
  afterEach(async () => {
    await page.close();
  });

  async function open(
    name: string,
    cells: readonly string[],
    spec = kernel,
    url = jupyter.url,
  ): Promise<void> {
    await writeNotebook(dir, name, cells, spec);
    await page.goto(`${url}lab/workspaces/${name}/tree/${name}.ipynb`);
    await waitForKernel(page, spec.display_name);
  }

  const cell = (index: number): Locator => page.locator(".jp-CodeCell").nth(index);
  const marks = (index: number): Locator => cell(index).locator(".jp-GradusProblem-mark");
  const tip = (): Locator => page.locator(".jp-GradusTip");

  async function type(index: number, text: string): Promise<void> {
    await cell(index).locator(".cm-content").click();
    await page.keyboard.type(text);
  }

  const isWriting = (): Promise<boolean> => page.locator(".jp-Notebook.jp-mod-editMode").isVisible();

  /** Run the first cell without leaving it. */
  async function runFirst(): Promise<void> {
    await cell(0).locator(".cm-content").click();
    await page.keyboard.press("Control+Enter");
  }

  it("underlines what is wrong and says why under the mouse, until it is mended", async () => {
    await open("wrong", [""]);
    await type(0, 'const total: number = "one";');
    await marks(0).getByText("total", { exact: true }).waitFor();
    assert.equal(await cell(0).locator(".jp-InputPrompt").innerText(), "[ ]:", "it did not run");
    await marks(0).hover();
    const words = page.locator(".cm-tooltip .jp-GradusProblem");
    await words.getByText("Type 'string' is not assignable to type 'number'.").waitFor();
    assert.match(await words.innerText(), /TS2322/);
    await cell(0).locator(".cm-content").fill("const total: number = 1;");
    await marks(0).waitFor({ state: "detached" });
  });

  it("asks again when another cell has run, and when the kernel begins anew", async () => {
    await open("names", ["const answer = 42;", "console.log(answer)"]);
    await cell(1).locator(".cm-content").click();
    await marks(1).getByText("answer").waitFor();
    await runFirst();
    await marks(1).waitFor({ state: "detached" });
    await cell(1).locator(".cm-content").click();
    await page.getByRole("button", { name: "Restart the kernel", exact: true }).click();
    await page
      .locator(".jp-Dialog")
      .getByRole("button", { name: /^Confirm/ })
      .click();
    await marks(1).getByText("answer").waitFor();
    assert.equal(opened, 2);
  });

  it("is checked while another cell runs", async () => {
    await open("busy", ["for (;;);", ""]);
    await runFirst();
    await page.locator("#jp-main-statusbar").getByText("| Busy").waitFor();
    await type(1, 'const total: number = "one";');
    await marks(1).getByText("total", { exact: true }).waitFor();
  });

  it("is left alone when its first line names another language", async () => {
    await open("magic", [""]);
    await type(0, '%%html\nconst total: number = "one";');
    await page.waitForTimeout(SOON);
    assert.equal(await marks(0).count(), 0);
  });

  it("leads from problem to problem with F8; Escape closes the explanation and stays in the cell", async () => {
    await open("keys", [""]);
    await type(0, 'const a: number = "one";\nconst b: number = "two";');
    await marks(0).nth(1).waitFor();
    const selected = (): Promise<string> => page.evaluate(() => getSelection()?.toString() ?? "");
    for (const name of ["a", "b", "a"]) {
      await page.keyboard.press("F8");
      await tip().getByText("TS2322").waitFor();
      assert.equal(await selected(), name);
    }
    await page.keyboard.press("Shift+F8");
    assert.equal(await selected(), "b");
    await page.keyboard.press("Escape");
    assert.equal(await tip().count(), 0);
    assert.equal(await isWriting(), true);
    await page.keyboard.press("Escape");
    assert.equal(await isWriting(), false);
  });

  it("shows the parameters of a call, the active one in bold, and takes no key but Escape", async () => {
    await open("call", [""]);
    await type(0, "Math.pow(");
    await tip().locator("b").getByText("x: number", { exact: true }).waitFor();
    await page.keyboard.type("2, ");
    await tip().locator("b").getByText("y: number", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await tip().count(), 0);
    assert.equal(await isWriting(), true);
    await page.keyboard.type("3");
    assert.match(await cell(0).locator(".cm-content").innerText(), /^Math\.pow\(2, 3\)?$/);
    await page.keyboard.press("End");
    await page.keyboard.type(";\nMath.pow(");
    await tip().waitFor();
    await page.keyboard.type("2, 3)");
    await tip().waitFor({ state: "detached" });
  });

  it("is not spoken of to a kernel of another language", async () => {
    await open("python", [""], python);
    await type(0, "x: int = 'one'");
    await page.waitForTimeout(SOON);
    assert.equal(opened, 0);
    assert.equal(await marks(0).count(), 0);
  });

  it("is left alone by who has chosen so", async () => {
    const off = { "@gradus/jupyterlab:settings": { editorProblems: false, signatureHelp: false } };
    const quiet = await startJupyter({ dir, settings: { ...asByDefault, ...off } });
    try {
      await open("off", [""], kernel, quiet.url);
      await type(0, 'const total: number = "one";');
      await page.waitForTimeout(SOON);
      assert.equal(opened, 0);
    } finally {
      await quiet.stop();
    }
  });
});
