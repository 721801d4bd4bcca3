/** Opens a notebook full of hostile graph documents in a real browser: each ends as a graph or as words, and as no more. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, BrowserContext, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged } from "../support/lab.js";
import { startCanary, type Canary } from "./canary.js";
import { sheetOutput } from "./graphs.js";
import { hostileDocuments, type HostileDocument } from "./hostileDocuments.js";
import { writeNotebook, type Output } from "./notebook.js";

/** JupyterLab folds away what comes after the fiftieth output of a cell. */
const outputsPerCell = 40;

/** What became of an output. */
interface End {
  readonly boxes: number;
  readonly words: string;
}

describe("hostile graph documents", function () {
  this.timeout(180_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let context: BrowserContext;
  let canary: Canary;
  let corpus: HostileDocument[];
  let page: Page;
  let ends: End[];
  const faults: string[] = [];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-hostile-documents-"));
    canary = await startCanary();
    corpus = hostileDocuments(canary.url);
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
    context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    await canary.watch(context, jupyter.url);

    const hostile = corpus.map(({ data }) => ({
      data: { "application/vnd.gradus.graph.v1+json": data } as Output["data"],
    }));
    const outputs = [...hostile, sheetOutput()];
    const cells = Array.from({ length: Math.ceil(outputs.length / outputsPerCell) }, (_, cell) => ({
      outputs: outputs.slice(cell * outputsPerCell, (cell + 1) * outputsPerCell),
    }));
    await writeNotebook(join(dir, "hostile.ipynb"), cells);
    page = await context.newPage();
    page.on("pageerror", ({ stack, message }) => faults.push(stack ?? message));
    await page.goto(`${jupyter.url}lab/workspaces/hostile/tree/hostile.ipynb`);
    ends = await readEnds(outputs.length);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await canary.stop();
    await rm(dir, { recursive: true });
  });

  async function readEnds(count: number): Promise<End[]> {
    await page.waitForFunction(
      (expected) => {
        const settled = [...document.querySelectorAll(".jp-OutputArea-output")].filter((output) => {
          const view = output.querySelector(".jp-GradusGraph > .jp-Graphviz-view");
          return (
            output.querySelector(".jp-Graphviz-error") ?? view?.shadowRoot?.querySelector(".canvas > svg")
          );
        });
        return settled.length === expected;
      },
      count,
      { timeout: 120_000 },
    );
    return page.$$eval(".jp-OutputArea-output", (outputs) =>
      outputs.map((output) => ({
        boxes: output.querySelector(".jp-Graphviz-view")?.shadowRoot?.querySelectorAll(".node").length ?? 0,
        words: output.querySelector(".jp-Graphviz-message")?.textContent ?? "",
      })),
    );
  }

  async function expectSilence(): Promise<void> {
    assert.deepEqual(canary.songs, []);
    assert.deepEqual(faults, [], "nothing was thrown where nobody hears it");
    assert.equal(context.pages().length, 1, "no page was opened");
    assert(page.url().startsWith(jupyter.url), "the page was not left");
    assert.equal(await isMarkedAsChanged(page), false);
    const inherited = await page.evaluate(() =>
      Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
    );
    assert.deepEqual(inherited, [], "no object has got what one document has");
  }

  it("are drawn or explained by words, each as it deserves", async () => {
    assert(corpus.length >= 300);
    const surprises = corpus.flatMap(({ what, isDrawn }, index) => {
      const { boxes, words } = ends[index]!;
      const isAsExpected = isDrawn ? boxes > 0 && words === "" : boxes === 0 && words.length > 20;
      return isAsExpected ? [] : [`${what}: ${boxes} boxes, "${words.slice(0, 200)}"`];
    });
    assert.deepEqual(surprises, []);
    const pictures = ends.filter(({ boxes }) => boxes > 0).length;
    assert(pictures > 150 && ends.length - pictures > 100, "the corpus reaches both ends");
    await expectSilence();
  });

  it("do nothing to a reader who reads about their gates and walks through their steps", async () => {
    await page.$$eval(".jp-GradusGraph > .jp-Graphviz-view", (views) => {
      for (const { shadowRoot } of views) {
        const canvas = shadowRoot!.querySelector(".canvas")!;
        canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true }));
        shadowRoot!.querySelector<HTMLButtonElement>("[aria-label='To the beginning']")?.click();
        for (const button of shadowRoot!.querySelectorAll<HTMLButtonElement>(".toolbar button"))
          if (button.textContent === "Gradient graph") button.click();
      }
    });
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".jp-GradusGraph")].every((graph) => {
        const [view, beside] = [...graph.querySelectorAll(".jp-Graphviz-view")].map(
          ({ shadowRoot }) => shadowRoot!,
        );
        const walks = view!.querySelector(".caption")?.textContent !== "";
        const isOpen = view!.querySelector(".toolbar [aria-pressed=true]") !== null;
        return (
          view!.querySelector(".details") &&
          walks &&
          (!isOpen || beside?.querySelector(".canvas > svg .node"))
        );
      }),
    );
    for (const [index, view] of (await page.locator(".jp-GradusGraph > .jp-Graphviz-view").all()).entries()) {
      if (index % 20 !== 0) continue;
      await view.locator(".node").first().click({ force: true });
      await view.getByRole("searchbox").fill("x");
    }
    await expectSilence();
  });

  it("leave nothing in the page but drawings and text", async () => {
    const found = await page.$$eval(".jp-GradusGraph .jp-Graphviz-view", (views) => {
      const elements = views.flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll("*")]);
      const attributes = elements.flatMap((element) => [...element.attributes]);
      return {
        views: views.length,
        drawn: [
          ...new Set(elements.filter((each) => each.closest(".canvas > svg")).map((each) => each.localName)),
        ],
        all: [...new Set(elements.map(({ localName }) => localName))],
        running: attributes.filter(({ name }) => /^on|href|src/i.test(name)).map(({ name }) => name),
        references: attributes
          .filter(({ name }) => name !== "aria-label")
          .map(({ value }) => value)
          .filter((value) => /url\s*\((?!#[\w-]+\))|javascript:/i.test(value)),
      };
    });
    assert(found.views > 150);
    assert.deepEqual(
      found.drawn.filter(
        (name) => !"circle ellipse g path polygon polyline svg text title".split(" ").includes(name),
      ),
      [],
    );
    const active = "a animate embed foreignObject frame iframe image img link object script set style use";
    assert.deepEqual(
      active.split(" ").filter((name) => found.all.includes(name)),
      [],
    );
    assert.deepEqual(found.running, []);
    assert.deepEqual(found.references, []);
    const errors = await page.$$eval(".jp-Graphviz-error *", (parts) => [
      ...new Set(parts.map(({ localName }) => localName)),
    ]);
    assert.deepEqual(errors, ["p"]);
  });

  it("leave the graph below them alone", async () => {
    const last = page.locator(".jp-OutputArea-output").last();
    await last.getByRole("button", { name: "To the end" }).click();
    await last.locator(".caption").getByText("w₁ takes its step: w₁: 0.8 → 0.825", { exact: true }).waitFor();
    await last.getByRole("button", { name: "To the beginning" }).click();
    await last.getByRole("button", { name: "One step forward" }).click();
    await last.locator(".caption").getByText("p₁ computes its value: p₁ = 0.8", { exact: true }).waitFor();
    await expectSilence();
  });

  it("would be noticed if their texts came into a page as markup", async () => {
    const careless = await context.newPage();
    for (const { what, data } of corpus) {
      if (!what.endsWith(" as formula")) continue;
      const { notes } = data as { notes: { g0: { value: string } } };
      await careless.evaluate((markup) => {
        document.body.innerHTML = markup;
      }, notes.g0.value);
    }
    const deadline = Date.now() + 10_000;
    const isNoticed = (): boolean =>
      [/a script ran/, /a dialog opened/, /was requested/].every((song) =>
        song.test(canary.songs.join("\n")),
      );
    while (!isNoticed() && Date.now() < deadline) await careless.waitForTimeout(50);
    assert(isNoticed(), canary.songs.join("\n"));
  });
});
