/** Our graphs where no extension is installed: exported by nbconvert, and in viewers that know only pictures and text. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { runPython } from "../support/python.js";
import { filmOutput, networkOutput, sheetOutput } from "./graphs.js";
import { writeNotebook, type Output } from "./notebook.js";

/** Where the files of a test are found. Pages that are opened from a disk may not look at their own pictures. */
const home = "http://graphs.invalid/";

/** What a person sees of a picture. */
interface Seen {
  readonly width: number;
  readonly height: number;
  /** Parts of the area. */
  readonly light: number;
  readonly ink: number;
}

describe("our graphs where no extension is installed", function () {
  this.timeout(120_000);
  let dir: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Addresses of others. */
  let asked: string[];
  let outputs: readonly Output[];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-viewers-"));
    browser = await launchBrowser();
    // Small, of several passes, and so large that it is packed.
    outputs = [sheetOutput(), filmOutput(), networkOutput([16, 16, 2])];
    await writeNotebook(join(dir, "graphs.ipynb"), [{ source: "graph.backward()", outputs }]);
  });
  after(async () => {
    await browser.close();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    asked = [];
    context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    await context.route("**", async (route) => {
      const url = route.request().url();
      if (url.startsWith(home)) return route.fulfill({ path: join(dir, url.slice(home.length)) });
      asked.push(url);
      return route.abort();
    });
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
  });

  async function exported(name: string, format: "html" | "markdown"): Promise<void> {
    await runPython(["-m", "nbconvert", "--to", format, "--log-level", "ERROR", `${name}.ipynb`], dir);
  }

  /** How an image looks on white paper. */
  async function look(image: Locator): Promise<Seen> {
    return image.evaluate(async (element: HTMLImageElement) => {
      await element.decode();
      const canvas = document.createElement("canvas");
      const { naturalWidth: width, naturalHeight: height } = element;
      Object.assign(canvas, { width, height });
      const context = canvas.getContext("2d")!;
      context.fillStyle = "white";
      context.fillRect(0, 0, width, height);
      context.drawImage(element, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const count = { light: 0, ink: 0 };
      for (let i = 0; i < data.length; i += 4) {
        const brightness = Math.min(data[i]!, data[i + 1]!, data[i + 2]!);
        if (brightness > 220) count.light++;
        if (brightness < 160) count.ink++;
      }
      return {
        width: element.getBoundingClientRect().width,
        height: element.getBoundingClientRect().height,
        light: count.light / (width * height),
        ink: count.ink / (width * height),
      };
    });
  }

  /** Light, and with something drawn on it. */
  async function expectPictures(images: Locator): Promise<void> {
    assert.equal(await images.count(), outputs.length);
    for (const image of await images.all()) {
      const { width, height, light, ink } = await look(image);
      assert(width > 100 && height > 100, `${width} × ${height} pixels`);
      assert(light > 0.8, `${light} is light`);
      assert(ink > 0.005 && ink < 0.2, `${ink} is ink`);
    }
  }

  it("are pictures in a notebook that is exported to HTML, and ask for nothing", async () => {
    await exported("graphs", "html");
    await page.goto(`${home}graphs.html`);
    await expectPictures(page.locator(".jp-OutputArea-output img"));
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, "rgb(255, 255, 255)");
    const withGraphs = asked;

    // What nbconvert's own page asks for, with or without us.
    asked = [];
    await writeNotebook(join(dir, "empty.ipynb"), [{ source: "graph.backward()" }]);
    await exported("empty", "html");
    await page.goto(`${home}empty.html`);
    assert.deepEqual(withGraphs.sort(), asked.sort());
  });

  it("are pictures in files when the notebook is exported to Markdown", async () => {
    await exported("graphs", "markdown");
    const markdown = await readFile(join(dir, "graphs.md"), "utf8");
    const referenced = [...markdown.matchAll(/!\[svg\]\((.*?)\)/g)].map(([, file]) => file!);
    assert.deepEqual(
      referenced.map((file) => file.replace("graphs_files/", "")).sort(),
      (await readdir(join(dir, "graphs_files"))).sort(),
    );
    await writeFile(join(dir, "markdown.html"), markdown.replaceAll(/!\[svg\]\((.*?)\)/g, '<img src="$1">'));
    await page.goto(`${home}markdown.html`);
    await expectPictures(page.locator("img"));
    assert.deepEqual(asked, []);
  });

  it("have files that are well-formed, light, and hold nothing that runs or loads", async () => {
    for (const { data } of outputs) {
      const found = await page.evaluate((svg) => {
        const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
        const elements = [...parsed.querySelectorAll("*")];
        const canvas = document.createElement("canvas").getContext("2d")!;
        const grounds = [...parsed.querySelectorAll(".node path")]
          .map((path) => path.getAttribute("fill")!)
          .filter((fill) => fill !== "none");
        return {
          root: parsed.documentElement.localName,
          names: [...new Set(elements.map(({ localName }) => localName))].sort(),
          addresses: elements
            .flatMap(({ attributes }) => [...attributes])
            .filter(({ name, value }) => /^on|href|src|style/.test(name) || value.includes("url(")).length,
          darkest: Math.min(
            ...grounds.flatMap((ground) => {
              canvas.fillStyle = ground;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data];
            }),
          ),
        };
      }, data["image/svg+xml"]!);
      const { root, names, addresses, darkest } = found;
      assert.equal(root, "svg");
      const drawing = "g path polygon svg text title".split(" ");
      assert.deepEqual(
        names.filter((name) => !drawing.includes(name)),
        [],
      );
      assert.equal(addresses, 0);
      assert(darkest > 220, `a box on the ground of ${darkest}`);
    }
  });

  it("are pictures with words for them in a viewer that knows only pictures and text", async () => {
    await readByViewer(page, JSON.parse(await readFile(join(dir, "graphs.ipynb"), "utf8")) as Notebook);
    await expectPictures(page.locator("img"));
    const alts = await page
      .locator("img")
      .evaluateAll((images) => images.map((image) => image.getAttribute("alt")!));
    assert.match(alts[0]!, /^Computational graph of L after backward: 11 gates, 10 edges\. /);
    assert.match(alts[2]!, /^Computational graph of .* after a training step: \d+ gates/);
    assert.deepEqual(asked, []);
  });

  it("are words in a viewer that knows only text", async () => {
    await readByViewer(page, JSON.parse(await readFile(join(dir, "graphs.ipynb"), "utf8")) as Notebook, [
      "text/plain",
    ]);
    const words = await page.locator("pre").allTextContents();
    assert.equal(words.length, outputs.length);
    for (const each of words) assert.match(each, /^Computational graph of .*: \d+ gates, \d+ edges/);
  });
});

