/** The kernel by what a person sees in JupyterLab, where it is most easily wrong: stopping, waiting, printing much. */

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { writeNotebook } from "../../editor/notebook.js";
import { launchBrowser } from "../../support/browser.js";
import { startJupyter, type Jupyter } from "../../support/jupyter.js";
import { isOurs } from "../kernel.js";
import { contrasts } from "./contrast.js";
import { NotebookPage } from "./notebookPage.js";

const cells = {
  declares:
    "/** Where the river is. */\nconst capital = { paris: 1, prague() { return 2; }, rome: 3 };\nlet kept = 7;",
  picture: `const red = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="red"/></svg>';
({ [Symbol.for("Jupyter.display")]: () => ({ "image/svg+xml": red, "text/plain": "a red field" }) })`,
  spins: "for (;;) {}",
  waits: "await new Promise(() => {})",
  asks: 'console.log(`Hello ${prompt("Your name?")}`)',
  reads: "kept",
  slow: "for (let i = 0; i < 20; i++) {\n  console.log(`slow ${i}`);\n  await new Promise((r) => setTimeout(r, 200));\n}",
  wrong: 'const total: number = "one";\nkept.sqrt();',
  throws: 'function deep(): never {\n  throw new RangeError("too deep");\n}\ndeep();',
  much: "for (let i = 0; i < 5000; i++) console.log(i);",
  writes: "",
};
type Name = keyof typeof cells;
const names = Object.keys(cells) as Name[];

// What is asked here is not asked of other kernels.
(isOurs ? describe : describe.skip)("a notebook on our kernel, watched", function () {
  this.timeout(60_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;
  let notebook: NotebookPage<Name>;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-watched-"));
    await writeNotebook(dir, "watched", Object.values(cells));
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1100, height: 1400 } });
    page.setDefaultTimeout(15_000);
    notebook = new NotebookPage(page, names);
    await notebook.open(jupyter.url, "watched.ipynb");
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  // One page for all, because JupyterLab opens slowly; a test that failed may have left a cell that runs.
  beforeEach(async () => {
    if (!(await notebook.isIdle())) await notebook.restart();
    await notebook.run("declares");
  });

  it("paints a picture", async () => {
    await notebook.run("picture");
    const box = await notebook.outputs("picture").locator("img, svg").boundingBox();
    assert.deepEqual([box?.width, box?.height], [40, 30]);
  });

  for (const name of ["spins", "waits"] as const) {
    it(`stops a cell that ${name} with the keys I I, and keeps what there was`, async () => {
      await notebook.start(name);
      await notebook.state("Busy");
      assert.equal(await notebook.brackets(name), "*");
      await page.keyboard.press("Escape");
      await page.keyboard.press("i");
      await page.keyboard.press("i");
      await notebook.outputs(name).getByText("Interrupted").waitFor();
      await notebook.end(name);
      await notebook.state("Idle");
      await notebook.run("reads");
      assert.equal(await notebook.outputs("reads").innerText(), "7");
    });
  }

  it("does not run what waits behind a cell that is stopped", async () => {
    await notebook.start("spins");
    await notebook.start("much");
    assert.equal(await notebook.brackets("much"), "*");
    await notebook.press("interrupt");
    await notebook.end("spins");
    await notebook.state("Idle");
    await notebook.outputs("spins").getByText("Interrupted").waitFor();
    assert.equal(await notebook.brackets("much"), " ", "it looks like a cell that was not run");
    assert.equal(await notebook.outputs("much").count(), 0);
  });

  it("stops a cell that asks; an answer that comes too late answers nothing", async () => {
    const question = notebook.cell("asks").locator("input");
    await notebook.start("asks");
    await question.waitFor();
    await notebook.press("interrupt");
    await notebook.outputs("asks").getByText("Interrupted").waitFor();
    await notebook.state("Idle");
    // JupyterLab leaves the box where it is, also with other kernels.
    await question.fill("Late");
    await question.press("Enter");
    await notebook.outputs("asks").getByText("Your name? Late").waitFor();
    await notebook.start("asks");
    await question.fill("Ada");
    await question.press("Enter");
    await notebook.outputs("asks").getByText("Hello Ada").waitFor();
    await notebook.end("asks");
  });

  it("lists members with their kinds and explains a name, while a cell spins", async () => {
    await notebook.start("spins");
    await notebook.state("Busy");
    await notebook.write("writes");
    await page.keyboard.type("capital.");
    await page.keyboard.press("Tab");
    const items = page.locator(".jp-Completer-item");
    await items.first().waitFor();
    assert.deepEqual(
      await items.evaluateAll((each) =>
        each.map((item) => [
          item.querySelector(".jp-Completer-match")?.textContent,
          item.querySelector(".jp-Completer-typeExtended")?.textContent,
        ]),
      ),
      [
        ["paris", "property"],
        ["prague", "method"],
        ["rome", "property"],
      ],
    );
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+Tab");
    const tooltip = page.locator(".jp-Tooltip");
    await tooltip.getByText("Where the river is.").waitFor();
    assert.match(
      await tooltip.innerText(),
      /const capital: \{[^]*prague\(\): number;[^]*Where the river is\./,
    );
    await page.keyboard.press("Escape");
    await notebook.state("Busy");
    assert.equal(await notebook.brackets("spins"), "*");
  });

  for (const theme of ["JupyterLab Light", "JupyterLab Dark"]) {
    it(`marks the place of an error so that it can be read in ${theme}`, async () => {
      await notebook.useTheme(theme);
      await notebook.run("wrong");
      await notebook.run("throws");
      for (const name of ["wrong", "throws"] as const) {
        const pieces = await contrasts(notebook.outputs(name));
        assert(pieces.length > 0);
        for (const { text, contrast } of pieces) {
          // What WCAG asks of text, and of what is no text but has a meaning.
          const least = /^~+$/.test(text) ? 3 : 4.5;
          assert(contrast >= least, `${text}: ${contrast.toFixed(1)} to 1`);
        }
      }
    });
  }

  it("shows each line when it is printed", async () => {
    await notebook.start("slow");
    const times: number[] = [];
    for (const line of ["slow 0", "slow 5", "slow 10"]) {
      await notebook.outputs("slow").getByText(line).waitFor();
      times.push(Date.now());
    }
    assert.equal(await notebook.brackets("slow"), "*");
    const [first = 0, , last = 0] = times;
    assert(last - first > 1500, `ten lines came within ${last - first} ms`);
  });

  it("shows all of 5,000 lines that are printed at once", async () => {
    await notebook.run("much");
    const lines = (await notebook.outputs("much").allTextContents()).join("").trim().split("\n");
    assert.deepEqual(
      lines,
      Array.from({ length: 5000 }, (_, i) => String(i)),
    );
  });

  it("begins anew in the middle of a loop without an end", async () => {
    await notebook.start("spins");
    await notebook.state("Busy");
    await notebook.restart();
    await notebook.run("reads");
    assert.match(await notebook.outputs("reads").innerText(), /No cell that has run declares 'kept'\./);
    assert.equal(await notebook.brackets("reads"), "1");
  });
});
