/** The kernel as a student meets it in JupyterLab. */

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { writeNotebook } from "../editor/notebook.js";
import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { waitForKernel } from "../support/lab.js";

describe("a notebook on our kernel", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-kernel-page-"));
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  });
  afterEach(() => page.close());

  const cell = (index: number): Locator => page.locator(".jp-CodeCell").nth(index);
  const outputs = (index: number): Locator => cell(index).locator(".jp-OutputArea-output");

  async function open(name: string, cells: readonly string[]): Promise<void> {
    await writeNotebook(dir, name, cells);
    await page.goto(`${jupyter.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    await waitForKernel(page);
  }

  /** Run a cell without leaving it. */
  async function run(index: number): Promise<void> {
    await cell(index).locator(".cm-content").click();
    await page.keyboard.press("Control+Enter");
  }

  const prompt = (index: number, text: string): Promise<void> =>
    cell(index).locator(".jp-InputPrompt").getByText(text, { exact: true }).waitFor();

  const state = (words: string): Promise<void> =>
    page.locator("#jp-main-statusbar").getByText(`TypeScript (Gradus) | ${words}`).waitFor();

  it("shows what a cell prints, its last value, pictures, and where an error happened", async () => {
    await open("shows", [
      'console.log("printed"); [1, 2].map((n) => n * n)',
      '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b id=shown>bold</b>", "text/plain": "bold" }) })',
      'function deep(): never {\n  throw new RangeError("too deep");\n}',
      "\ndeep();",
    ]);
    for (const index of [0, 1, 2, 3]) {
      await run(index);
      await prompt(index, `[${index + 1}]:`);
    }
    const [printed, value] = await outputs(0).allInnerTexts();
    assert.deepEqual([printed!.trim(), value], ["printed", "[ 1, 4 ]"]);
    assert.equal(await cell(1).locator("b#shown").innerText(), "bold");
    const error = await outputs(3).innerText();
    assert.match(error, /RangeError: too deep/);
    assert.match(error, /2 \| {3}throw new RangeError/);
    assert.match(error, /cell \[4\]:2:1/);
  });

  it("refuses a cell whose types are wrong, and says what to do", async () => {
    await open("refuses", ['const total: number = "one";\nconsole.log("ran");']);
    await run(0);
    await prompt(0, "[1]:");
    const words = await outputs(0).innerText();
    assert.match(words, /cell \[1\]:1:7 – TS2322/);
    assert.match(words, /Type 'string' is not assignable to type 'number'\./);
    assert.match(words, /Hint: A value of type 'string' is put where 'number' is wanted\./);
    assert.doesNotMatch(words, /^ran$/m);
  });

  it("stops a cell that never ends, and keeps what there was", async () => {
    await open("stops", ["let kept = 7;", "for (;;) {}", "await new Promise(() => {})", "kept"]);
    await run(0);
    await prompt(0, "[1]:");
    for (const [index, count] of [
      [1, 2],
      [2, 3],
    ] as const) {
      await run(index);
      await state("Busy");
      await page.locator('[data-command="notebook:interrupt-kernel"]').click();
      await outputs(index).getByText("Interrupted").waitFor();
      await prompt(index, `[${count}]:`);
      await state("Idle");
    }
    await run(3);
    await outputs(3).getByText("7", { exact: true }).waitFor();
  });

  it("completes while a cell runs", async () => {
    await open("completes", ["const capital = { paris: 1, prague: 2, rome: 3 };", "for (;;) {}", ""]);
    await run(0);
    await prompt(0, "[1]:");
    await run(1);
    await prompt(1, "[*]:");
    await cell(2).locator(".cm-content").click();
    await page.keyboard.type("capital.p");
    await page.keyboard.press("Tab");
    const items = page.locator(".jp-Completer-item .jp-Completer-match");
    await items.first().waitFor();
    assert.deepEqual(await items.allInnerTexts(), ["paris", "prague"]);
    await state("Busy");
  });

  it("explains a name", async () => {
    await open("explains", ["/** How far. */\nconst distance: number = 5;", "distance"]);
    await run(0);
    await prompt(0, "[1]:");
    await cell(1).locator(".cm-content").click();
    await page.keyboard.press("Shift+Tab");
    const tooltip = page.locator(".jp-Tooltip");
    await tooltip.getByText("const distance: number").waitFor();
    await tooltip.getByText("How far.").waitFor();
  });

  it("asks, and goes on with the answer", async () => {
    await open("asks", ['console.log(`Hello ${prompt("Your name?")}`)']);
    await run(0);
    await cell(0).locator(".jp-Stdin-prompt", { hasText: "Your name?" }).waitFor();
    await cell(0).locator("input").fill("Ada");
    await page.keyboard.press("Enter");
    await outputs(0).getByText("Hello Ada").waitFor();
  });

  it("knows nothing any more after a restart", async () => {
    await open("restarts", ["const before = 1;", "before"]);
    await run(0);
    await prompt(0, "[1]:");
    await page.locator('[data-jp-item-name="restart"]').click();
    await page.locator(".jp-Dialog button.jp-mod-accept").click();
    await waitForKernel(page);
    await run(1);
    await outputs(1).getByText("No cell that has run declares 'before'.").waitFor();
    await prompt(1, "[1]:");
  });

  it("shows what a cell prints while it runs, and all of much", async () => {
    await open("prints", [
      "for (let i = 0; i < 100; i++) { console.log(`line ${i}`); await new Promise((r) => setTimeout(r, 100)); }",
      'console.log(Array.from({ length: 5000 }, (_, i) => i).join("\\n"));',
    ]);
    await run(0);
    await outputs(0).getByText("line 5").waitFor();
    await prompt(0, "[*]:");
    await page.locator('[data-command="notebook:interrupt-kernel"]').click();
    await prompt(0, "[1]:");
    await run(1);
    await prompt(1, "[2]:");
    const lines = (await outputs(1).locator("pre").textContent())!.trim().split("\n");
    assert.equal(lines.length, 5000);
    assert.equal(lines.at(-1), "4999");
  });
});
