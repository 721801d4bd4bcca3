/** The interactive picture of a DOT output in JupyterLab, used as a reader uses it. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged, waitForKernel } from "../support/lab.js";
import { dotOutput, path, writeNotebook, type Cell } from "./notebook.js";

const small = 'digraph small { rankdir=LR; x -> h; w -> h; h -> y; y [label="y hat"]; b -> y; y -> loss }';
const wide = path(60).replace("{", "{ rankdir=LR;");
/** Pixels for each of Graphviz' points. */
const natural = 4 / 3;

describe("an interactive picture", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-view-"));
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

  const output = (index = 0): Locator => page.locator(".jp-Graphviz").nth(index);
  const canvas = (index = 0): Locator => output(index).locator(".canvas");
  const node = (name: string): Locator => output().locator(".node", { hasText: name });
  const press = (name: string): Promise<void> => output().getByRole("button", { name }).click();

  async function openImages(name: string, cells: readonly Cell[], server = jupyter): Promise<void> {
    await writeNotebook(join(dir, `${name}.ipynb`), cells);
    await page.goto(`${server.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    const count = cells.flatMap(({ outputs = [] }) => outputs).length;
    if (count > 0)
      await output(count - 1)
        .locator("img")
        .waitFor();
  }

  async function makeInteractive(index = 0): Promise<void> {
    await output(index).hover();
    await output(index).getByRole("button", { name: "Interactive" }).click();
    await canvas(index).locator("svg").waitFor();
  }

  async function open(name: string, ...dots: readonly string[]): Promise<void> {
    await openImages(
      name,
      dots.map((dot) => ({ outputs: [dotOutput(dot)] })),
    );
    for (const index of dots.keys()) await makeInteractive(index);
  }

  /** What is seen: the place in the drawing, and pixels for each of its points. */
  async function seen(index = 0): Promise<{ x: number; y: number; scale: number }> {
    const [x = 0, y = 0, width = 1] = (await canvas(index).locator("svg").getAttribute("viewBox"))!
      .split(" ")
      .map(Number);
    return { x, y, scale: (await canvas(index).boundingBox())!.width / width };
  }

  async function zoomed(act: () => Promise<void>): Promise<number> {
    const before = await seen();
    await act();
    return (await seen()).scale / before.scale;
  }

  const scrolled = (): Promise<number> =>
    page.locator(".jp-WindowedPanel-outer").evaluate((element) => element.scrollTop);

  const marked = async (): Promise<string> =>
    (await output().locator(".node.near title").allTextContents()).sort().join(" ");

  const said = (): Promise<string | null> => output().locator(".status").textContent();

  it("is loaded when somebody wants it, shown in place of the image, and left for it again", async () => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await openImages("switch", [{ outputs: [dotOutput(small)] }]);
    const opener = output().getByRole("button", { name: "Interactive" });
    const opacity = (): Promise<string> => opener.evaluate((button) => getComputedStyle(button).opacity);
    await page.mouse.move(0, 0);
    assert.equal(await opacity(), "0", "nothing lies over a picture that is only looked at");
    await output().hover();
    await page.waitForFunction(
      (button) => button !== null && getComputedStyle(button).opacity === "1",
      await opener.elementHandle(),
    );
    const before = requests.length;
    await opener.click();
    await canvas().locator("svg").waitFor();
    assert(requests.slice(before).some((url) => url.includes("@gradus/jupyterlab/static")));
    assert.equal(await output().locator("img").count(), 0);
    assert.equal(await canvas().getAttribute("aria-label"), "Graph with 6 nodes and 5 edges");
    assert.equal(await canvas().evaluate((element) => element.matches(":focus")), true);

    await press("Image");
    await output().locator("img").waitFor();
    assert.equal(await output().locator(".canvas").count(), 0);
    assert.equal(await opener.evaluate((element) => element.matches(":focus")), true);
    assert.equal(await opacity(), "1", "who came by keyboard sees where they are");
    await page.keyboard.press("Enter");
    await canvas().locator("svg").waitFor();
    assert.equal(await isMarkedAsChanged(page), false);
  });

  it("is as large as the image: natural if that fits, else as wide as the notebook", async () => {
    const tall = path(40);
    await open("size", small, wide, tall);
    assert((await seen(0)).scale > natural - 0.01 && (await seen(0)).scale < natural + 0.01);
    const { scale, x } = await seen(1);
    assert(scale < 0.4 && x === 0, "all of a wide graph");
    const height = (await canvas(2).boundingBox())!.height;
    assert(Math.abs(height - 0.7 * page.viewportSize()!.height) < 2, "a tall graph leaves room around it");
  });

  it("is zoomed with buttons and keys", async () => {
    await open("zoom", wide);
    const fit = await seen();
    assert.equal((await zoomed(() => press("Zoom in"))).toFixed(2), "1.25");
    assert.equal((await zoomed(() => press("Zoom out"))).toFixed(2), "0.80");
    await canvas().focus();
    assert.equal((await zoomed(() => page.keyboard.press("+"))).toFixed(2), "1.25");
    assert.equal((await zoomed(() => page.keyboard.press("-"))).toFixed(2), "0.80");
    await page.keyboard.press("1");
    assert.equal((await seen()).scale.toFixed(2), natural.toFixed(2));
    await page.keyboard.press("0");
    assert.deepEqual(await seen(), fit);
    await page.keyboard.press("+");
    await press("Fit to width");
    assert.deepEqual(await seen(), fit);
  });

  it("is zoomed at the pointer with Ctrl and the wheel; without Ctrl the notebook scrolls", async () => {
    await open("wheel", path(40), path(40));
    await output().locator(".toolbar").scrollIntoViewIfNeeded();
    const { x: left, y: top, width, height } = (await canvas().boundingBox())!;
    await page.mouse.move(left + 20, top + height / 2);
    const underPointer = async (): Promise<number> => {
      const { y, scale } = await seen();
      return y + height / 2 / scale;
    };
    const before = { ...(await seen()), at: await underPointer(), scrolled: await scrolled() };
    const svg = canvas().locator("svg");
    const box = await svg.getAttribute("viewBox");
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.waitForFunction(([svg, box]) => svg?.getAttribute("viewBox") !== box, [
      await svg.elementHandle(),
      box,
    ] as const);
    const after = await seen();
    assert(after.scale > before.scale * 1.1);
    assert(Math.abs((await underPointer()) - before.at) < 1, "what is under the pointer stays there");
    assert.equal(await scrolled(), before.scrolled);

    await page.mouse.move(left + width / 2, top + height / 2);
    await page.mouse.wheel(0, 100);
    await page.waitForFunction(
      (from) => document.querySelector(".jp-WindowedPanel-outer")!.scrollTop > from,
      before.scrolled,
    );
    assert.deepEqual(await seen(), after);
  });

  it("is moved by dragging, and with Shift and the arrow keys", async () => {
    await open("pan", wide);
    await canvas().focus();
    await page.keyboard.press("1");
    const before = await seen();
    const { x, y } = (await canvas().boundingBox())!;
    await page.mouse.move(x + 300, y + 10);
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 10, { steps: 5 });
    await page.mouse.up();
    assert.equal(Math.round((await seen()).x - before.x), Math.round(100 / natural));
    await page.mouse.move(x + 100, y + 10);
    assert.equal(Math.round((await seen()).x - before.x), 75, "a button that is up drags nothing");
    await page.keyboard.press("Shift+ArrowLeft");
    assert((await seen()).x < before.x + 75);
  });

  it("is walked through by keyboard, from one tab stop", async () => {
    await open("keys", small);
    await output().getByRole("searchbox").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await canvas().evaluate((element) => element.matches(":focus-visible")), true);
    const chosen = output().locator('[role="option"][aria-selected="true"]');
    const walk = async (...keys: readonly string[]): Promise<string | null> => {
      for (const key of keys) await page.keyboard.press(key);
      return chosen.getAttribute("aria-label");
    };
    assert.equal(await walk("ArrowRight"), "x");
    const fit = await seen();
    assert.equal(await walk("ArrowRight"), "h");
    assert.equal(await walk("ArrowRight"), "y hat");
    assert.equal(await walk("ArrowRight"), "loss");
    assert.equal(await walk("ArrowRight"), "loss", "there is nothing further on");
    assert.equal(await walk("Home"), "x");
    assert.equal(await walk("End"), "b", "the last that Graphviz has drawn");
    assert.equal(await walk("Home", "ArrowDown"), "w");
    assert.deepEqual(await seen(), fit, "what is all in sight stays where it is");
    const id = await canvas().getAttribute("aria-activedescendant");
    assert.equal(await chosen.getAttribute("id"), id);
    assert.equal(await said(), "w, to h");
    const outline = await chosen.evaluate((element) => getComputedStyle(element).outlineWidth);
    assert.equal(outline, "2px");

    // None of these keys is the notebook's while the picture has the focus.
    await page.keyboard.press("Escape");
    assert.equal(await chosen.count(), 0);
    assert.equal(await page.locator(".jp-Cell").count(), 1);
    assert.equal(await isMarkedAsChanged(page), false);
    assert.equal(await canvas().evaluate((element) => element.matches(":focus")), true);
  });

  it("sets a node and its neighbours apart, under the pointer and when it is clicked", async () => {
    await open("select", small);
    await node("h").first().hover();
    assert.equal(await marked(), "h w x y");
    assert.equal(await output().locator(".edge.near").count(), 3);
    await page.waitForFunction(
      (far) => far !== null && Number(getComputedStyle(far).opacity) < 0.5,
      await node("loss").elementHandle(),
    );
    const width = (selector: string): Promise<number> =>
      output()
        .locator(`${selector} path`)
        .first()
        .evaluate((line) => parseFloat(getComputedStyle(line).strokeWidth));
    assert((await width(".edge.near")) > (await width(".edge:not(.near)")), "not by colour alone");

    await node("loss").click();
    assert.equal(await marked(), "loss y");
    await node("x").hover();
    assert.equal(await marked(), "h x", "the pointer has the last word");
    await page.mouse.move(0, 0);
    assert.equal(await marked(), "loss y");
    assert.equal(await said(), "loss, from y hat");
    const { width: room, height } = (await canvas().boundingBox())!;
    await canvas().click({ position: { x: room - 5, y: height - 5 } });
    assert.equal(await marked(), "");
  });

  it("is searched", async () => {
    await open("search", wide);
    const field = output().getByRole("searchbox", { name: "Find a node" });
    const count = output().locator(".count");
    const found = (): Promise<string | null> => output().locator(".node.chosen title").textContent();
    await field.click();
    await page.keyboard.type("5");
    assert.equal(await count.textContent(), "1 of 15");
    assert.equal(await found(), "5");
    await page.keyboard.press("Enter");
    assert.equal(`${await count.textContent()}: ${await found()}`, "2 of 15: 15");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    assert.equal(`${await count.textContent()}: ${await found()}`, "15 of 15: 59");
    const place = (await output().locator(".node.chosen").boundingBox())!;
    const window = (await canvas().boundingBox())!;
    assert(place.x >= window.x && place.x + place.width <= window.x + window.width, "it is in sight");
    assert(place.height > 20, "and large enough to be read");
    await field.fill("nobody");
    assert.equal(await count.textContent(), "not found");
    await page.keyboard.press("Escape");
    assert.equal(await field.inputValue(), "");
    assert.equal(await isMarkedAsChanged(page), false);
    assert.equal(await page.locator(".jp-Cell").count(), 1);
  });

  describe("taken along", () => {
    async function choose(item: string): Promise<void> {
      await press("Copy, download and more");
      await page.getByRole("menuitem", { name: item }).click();
    }

    async function downloaded(item: string): Promise<{ name: string; bytes: Buffer }> {
      const [download] = await Promise.all([page.waitForEvent("download"), choose(item)]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    }

    it("is downloaded as SVG, PNG and DOT", async () => {
      await open("download", small);
      const svg = await downloaded("Download SVG");
      assert.equal(svg.name, "small.svg");
      assert.match(
        svg.bytes.toString(),
        /^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*y hat[^]*<\/svg>$/,
      );
      const [, width, height] = /width="(\d+)pt" height="(\d+)pt"/.exec(svg.bytes.toString())!.map(Number);
      const png = await downloaded("Download PNG");
      assert.equal(png.name, "small.png");
      assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
      // Two pixels for each of the page's; browsers round the page's.
      assert(Math.abs(png.bytes.readUInt32BE(16) - 2 * natural * width!) <= 2);
      assert(Math.abs(png.bytes.readUInt32BE(20) - 2 * natural * height!) <= 2);
      const dot = await downloaded("Download DOT");
      assert.equal(dot.name, "small.dot");
      assert.equal(dot.bytes.toString(), small);
      assert.equal(await said(), "Saved as DOT.");
    });

    it("is copied, or the reader learns why not", async () => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await open("copy", small);
      const hear = (words: string): Promise<void> =>
        output().locator(".status", { hasText: words }).waitFor();
      const text = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
      await choose("Copy DOT");
      await hear("Copied as DOT.");
      assert.equal(await text(), small);
      await choose("Copy SVG");
      await hear("Copied as SVG.");
      assert.match(await text(), /^<svg/);
      await choose("Copy PNG");
      await hear("Copied as PNG.");
      const types = await page.evaluate(async () => (await navigator.clipboard.read())[0]!.types);
      assert.deepEqual(types, ["image/png"]);

      await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("no permission"))');
      await choose("Copy DOT");
      await hear("The browser let nothing into the clipboard; download it instead. (no permission)");
    });

    it("is opened in a tab of its own, which it fills", async () => {
      await open("tab", small);
      await choose("Open in a tab of its own");
      const tab = page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current");
      await tab.filter({ hasText: "small" }).waitFor();
      const picture = page.locator(".jp-MainAreaWidget .jp-mod-filling .canvas");
      await picture.locator("svg .node").first().waitFor();
      assert((await picture.boundingBox())!.height > 0.6 * page.viewportSize()!.height);
      assert.equal(await page.getByRole("button", { name: "Image", exact: true }).count(), 0);
    });

    it("has its source beside it", async () => {
      await open("source", small);
      const button = output().getByRole("button", { name: "DOT source" });
      assert.equal(await button.getAttribute("aria-expanded"), "false");
      await button.click();
      assert.equal(await button.getAttribute("aria-expanded"), "true");
      assert.equal(await output().locator(".source").innerText(), small);
      await button.click();
      assert.equal(await output().locator(".source").isVisible(), false);
    });

    it("has a menu that is used by keyboard and cut off nowhere", async () => {
      await open("menu", "digraph { a }");
      await output().getByRole("button", { name: "Copy, download and more" }).focus();
      await page.keyboard.press("Enter");
      const focused = (): Promise<string | null> =>
        output().locator(".menu-list :focus").textContent({ timeout: 2000 });
      assert.equal(await focused(), "Open in a tab of its own");
      await page.keyboard.press("ArrowUp");
      assert.equal(await focused(), "Download DOT");
      const last = (await output().locator(".menu-list :focus").boundingBox())!;
      const hit = await page.evaluate(
        ([x, y]) => document.elementFromPoint(x!, y!)?.shadowRoot?.elementFromPoint(x!, y!)?.textContent,
        [last.x + 5, last.y + 5],
      );
      assert.equal(hit, "Download DOT");
      await page.keyboard.press("Escape");
      assert.equal(await output().locator(".menu-list").isVisible(), false);
      assert.equal(await page.locator(".jp-Cell").count(), 1);
    });
  });

  describe("with links", () => {
    const linked = (): string => `digraph { a [URL="${jupyter.url}api/status", tooltip="a page"]; a -> b }`;

    it("leads nowhere in a notebook that is not trusted", async () => {
      await open("untrusted", linked());
      assert.equal(await output().locator("[href]").count(), 0);
      assert.equal(await output().locator("a > title").first().textContent(), "a page");
      await node("a").first().click();
      assert.equal(await page.locator(".node.chosen").count(), 1, "it is a node all the same");
      assert.equal(context.pages().length, 1);
    });

    it("opens pages of their own in one that is, and a running cell leaves what is seen and chosen", async () => {
      const display = (dot: string): string => `display({'text/vnd.graphviz': '''${dot}'''}, raw=True`;
      await openImages("trusted", [
        { source: `h = ${display(linked())}, display_id=True)` },
        {
          source: `h.update({'text/vnd.graphviz': '''${linked().replace("a -> b", "a -> b [color=red]")}'''}, raw=True); 1`,
        },
      ]);
      await waitForKernel(page, "Python 3 (ipykernel)");
      await page.locator(".jp-Cell").first().click();
      await page.keyboard.press("Shift+Enter");
      await output().locator("img").waitFor();
      await makeInteractive();
      const link = output().locator("a[href]").first();
      assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
      const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
      assert.equal(opened.url(), `${jupyter.url}api/status`);
      await opened.close();

      await press("Zoom in");
      await node("b").click();
      const before = await seen();
      await page.locator(".jp-Cell .cm-content").nth(1).click();
      await page.keyboard.press("Shift+Enter");
      await output().locator('.edge path[stroke="red"]').waitFor({ state: "attached" });
      assert.deepEqual(await seen(), before);
      assert.equal(await page.locator(".node.chosen title").first().textContent(), "b");
    });
  });

  it("moves nothing for readers who asked for less motion", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open("motion", small);
    const moving = await output()
      .locator(".node, .edge, .toolbar > *")
      .evaluateAll(
        (parts) =>
          parts.filter((part) => !/^0s(, 0s)*$/.test(getComputedStyle(part).transitionDuration)).length,
      );
    assert.equal(moving, 0);
  });

  it("lies on white paper in a dark theme", async () => {
    const settings = { "@jupyterlab/apputils-extension:themes": { theme: "JupyterLab Dark" } };
    const dark = await startJupyter({ dir, settings });
    try {
      await openImages("dark", [{ outputs: [dotOutput(small)] }], dark);
      await page.waitForFunction(() => document.body.dataset.jpThemeLight === "false");
      await makeInteractive();
      const colour = (selector: string, name: "color" | "backgroundColor"): Promise<string> =>
        output()
          .locator(selector)
          .first()
          .evaluate((element, property) => getComputedStyle(element)[property], name);
      assert.equal(await colour(".canvas", "backgroundColor"), "rgb(255, 255, 255)");
      const [red = 0] = /\d+/.exec(await colour(".toolbar button", "color"))!.map(Number);
      assert(red > 200, "light words beside it");
    } finally {
      await dark.stop();
    }
  });
});
