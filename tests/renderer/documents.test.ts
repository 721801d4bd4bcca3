/** What a reader sees of a graph whose data cannot be shown: the drawing that was saved with it, and the reason. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, Locator, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged, waitForKernel } from "../support/lab.js";
import { sheetOutput } from "./graphs.js";
import { writeNotebook, type Output } from "./notebook.js";

const GRAPH = "application/vnd.gradus.graph.v1+json";
const DOT = "text/vnd.graphviz";

/** The sheet's graph with other data in place of its document, or none of what it is a document of. */
function outputWith(document: unknown, { without = [] as readonly string[] } = {}): Output {
  const { data, metadata } = sheetOutput();
  const bundle = Object.entries({ ...data, [GRAPH]: document }).filter(([type]) => !without.includes(type));
  return { data: Object.fromEntries(bundle) as Output["data"], ...(metadata && { metadata }) };
}

const sheet = (): object => sheetOutput().data[GRAPH] as unknown as object;
const newer = (): object => ({ ...sheet(), version: 2, nodes: "in a way of its own" });
const broken = (): object => ({ ...sheet(), nodes: [{ id: "g0", name: "x" }] });

const newerWords =
  "This graph was written in version 2 of its format, which is newer than this extension. " +
  "Update gradus-jupyterlab to walk through it.";
const brokenWords = "The data of this graph cannot be read: /nodes/0 must have required property 'operation'";
const pictureWords = " This is the picture that was saved with it.";

describe("a graph whose data cannot be shown", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-documents-"));
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  afterEach(async () => {
    await page.close();
  });

  async function open(name: string, outputs: readonly Output[]): Promise<void> {
    await writeNotebook(join(dir, `${name}.ipynb`), [{ outputs }]);
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.goto(`${jupyter.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    await page
      .locator(".jp-OutputArea-output")
      .nth(outputs.length - 1)
      .waitFor();
  }

  const output = (index: number): Locator => page.locator(".jp-OutputArea-output").nth(index);

  async function expectPicture(index: number, words: string): Promise<void> {
    await output(index).getByText(words, { exact: true }).waitFor();
    const image = output(index).locator("img");
    await image.waitFor();
    assert(await image.evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth > 100), "it is painted");
    assert.match((await image.getAttribute("alt")) ?? "", /^Computational graph of L after backward/);
    assert.equal(await output(index).locator(".jp-Graphviz-error").count(), 0);
  }

  async function expectOnlyWords(index: number, words: string): Promise<void> {
    await output(index).locator(".jp-Graphviz-error").getByText(words, { exact: true }).waitFor();
    assert.equal(await output(index).locator("img").count(), 0);
    assert.equal((await output(index).innerText()).trim(), words);
  }

  it("because a newer program wrote it, or it is broken, is drawn from its DOT text, and the reader learns why", async () => {
    const data = [newer(), broken(), JSON.stringify(newer()), JSON.stringify(broken())];
    await open(
      "fallback",
      data.map((each) => outputWith(each, { without: ["image/svg+xml"] })),
    );
    const words = [newerWords, brokenWords, newerWords, brokenWords];
    for (const [index, each] of words.entries()) await expectPicture(index, each + pictureWords);
  });

  it("shows the drawing of the DOT text even where the kernel sent a picture along", async () => {
    await open("sent", [outputWith(newer())]);
    await expectPicture(0, newerWords + pictureWords);
    // Only the drawing of DOT text can be made interactive.
    await output(0).hover();
    await output(0).getByRole("button", { name: "Interactive" }).click();
    await output(0).locator(".canvas .node").nth(10).waitFor();
  });

  it("is nothing but the reason in a box where no DOT text was saved with it", async () => {
    await open("words", [
      ...[newer(), broken(), "{", null, []].map((data) => outputWith(data, { without: [DOT] })),
      outputWith(broken(), { without: [DOT, "image/svg+xml", "text/plain"] }),
    ]);
    await expectOnlyWords(0, newerWords);
    await expectOnlyWords(1, brokenWords);
    await output(2)
      .locator(".jp-Graphviz-error")
      .getByText(/^The data of this graph cannot be read: .*JSON/)
      .waitFor();
    for (const index of [3, 4])
      await expectOnlyWords(index, "The data of this graph cannot be read: it must be object");
    await expectOnlyWords(5, brokenWords);
  });

  it("has both reasons where the DOT text cannot be drawn either", async () => {
    const { data } = outputWith(broken(), { without: ["image/svg+xml"] });
    await open("both", [{ data: { ...data, [DOT]: "digraph { a -> }" } }]);
    await output(0).getByText(brokenWords).waitFor();
    await output(0).locator(".jp-Graphviz-error", { hasText: "syntax error in line 1" }).waitFor();
  });

  it("stands in no other's way, and leaves the notebook unchanged", async () => {
    await open("among", [outputWith(newer()), sheetOutput(), outputWith(broken(), { without: [DOT] })]);
    const saved = await readFile(join(dir, "among.ipynb"), "utf8");
    await output(1).locator(".canvas > svg").waitFor();
    await output(1).getByRole("button", { name: "To the beginning" }).click();
    await output(1).locator(".caption").getByText("Before the first step", { exact: true }).waitFor();
    await expectPicture(0, newerWords + pictureWords);
    await expectOnlyWords(2, brokenWords);
    await waitForKernel(page, "Python 3 (ipykernel)");
    assert.equal(await isMarkedAsChanged(page), false);
    assert.equal(await readFile(join(dir, "among.ipynb"), "utf8"), saved);
  });
});
