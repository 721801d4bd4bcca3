/** Opens notebooks full of hostile graphs in a real browser: each must end as a picture or an error, and as no more. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { Browser, BrowserContext, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged, waitForKernel } from "../support/lab.js";
import { startCanary, type Canary } from "./canary.js";
import { hostileTexts, payloads, type Hostile } from "./hostile.js";
import { dotOutput, writeNotebook, type Cell } from "./notebook.js";
import { readOutputs } from "./outputs.js";

/** JupyterLab folds away what comes after the fiftieth output of a cell. */
const outputsPerCell = 40;

/** What is found inside the interactive pictures of a page. */
interface Inside {
  readonly views: number;
  /** Names, each once. */
  readonly elements: readonly string[];
  /** How many attributes could run or load something. */
  readonly handlers: number;
  /** Values with an address that is not inside the picture. */
  readonly references: readonly string[];
  readonly links: readonly string[];
}

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

  /** The corpus as saved outputs, in as many cells as it takes. */
  const saved = (): Cell[] =>
    Array.from({ length: Math.ceil(corpus.length / outputsPerCell) }, (_, cell) => ({
      outputs: corpus
        .slice(cell * outputsPerCell, (cell + 1) * outputsPerCell)
        .map(({ dot }) => dotOutput(dot)),
    }));

  async function open(name: string, cells: readonly Cell[]): Promise<Page> {
    await writeNotebook(join(dir, `${name}.ipynb`), cells);
    const page = await context.newPage();
    await page.goto(`${jupyter.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    return page;
  }

  /** Makes every picture interactive that can be, and reads what has come into the page. */
  async function lookInside(page: Page): Promise<Inside> {
    const count = await page.$$eval(".jp-Graphviz-button", (buttons) => {
      for (const button of buttons) (button as HTMLButtonElement).click();
      return buttons.length;
    });
    await page.waitForFunction(
      (expected) => document.querySelectorAll(".jp-Graphviz-view, .jp-Graphviz-status").length === expected,
      count,
    );
    return page.$$eval(".jp-Graphviz-view", (views) => {
      const elements = views.flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll(".canvas *")]);
      const attributes = elements
        .flatMap((element) => [...element.attributes])
        // What a screen reader says is text, whatever it says.
        .filter(({ name }) => name !== "aria-label");
      return {
        views: views.length,
        elements: [...new Set(elements.map(({ localName }) => localName))],
        handlers: attributes.filter(({ name }) => /^(on|style$|data-)/i.test(name)).length,
        references: attributes
          .map(({ value }) => value)
          .filter((value) => /url\s*\((?!#[\w-]+\))/i.test(value)),
        links: attributes.filter(({ name }) => /href/i.test(name)).map(({ value }) => value),
      };
    });
  }

  function expectDrawingsOnly({ views, elements, handlers, references }: Inside): void {
    assert(views > 250);
    const known =
      "a circle defs ellipse g line linearGradient path polygon polyline radialGradient rect stop svg text title tspan";
    assert.deepEqual(
      elements.filter((name) => !known.split(" ").includes(name)),
      [],
    );
    assert.equal(handlers, 0);
    assert.deepEqual(references, []);
  }

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
    const page = await open("hostile", saved());
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

  it("are harmless as interactive pictures: nothing is left of them but drawings, and no link", async () => {
    const page = await open("interactive", saved());
    await readOutputs(page, corpus.length);
    const inside = await lookInside(page);
    expectDrawingsOnly(inside);
    assert.deepEqual(inside.links, []);

    // A reader moves over the pictures, clicks, and looks for something.
    for (const view of (await page.locator(".jp-Graphviz-view").all()).filter(
      (_, index) => index % 10 === 0,
    )) {
      const node = view.locator(".node").first();
      if ((await node.count()) > 0) await node.click({ force: true });
      await view.getByRole("searchbox").fill("a");
    }
    assert.deepEqual(canary.songs, []);
    assert.equal(context.pages().length, 1, "no page was opened");
    assert.equal(await isMarkedAsChanged(page), false);
  });

  it("keep only links to pages and mail in a notebook that is trusted", async () => {
    await writeFile(join(dir, "corpus.json"), JSON.stringify(corpus.map(({ dot }) => dot)));
    const show = (from: number): string =>
      [
        "import json",
        `for dot in json.load(open("corpus.json"))[${from}:${from + outputsPerCell}]:`,
        "    display({'text/vnd.graphviz': dot}, raw=True)",
      ].join("\n");
    const starts = saved().map((_, index) => index * outputsPerCell);
    const page = await open(
      "trusted",
      starts.map((from) => ({ source: show(from) })),
    );
    await waitForKernel(page, "Python 3 (ipykernel)");
    await page.locator(".jp-InputPrompt").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+Enter");
    await readOutputs(page, corpus.length);
    const inside = await lookInside(page);
    expectDrawingsOnly(inside);
    assert(inside.links.length > 0, "some links lead to pages");
    assert.deepEqual(
      inside.links.filter((link) => !/^(https?:\/\/|mailto:|#)/i.test(link)),
      [],
    );
    assert.deepEqual(canary.songs, []);
  });

  it("do no harm as the picture that a kernel sends along", async () => {
    const texts = Object.values(payloads(canary.url));
    const svg = (text: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20pt" height="9pt"><text x="${text}">a</text></svg>`;
    const outputs = texts.map((text) => ({
      data: { "text/vnd.graphviz": "digraph { a -> b }", "image/svg+xml": svg(text) },
    }));
    const page = await open("previews", [{ outputs }]);
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
    const page = await open("message", [{ outputs: [dotOutput(dot)] }]);
    const [error] = await readOutputs(page, 1);
    assert.equal(error?.kind, "error");
    assert.equal(error.source, dot);
    assert.equal(await page.locator(".jp-Graphviz-error img").count(), 0);
    assert.deepEqual(canary.songs, []);
  });
});