interface Notebook {
  readonly cells: readonly {
    readonly outputs: readonly {
      readonly data: Readonly<Record<string, string>>;
      readonly metadata: Readonly<Record<string, { readonly alt?: string } | undefined>>;
    }[];
  }[];
}

/** The smallest viewer, in the way of GitHub: of each output it shows the richest representation that it knows. */
async function readByViewer(
  page: Page,
  { cells }: Notebook,
  known: readonly string[] = ["image/svg+xml", "image/png", "text/plain"],
): Promise<void> {
  const shown = cells.flatMap((cell) =>
    cell.outputs.map(({ data, metadata }) => {
      const type = known.find((each) => data[each] !== undefined);
      assert(type, "there is something to show");
      return { type, content: data[type]!, alt: metadata[type]?.alt ?? "" };
    }),
  );
  await page.evaluate((parts) => {
    document.body.replaceChildren(
      ...parts.map(({ type, content, alt }) => {
        if (type === "text/plain")
          return Object.assign(document.createElement("pre"), { textContent: content });
        const src =
          type === "image/svg+xml"
            ? `data:${type},${encodeURIComponent(content)}`
            : `data:${type};base64,${content}`;
        return Object.assign(document.createElement("img"), { src, alt });
      }),
    );
  }, shown);
}
