/** DOT in Markdown cells and files, and what the reader chooses about it. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, BrowserContext, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged } from "../support/lab.js";
import { startCanary, type Canary } from "./canary.js";
import { payloads } from "./hostile.js";
import { writeNotebook } from "./notebook.js";

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

describe("DOT in Markdown", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let context: BrowserContext;
  let canary: Canary;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-fences-"));
    canary = await startCanary();
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await canary.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    await canary.watch(context, jupyter.url);
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    (canary.songs as string[]).length = 0;
  });

  async function openCell(name: string, markdown: string): Promise<void> {
    await writeNotebook(join(dir, `${name}.ipynb`), [{ type: "markdown", source: markdown }]);
    await page.goto(`${jupyter.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    await page.locator(".jp-RenderedMarkdown").first().waitFor();
  }

  const cell = (selector: string) => page.locator(`.jp-MarkdownCell .jp-RenderedMarkdown ${selector}`);

  it("is drawn in a cell, under each of its names, between the text around it", async () => {
    const blocks = ["dot", "graphviz", "gv"].map((language, i) =>
      fence(language, `digraph { a -> b${i} -> c }`),
    );
    await openCell("names", `Before.\n\n${blocks.join("\n\nBetween.\n\n")}\n\nAfter **it**.`);
    await cell("img").nth(2).waitFor();
    const alts = await cell("img").evaluateAll((images) => images.map((image) => image.getAttribute("alt")));
    assert.deepEqual(
      alts,
      Array.from({ length: 3 }, () => "Graph with 3 nodes and 2 edges"),
    );
    assert(
      await cell("img")
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth > 0),
    );
    assert.equal(await cell("strong").innerText(), "it");
    assert.equal(await isMarkedAsChanged(page), false);
  });

  it("leaves other blocks alone: code keeps its colours, and Mermaid goes on working", async () => {
    const mermaid = fence("mermaid", "graph LR\n  a --> b");
    await openCell(
      "others",
      [fence("python", "def f(): return 1"), mermaid, fence("dot", "digraph { a -> b }")].join("\n\n"),
    );
    await cell(".jp-RenderedMermaid img").waitFor();
    await cell(".jp-Graphviz-figure img").waitFor();
    assert((await cell("code.language-python span").count()) > 0);
  });

  it("says where a mistake is, with the line and the source", async () => {
    await openCell("wrong", fence("dot", "digraph {\n  a -> -> b\n}"));
    await cell(".jp-Graphviz-error").waitFor();
    assert.match(await cell(".jp-Graphviz-message").innerText(), /syntax error in line 2/);
    assert.match(await cell(".jp-Graphviz-excerpt").innerText(), />\s*2 \|\s+a -> -> b/);
    assert.equal(await cell("details summary").innerText(), "DOT source");
  });

  it("is drawn in the preview of a Markdown file", async () => {
    await writeFile(join(dir, "text.md"), fence("dot", "digraph { x -> y }"));
    await page.goto(`${jupyter.url}lab/workspaces/text/tree/text.md`);
    await page.locator(".jp-DirListing-item", { hasText: "text.md" }).click({ button: "right" });
    await page.locator(".lm-Menu-item", { hasText: "Open With" }).hover();
    await page.locator(".lm-Menu-item", { hasText: "Markdown Preview" }).click();
    await page.locator(".jp-MarkdownViewer img[alt='Graph with 2 nodes and 1 edge']").waitFor();
  });

  it("runs nothing and calls nobody, whatever it holds", async () => {
    const blocks = Object.values(payloads(canary.url)).flatMap((text) => [
      fence(
        "dot",
        `digraph { node [fontname="${text.replaceAll('"', '\\"')}"] a -> b [URL="${text.replaceAll('"', '\\"')}"] }`,
      ),
      fence("dot", `digraph { ${text}`),
    ]);
    await openCell("hostile", blocks.join("\n\n"));
    await page.waitForFunction(
      (count) =>
        document.querySelectorAll(".jp-MarkdownCell :is(.jp-Graphviz-figure, .jp-Graphviz-error)").length ===
        count,
      blocks.length,
    );
    for (const image of await cell("img").all()) await image.click();
    await page.waitForTimeout(300);
    assert.deepEqual(canary.songs, []);
    assert.equal(context.pages().length, 1);
  });

  it("stays text when the reader wants it so, from the next time on that it is shown", async () => {
    await openCell("setting", fence("dot", "digraph { a -> b }"));
    await cell("img").waitFor();
    const raw = JSON.stringify({ fences: false });
    const choose = async (text: string): Promise<void> => {
      const url = `${jupyter.url}lab/api/settings/${encodeURIComponent("@gradus/jupyterlab:settings")}`;
      const response = await page.request.put(url, { data: { raw: text }, headers: await xsrf(page) });
      assert(response.ok(), await response.text());
    };
    await choose(raw);
    await page.reload();
    await cell("code.language-dot").waitFor();
    assert.equal(await cell("img").count(), 0);
    await choose("{}");
  });

  it("can be chosen in the settings editor, where each setting says what it does", async () => {
    await openCell("editor", fence("dot", "digraph { a -> b }"));
    await page.keyboard.press("Control+,");
    await page.locator(".jp-PluginList-entry", { hasText: "Graphs" }).click();
    const form = page.locator(".jp-SettingsForm");
    await form.getByText("Gates before a graph is folded").waitFor();
    for (const words of [
      "First view of Graphviz outputs",
      "Seconds for one drawing",
      "Draw code blocks in Markdown",
      "Show parameters while typing",
    ]) {
      assert(await form.getByText(words).isVisible(), words);
    }
    // Off, and the cell that is drawn anew shows its text.
    assert.equal(await form.getByRole("combobox").count(), 2);
    const saved = page.waitForResponse(
      (response) => response.request().method() === "PUT" && response.url().includes("settings"),
    );
    await form.getByRole("checkbox", { name: "Draw code blocks in Markdown" }).uncheck();
    await saved;
    await page.locator(".lm-TabBar-tab", { hasText: "editor.ipynb" }).click();
    await page.locator(".jp-MarkdownCell").dblclick();
    await page.locator(".jp-MarkdownCell .cm-line").last().click();
    await page.keyboard.press("End");
    await page.keyboard.type("\n\nAnd more.");
    await page.keyboard.press("Shift+Enter");
    await cell("code.language-dot").waitFor();
  });
});

async function xsrf(page: Page): Promise<Record<string, string>> {
  const token = (await page.context().cookies()).find(({ name }) => name === "_xsrf")?.value;
  return token === undefined ? {} : { "X-XSRFToken": token };
}
