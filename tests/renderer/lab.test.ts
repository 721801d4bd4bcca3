/** The renderer in JupyterLab, as a student meets it. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import type { Browser, BrowserContext, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged, waitForKernel } from "../support/lab.js";
import { dotOutput, path, writeNotebook, type Cell } from "./notebook.js";
import { readOutputs, type Shown } from "./outputs.js";

const small = "digraph { x -> h; w -> h; h -> loss }";

/** The same bundle that `@gradus/notebook` sends. */
const bundle = {
  "text/vnd.graphviz": small,
  "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
  "text/plain": "Graph: 4 gates, 3 edges",
};

const kernel = "Python 3 (ipykernel)";

/** The file of the extension that holds Graphviz: by far the largest. */
async function engineFile(): Promise<string> {
  const folder = fileURLToPath(
    new URL("../../packages/jupyterlab/gradus_jupyterlab/labextension/static", import.meta.url),
  );
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return files[sizes.indexOf(Math.max(...sizes))] ?? "";
}

describe("the renderer in JupyterLab", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  /** One for all tests, so that JupyterLab is downloaded once. */
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-renderer-"));
    [jupyter, browser] = await Promise.all([startJupyter({ dir }), launchBrowser()]);
    context = await browser.newContext();
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    page = await context.newPage();
  });
  afterEach(async () => {
    await page.close();
  });

  /** A workspace of its own for every notebook: JupyterLab would bring back the notebooks of the tests before. */
  const workspace = (name: string): string => `${jupyter.url}lab/workspaces/${name}`;

  /** Waits until JupyterLab has saved that the widget is open. It also saves while it starts, with nothing open. */
  async function workspaceHolds(name: string, widget: string): Promise<void> {
    const saved = async (): Promise<string> =>
      (await fetch(`${jupyter.url}lab/api/workspaces/${name}`)).text();
    while (!(await saved()).includes(`"${widget}"`)) await sleep(100);
  }

  const notebook = (name: string): string => join(dir, `${name}.ipynb`);

  async function open(name: string, cells: readonly Cell[]): Promise<void> {
    await writeNotebook(notebook(name), cells);
    await page.goto(`${workspace(name)}/tree/${name}.ipynb`);
  }

  async function show(name: string, dots: readonly string[]): Promise<Shown[]> {
    await open(name, [{ outputs: dots.map(dotOutput) }]);
    return readOutputs(page, dots.length);
  }

  describe("opening a notebook that is not trusted", () => {
    const cells = [
      { outputs: [{ data: bundle, metadata: { "text/vnd.graphviz": { alt: "One gate and its loss" } } }] },
      { outputs: [{ data: bundle }] },
      { outputs: [dotOutput(small)] },
    ];

    async function expectDrawings(): Promise<void> {
      const shown = await readOutputs(page, 3);
      assert.deepEqual(
        shown.map(({ text }) => text),
        ["One gate and its loss", "Graph: 4 gates, 3 edges", "Graph with 4 nodes and 3 edges"],
      );
      for (const { width } of shown) assert(width > 0, "the picture is painted");
    }

    it("draws its graphs and does not change it", async () => {
      await open("untrusted", cells);
      const saved = await readFile(notebook("untrusted"), "utf8");
      await expectDrawings();
      await waitForKernel(page, kernel);
      assert.equal(await isMarkedAsChanged(page), false);
      assert.equal(await readFile(notebook("untrusted"), "utf8"), saved);
      // The mark is what the test takes it for: a change of the reader's own does set it.
      await page.locator(".jp-Cell .cm-content").first().fill("x = 1");
      await page.waitForFunction(() => document.querySelector(".jp-mod-current.jp-mod-dirty") !== null);
    });

    it("draws them again after a reload, and when JupyterLab itself brings the notebook back", async () => {
      await open("restored", cells);
      await expectDrawings();
      await waitForKernel(page, kernel);
      await page.reload();
      await expectDrawings();
      await waitForKernel(page, kernel);
      assert.equal(await isMarkedAsChanged(page), false);
      await workspaceHolds("restored", "notebook:restored.ipynb");
      await page.goto(workspace("restored"));
      await expectDrawings();
      await waitForKernel(page, kernel);
      assert.equal(await isMarkedAsChanged(page), false);
    });
  });

  describe("a picture", () => {
    it("has the size that Graphviz gave it, and shrinks to the width of the notebook", async () => {
      const wide = `digraph { rankdir=LR; ${path(60).slice(10, -2)} }`;
      await show("size", ["digraph { a -> b }", wide]);
      const [natural, shrunk] = await page.$$eval(".jp-Graphviz img", (images) =>
        images.map((image) => ({
          // One point is 4/3 of a CSS pixel; Graphviz draws this graph 62 points wide.
          width: image.getBoundingClientRect().width,
          room: image.closest(".jp-OutputArea-output")?.getBoundingClientRect().width ?? 0,
        })),
      );
      assert(natural !== undefined && shrunk !== undefined);
      assert.equal(Math.round(natural.width), Math.round((62 * 4) / 3));
      assert(shrunk.width > 300 && shrunk.width <= shrunk.room);
    });
  });

  describe("a picture that the kernel sent along", () => {
    const fallback =
      '<svg width="77pt" height="10pt" viewBox="0 0 77 10" xmlns="http://www.w3.org/2000/svg"/>';
    const withFallback = (dot: string) => ({ data: { "text/vnd.graphviz": dot, "image/svg+xml": fallback } });

    it("is shown while Graphviz is still loading; the drawing of the DOT text has the last word", async () => {
      // Graphviz is held back until the preview has been seen.
      let letGraphvizLoad: (() => void) | undefined;
      const seen = new Promise<void>((resolve) => (letGraphvizLoad = resolve));
      await page.context().route(`**/${await engineFile()}*`, async (route) => {
        await seen;
        await route.continue();
      });
      await open("preview", [{ outputs: [withFallback(small)] }]);
      const image = page.locator(".jp-Graphviz img");
      const width = () => image.evaluate((element: HTMLImageElement) => element.style.width);
      await image.waitFor();
      const first = await width();
      letGraphvizLoad?.();
      await page.waitForFunction(() => {
        const picture = document.querySelector<HTMLImageElement>(".jp-Graphviz img");
        return picture !== null && picture.style.width !== "77pt";
      });
      assert.equal(first, "77pt");
      assert.match(await width(), /^\d+pt$/);
    });

    it("does not hide why the DOT text cannot be drawn", async () => {
      await open("preview-error", [{ outputs: [withFallback("digraph { a -> }")] }]);
      await page.locator(".jp-Graphviz-error").waitFor();
      await page.waitForTimeout(300);
      assert.equal(await page.locator(".jp-Graphviz img").count(), 0);
    });
  });

  describe("a graph that cannot be drawn", () => {
    it("is explained in Graphviz's words, with the DOT text folded below", async () => {
      const [error] = await show("syntax", ["digraph { a -> }"]);
      assert.deepEqual(error, {
        kind: "error",
        text: "Graphviz could not draw this graph: syntax error in line 1 near '}'",
        width: 0,
        source: "digraph { a -> }",
      });
    });

    it("does not stop the drawings after it", async () => {
      const shown = await show("mixed", ["", " \n", "digraph { a ->", small, path(20_000), "digraph { z }"]);
      assert.deepEqual(
        shown.map(({ kind }) => kind),
        ["error", "error", "error", "picture", "error", "picture"],
      );
      assert.equal(shown[0]?.text, "There is nothing to draw: the DOT text is empty.");
      assert.equal(shown[1]?.text, "There is nothing to draw: the DOT text is empty.");
      assert.match(shown[4]?.text ?? "", /^This graph is too deep for Graphviz/);
    });
  });

  describe("a graph that Graphviz would draw wrong without a word", () => {
    it("is an error when its label would be missing", async () => {
      const [error] = await show("label", ["digraph { a [label=<<b>bold>] }"]);
      assert.equal(error?.kind, "error");
      assert.match(error.text, /in label of node a\. This HTML label is not well-formed/);
    });

    it("is an error when its edges would be missing", async () => {
      const chain = Array.from({ length: 2501 }, (_, i) => i).join(" -> ");
      const [error] = await show("long-statement", [`digraph { ${chain} }`]);
      assert.equal(error?.kind, "error");
      assert.match(error.text, /A statement is too long/);
    });
  });

  describe("an output that is updated by a running cell", () => {
    it("keeps the old picture until the new one is there, and leaves the same graph alone", async () => {
      await open("live", [
        {
          source: [
            "from IPython.display import display",
            "graph = lambda dot: {'text/vnd.graphviz': dot}",
            "shown = display(graph('digraph { a }'), raw=True, display_id=True)",
          ].join("\n"),
        },
        { source: "shown.update(graph('digraph { a }'), raw=True)" },
        { source: "shown.update(graph('digraph { a -> b }'), raw=True)\nshown" },
        { source: "shown.update(graph('digraph { a -> }'), raw=True)\nshown" },
        { source: "shown.update(graph('digraph { a -> b -> c }'), raw=True)\nshown" },
      ]);
      await waitForKernel(page, kernel);
      await page.locator(".jp-Cell").first().click();
      let runs = 0;
      const run = async (): Promise<void> => {
        await page.keyboard.press("Shift+Enter");
        await page.locator(".jp-InputPrompt", { hasText: `[${++runs}]:` }).waitFor();
      };
      await run();
      await readOutputs(page, 1);
      // Remembers the first picture, and whether the output was ever without one.
      await page.evaluate(() => {
        const output = document.querySelector(".jp-Graphviz");
        const first = output?.querySelector("img");
        if (!output || !first) throw new Error("There is no picture.");
        first.dataset.first = "true";
        new MutationObserver(() => {
          if (output.querySelector("img, .jp-Graphviz-error") === null)
            document.body.dataset.flickered = "true";
        }).observe(output, { childList: true, subtree: true });
      });
      await run();
      assert.equal(await page.locator("img[data-first]").count(), 1, "the same graph is not drawn again");
      for (const alt of ["Graph with 2 nodes and 1 edge", undefined, "Graph with 3 nodes and 2 edges"]) {
        await run();
        await page
          .locator(alt === undefined ? ".jp-Graphviz-error" : `.jp-Graphviz img[alt="${alt}"]`)
          .waitFor();
      }
      assert.equal(await page.evaluate(() => document.body.dataset.flickered), undefined);
    });
  });
});
