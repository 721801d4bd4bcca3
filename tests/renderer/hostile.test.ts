/** Opens notebooks full of hostile graphs in a real browser: each must end as a picture or an error, and as no more. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { Browser, BrowserContext } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged } from "../support/lab.js";
import { startCanary, type Canary } from "./canary.js";
import { hostileTexts, payloads, type Hostile } from "./hostile.js";
import { dotOutput, writeNotebook } from "./notebook.js";
import { readOutputs } from "./outputs.js";

/** JupyterLab folds away what comes after the fiftieth output of a cell. */
const outputsPerCell = 40;

describe("hostile graphs", function () {
  this.timeout(180_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let context: BrowserContext;
  let canary: Canary;
  let corpus: Hostile[];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-hostile-"));
    canary = await startCanary();
    corpus = hostileTexts(canary.url);
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await canary.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await canary.watch(context, jupyter.url);
  });
  afterEach(async () => {
    await context.close();
    (canary.songs as string[]).length = 0;
  });

  it("would be noticed: as markup in a page, some of the drawings do run scripts and call out", async () => {
    const graphviz = await Graphviz.load();
    const page = await context.newPage();
    for (const place of ["node font", "style sheet"]) {
      for (const { dot } of corpus.filter((hostile) => hostile.place === place)) {
        const svg = graphviz.layout(dot);
        await page.evaluate((markup) => {
          document.body.innerHTML = markup;
        }, svg);
      }
    }
    await page.waitForTimeout(500);
    const songs = canary.songs.join("\n");
    assert.match(songs, /a script ran/);
    assert.match(songs, /a dialog opened/);
    assert.match(songs, /x\.png was requested/);
    assert.match(songs, /x\.css was called/);
  });

  it("are drawn or refused, and nothing else happens", async () => {
    assert(corpus.length >= 250);
    const cells = Array.from({ length: Math.ceil(corpus.length / outputsPerCell) }, (_, cell) => ({
      outputs: corpus
        .slice(cell * outputsPerCell, (cell + 1) * outputsPerCell)
        .map(({ dot }) => dotOutput(dot)),
    }));
    await writeNotebook(join(dir, "hostile.ipynb"), cells);
    const page = await context.newPage();
    await page.goto(`${jupyter.url}lab/workspaces/hostile/tree/hostile.ipynb`);
    const shown = await readOutputs(page, corpus.length);

    // A reader moves over the pictures and clicks.
    for (const place of ["node font", "node link", "HTML link", "edge link"]) {
      for (const [index, hostile] of corpus.entries()) {
        if (hostile.place === place) await page.locator(".jp-Graphviz").nth(index).click();
      }
    }
    assert.deepEqual(canary.songs, []);
    assert.equal(context.pages().length, 1, "no page was opened");
    assert(page.url().startsWith(jupyter.url), "the page was not left");
    assert.equal(await isMarkedAsChanged(page), false);

    const pictures = shown.filter(({ kind, width }) => kind === "picture" && width > 0);
    const errors = shown.filter(({ kind, text }) => kind === "error" && text !== "");
    assert.equal(pictures.length + errors.length, corpus.length);
    assert(pictures.length > 250 && errors.length > 50, "the corpus reaches both ends");
  });

  it("do no harm as the picture that a kernel sends along", async () => {
    const texts = Object.values(payloads(canary.url));
    const svg = (text: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20pt" height="9pt"><text x="${text}">a</text></svg>`;
    const outputs = texts.map((text) => ({
      data: { "text/vnd.graphviz": "digraph { a -> b }", "image/svg+xml": svg(text) },
    }));
    await writeNotebook(join(dir, "previews.ipynb"), [{ outputs }]);
    const page = await context.newPage();
    await page.goto(`${jupyter.url}lab/workspaces/previews/tree/previews.ipynb`);
    await page.waitForFunction(
      (count) =>
        [...document.querySelectorAll<HTMLImageElement>(".jp-Graphviz img")].filter(
          ({ complete, style }) => complete && style.width === "62pt",
        ).length === count,
      texts.length,
    );
    assert.deepEqual(canary.songs, []);
  });

  it("stay text in the error box", async () => {
    const dot = 'digraph { a [label="<img src=x onerror=alert(1)>" -> }';
    await writeNotebook(join(dir, "message.ipynb"), [{ outputs: [dotOutput(dot)] }]);
    const page = await context.newPage();
    await page.goto(`${jupyter.url}lab/workspaces/message/tree/message.ipynb`);
    const [error] = await readOutputs(page, 1);
    assert.equal(error?.kind, "error");
    assert.equal(error.source, dot);
    assert.equal(await page.locator(".jp-Graphviz-error img").count(), 0);
    assert.deepEqual(canary.songs, []);
  });
});
