/** DOT files in JupyterLab: coloured text on the left, and a picture that follows it on the right. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";

const text = ["digraph {", "  x -> product", "  w -> product", "}", ""].join("\n");

const picture = ".jp-MimeDocument .jp-Graphviz img";
const error = ".jp-MimeDocument .jp-Graphviz-error";

describe("DOT files in JupyterLab", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-files-"));
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(async () => {
    await page.close();
  });

  /** Opens JupyterLab with one file in its folder, in a workspace of its own. */
  async function openLab(file: string, content = text): Promise<void> {
    await writeFile(join(dir, file), content);
    await page.goto(`${jupyter.url}lab/workspaces/${file.replace(".", "-")}`);
    await page.locator(".jp-DirListing-item", { hasText: file }).waitFor();
  }

  async function choose(item: string): Promise<void> {
    await page.locator(".lm-Menu-item", { hasText: item }).click();
  }

  async function openWithPreview(file: string): Promise<void> {
    await page.locator(".jp-DirListing-item", { hasText: file }).click({ button: "right" });
    await page.locator(".lm-Menu-item", { hasText: "Open With" }).hover();
    await choose("Graphviz Preview");
  }

  async function openBoth(file: string, content = text): Promise<void> {
    await openLab(file, content);
    await page.locator(".jp-DirListing-item", { hasText: file }).dblclick();
    await page.locator(".jp-FileEditor .cm-content").click({ button: "right" });
    await choose("Show Graphviz Preview");
    await page.locator(picture).waitFor();
  }

  const words = (): Promise<string | null> => page.locator(picture).getAttribute("alt");

  const waitForWords = (alt: string): Promise<void> => page.locator(`${picture}[alt="${alt}"]`).waitFor();

  async function typeAtEndOf(line: string, typed: string): Promise<void> {
    await page.locator(".jp-FileEditor .cm-line", { hasText: line }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(typed);
  }

  for (const file of ["double.dot", "double.gv"]) {
    it(`open in the text editor, with colours (${file})`, async () => {
      await openLab(file, 'digraph { # why\n a -> b [label="x"]\n}');
      const item = page.locator(".jp-DirListing-item", { hasText: file });
      assert.equal(await item.locator('[data-icon="@gradus/jupyterlab:graph"]').count(), 1);
      await item.dblclick();
      const line = page.locator(".jp-FileEditor .cm-line").first();
      await line.locator("span").first().waitFor();
      const colourOf = (word: string): Promise<string> =>
        page
          .locator(".jp-FileEditor .cm-line span", { hasText: word })
          .first()
          .evaluate((span) => getComputedStyle(span).color);
      const colours = await Promise.all(["digraph", "# why", '"x"', "->"].map(colourOf));
      assert.equal(new Set(colours).size, 4, "keyword, comment, text and edge each have a colour");
      assert.equal(await page.locator(".jp-MimeDocument").count(), 0);
    });
  }

  it("open as a picture by Open With, and lead from there to the text", async () => {
    await openLab("with.dot");
    await openWithPreview("with.dot");
    await waitForWords("Graph with 3 nodes and 2 edges");
    await page.locator(".jp-MimeDocument .jp-Graphviz").click({ button: "right" });
    await choose("Show Graphviz Editor");
    await page.locator(".jp-FileEditor .cm-content").waitFor();
    assert(await page.locator(picture).isVisible(), "beside the picture");
  });

  it("are found in the command palette, and nowhere else", async () => {
    await openLab("palette.dot");
    await writeFile(join(dir, "other.txt"), "no graph");
    const found = async (command: string): Promise<number> => {
      await page.keyboard.press("Control+Shift+C");
      await page.locator(".lm-CommandPalette-input").fill(command);
      await page.locator(".lm-CommandPalette-item, .lm-CommandPalette-emptyMessage").first().waitFor();
      const count = await page.locator(".lm-CommandPalette-item", { hasText: command }).count();
      await page.keyboard.press("Escape");
      return count;
    };
    assert.equal(await found("Show Graphviz Preview"), 0);
    await page.locator(".jp-DirListing-item", { hasText: "palette.dot" }).dblclick();
    await page.locator(".jp-FileEditor .cm-content").waitFor();
    assert.equal(await found("Show Graphviz Preview"), 1);
    assert.equal(await found("Show Graphviz Editor"), 0);
  });

  it("are drawn again while they are edited, before they are saved", async () => {
    await openBoth("live.dot");
    assert.equal(await words(), "Graph with 3 nodes and 2 edges");
    await typeAtEndOf("w -> product", "\nproduct -> loss");
    await waitForWords("Graph with 4 nodes and 3 edges");
    assert.equal(await readFile(join(dir, "live.dot"), "utf8"), text);
  });

  it("show the line at fault, the source and the last good drawing, until the text is right again", async () => {
    await openBoth("error.dot");
    await typeAtEndOf("w -> product", " -> ->");
    await page.locator(error).waitFor();
    assert.equal(
      await page.locator(`${error} .jp-Graphviz-message`).textContent(),
      "Graphviz could not draw this graph: syntax error in line 3 near '->'",
    );
    assert.equal(
      await page.locator(`${error} .jp-Graphviz-excerpt`).textContent(),
      "  1 | digraph {\n  2 |   x -> product\n> 3 |   w -> product -> ->\n  4 | }\n",
    );
    await page.locator(`${error} summary`).click();
    assert.match((await page.locator(`${error} details pre`).textContent()) ?? "", /^digraph \{/);
    const outdated = page.locator(".jp-Graphviz-figure.jp-mod-outdated");
    assert.equal(await outdated.innerText(), "The last drawing without an error");
    assert.equal(await words(), "Graph with 3 nodes and 2 edges");
    assert(Number(await outdated.locator("img").evaluate((image) => getComputedStyle(image).opacity)) < 1);

    // Another mistake does not lose it.
    await typeAtEndOf("-> ->", " ;");
    await page.locator(`${error} .jp-Graphviz-excerpt`, { hasText: "-> -> ;" }).waitFor();
    assert.equal(await words(), "Graph with 3 nodes and 2 edges");

    // The text that was right before, with the very same drawing.
    await page.keyboard.press("Shift+Home");
    await page.keyboard.type("w -> product");
    await page.locator(error).waitFor({ state: "detached" });
    assert.equal(await page.locator(".jp-mod-outdated").count(), 0);
    assert.equal(await words(), "Graph with 3 nodes and 2 edges");
  });

  it("have no last good drawing if they are wrong from the start", async () => {
    await openLab("wrong.dot", "digraph {");
    await openWithPreview("wrong.dot");
    await page.locator(error).waitFor();
    assert.equal(await page.locator(picture).count(), 0);
  });

  it("come back as they were when the page is opened again", async () => {
    await openBoth("restored.dot");
    const saved = async (): Promise<string> =>
      (await fetch(`${jupyter.url}lab/api/workspaces/restored-dot`)).text();
    while (!(await saved()).includes("gradus-graphviz-preview:restored.dot")) await page.waitForTimeout(100);
    await page.goto(`${jupyter.url}lab/workspaces/restored-dot`);
    await page.locator(picture).waitFor();
    await page.locator(".jp-FileEditor .cm-content").waitFor();
  });
});
