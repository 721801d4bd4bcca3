/** Our own graphs in JupyterLab, as a reader walks through them: steps, details, groups, and the graph of gradients. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, Locator, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { isMarkedAsChanged } from "../support/lab.js";
import { chainOutput, filmOutput, networkOutput, sheetOutput } from "./graphs.js";
import { writeNotebook, type Output } from "./notebook.js";

describe("our own graphs in JupyterLab", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-graph-"));
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

  async function open(name: string, outputs: Output | Output[]): Promise<void> {
    await writeNotebook(join(dir, `${name}.ipynb`), [{ outputs: [outputs].flat() }]);
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.goto(`${jupyter.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    await page.locator(".jp-GradusGraph .canvas > svg").waitFor();
  }

  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  const slider = (): Locator => page.getByRole("slider", { name: "Step" });
  /** Waits until the sentence below the picture is this one. */
  const caption = (words: string | RegExp): Promise<void> =>
    page.locator(".caption").getByText(words, { exact: true }).waitFor();
  /** A box by its name, in the first picture. */
  const box = (name: string): Locator =>
    page
      .locator(".jp-Graphviz-view")
      .first()
      .locator(".node")
      .filter({ has: page.locator(`text.name:text-is("${name}")`) });
  const texts = (name: string): Promise<string[]> => box(name).locator("text").allTextContents();
  const details = (): Locator => page.getByRole("region", { name: /^Gate / });
  const boxCount = (): Promise<number> => page.locator(".jp-Graphviz-view").first().locator(".node").count();

  /** Where everything is, and nothing of what is written there. */
  const geometry = (): Promise<string[]> =>
    page.locator(".canvas path, .canvas polygon").evaluateAll((shapes) =>
      shapes.map((shape) => {
        const { x, y, width, height } = shape.getBoundingClientRect();
        return [x, y, width, height].map((part) => part.toFixed(1)).join(" ");
      }),
    );

  it("show what the cell has computed, and leave the notebook unchanged", async () => {
    await open("shown", sheetOutput());
    assert.deepEqual(
      (await texts("w₁")).filter((text) => text.trim() !== ""),
      [...["w₁", "α = 0.1"], ...["value", "0.8", "∂L", "−0.25", "next", "0.825"]],
    );
    assert.equal(await page.locator(".active").count(), 0);
    assert.equal(await isMarkedAsChanged(page), false);
    const alt = await page.locator(".canvas").getAttribute("aria-label");
    assert.match(alt ?? "", /^Computational graph of L after backward: 11 gates/);
  });

  it("walk back and forth through the steps, on a layout that stands still", async () => {
    await open("steps", sheetOutput());
    const before = await geometry();
    await button("To the beginning").click();
    await caption("Before the first step");
    assert.deepEqual((await texts("ŷ")).slice(3), ["value", "·", "∂L", "·"]);
    assert(await button("One step back").isDisabled());

    // The button at the end of its way keeps the focus, so the keys go on working.
    await page.keyboard.press("ArrowRight");
    await caption("p₁ computes its value: p₁ = 0.8");
    assert.match((await box("p₁").getAttribute("class")) ?? "", /\bactive\b/);
    assert.equal(await page.locator(".edge.active").count(), 2);

    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await caption("L passes its gradient back: ŷ += −1 · 1 = −1, y += 1 · 1 = 1");
    assert.deepEqual((await texts("ŷ")).slice(3), ["value", "0.5", "∂L", "−1"]);
    assert.deepEqual((await texts("z")).slice(3), ["value", "0", "∂L", "·"]);

    await slider().fill("12");
    await caption(/^p₁ passes its gradient back: /);
    assert.equal(await slider().getAttribute("aria-valuetext"), "12 of 13");
    await button("To the end").click();
    await caption("w₁ takes its step: w₁: 0.8 → 0.825");
    assert(await button("One step forward").isDisabled());
    assert.deepEqual(await geometry(), before);
  });

  it("play by themselves, at the speed that is chosen, until somebody takes the lead", async () => {
    await open("play", sheetOutput());
    await page.getByRole("combobox", { name: "Speed" }).selectOption("4");
    await button("Play").click();
    await button("Pause").waitFor();
    await page.waitForFunction(() => {
      const root = document.querySelector(".jp-Graphviz-view")!.shadowRoot!;
      return Number(root.querySelector<HTMLInputElement>(".slider")!.value) >= 3;
    });
    await button("One step back").click();
    const position = await slider().inputValue();
    await page.waitForTimeout(500);
    assert.equal(await slider().inputValue(), position);
    await button("Play").click();
    await page.locator(".caption", { hasText: "w₁ takes its step" }).waitFor();
    await button("Play").waitFor();
  });

  it("play several training steps, pass by pass", async () => {
    await open("film", filmOutput());
    const loss = async (): Promise<string | undefined> => (await texts("L"))[4];
    const last = await loss();
    await button("To the beginning").click();
    await caption("Pass 1 of 3: Before the first step");
    await slider().fill("13");
    await caption(/^Pass 1 of 3: w₁ takes its step/);
    const first = await loss();
    assert.notEqual(first, last);
    assert(Number(first) > Number(last));
    await page.keyboard.press("ArrowRight");
    await caption("Pass 2 of 3: Before the first step");
  });

  it("tell about a gate that is chosen: numbers, formula, chain rule", async () => {
    await open("details", sheetOutput());
    await box("z").click();
    await details().waitFor();
    const words = await details().innerText();
    assert.match(words, /Value\s+0 \(up to rounding: 1\.1e−16\)\s+Gradient\s+−0\.25/);
    assert.match(words, /Formula\s+z = p₁ \+ p₂ \+ p₀ = 0\.8 \+ \(−1\.4\) \+ 0\.6 = 0\s/);
    assert.match(
      words,
      /Chain rule\s+∂L\/∂z = ∂L\/∂ŷ · ∂ŷ\/∂z = ∂L\/∂ŷ · ŷ · \(1 − ŷ\)\s+∂L\/∂z = \(−1\) · 0\.5 · \(1 − 0\.5\)\s+∂L\/∂z = −0\.25/,
    );
    // Its three inputs, its consumer, itself, and the edges between.
    assert.equal(await page.locator(".node.near").count(), 5);
    assert.equal(await page.locator(".edge.near").count(), 4);
    await button("Close").click();
    assert.equal(await details().count(), 0);
    assert.equal(await page.locator(".near").count(), 0);
  });

  it("are read by keyboard alone", async () => {
    await open("keys", sheetOutput());
    await page.locator(".canvas").focus();
    await page.keyboard.press("Home");
    const chosen = page.locator(".node[aria-selected=true]");
    const label = (): Promise<string | null> => chosen.getAttribute("aria-label");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    assert.equal(await label(), "L, (ŷ − y)², value, 0.25, ∂L, 1");
    await page.keyboard.press("ArrowLeft");
    assert.match((await label()) ?? "", /^[ŷy],/);
    const active = await page.locator(".canvas").getAttribute("aria-activedescendant");
    assert.equal(active, await chosen.getAttribute("id"));
    await details().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await chosen.count(), 0);
    // The keys of the notebook are not meant: no cell has been added or deleted.
    for (const key of ["+", "-", "0", "1", "Home"]) await page.keyboard.press(key);
    assert.equal(await page.locator(".jp-Cell").count(), 1);
    assert.equal(await isMarkedAsChanged(page), false);
  });

  it("open the graph of gradients beside, in which each gate has its partner", async () => {
    await open("beside", sheetOutput());
    await box("w₁").click();
    await button("Gradient graph").click();
    const beside = page.locator(".jp-Graphviz-view").nth(1);
    await beside.locator(".node.chosen").waitFor();
    assert.match((await beside.locator(".node.chosen").getAttribute("aria-label")) ?? "", /^∂L\/∂w₁, /);
    await beside.locator(".node", { hasText: "∂L/∂z" }).first().click();
    assert.match(
      (await page.locator(".jp-Graphviz-view").first().locator(".node.chosen").textContent()) ?? "",
      /z/,
    );
    await button("Gradient graph").click();
    assert.equal(await page.locator(".jp-Graphviz-view").count(), 1);
  });

  it("change their colours with the theme, and nothing else", async () => {
    await open("themes", sheetOutput());
    const before = await geometry();
    const colours = (): Promise<string[]> =>
      page
        .locator(".canvas .node >> nth=0")
        .locator("path, text")
        .evaluateAll((shapes) => shapes.map((shape) => getComputedStyle(shape).fill));
    const light = await colours();
    await page.evaluate(() => {
      document.body.dataset.jpThemeLight = "false";
    });
    const dark = await colours();
    assert(light.every((colour, i) => colour !== dark[i] || colour === "none"));
    assert.deepEqual(await geometry(), before);
  });

  it("are saved as light pictures, whatever the theme is, of the moment that is shown", async () => {
    await open("saved", sheetOutput());
    await page.evaluate(() => {
      document.body.dataset.jpThemeLight = "false";
    });
    await button("To the beginning").click();
    await button("Copy, download and more").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Download SVG" }).click(),
    ]);
    const svg = await readFile(await download.path(), "utf8");
    assert.match(svg, /<svg/);
    assert.match(svg, /#ecfdf5/);
    assert.match(svg, />w₁</);
    assert.doesNotMatch(svg, />−0\.25</);
  });

  it("open in a tab of their own, which they fill", async () => {
    await open("tab", sheetOutput());
    await button("Copy, download and more").click();
    await page.getByRole("menuitem", { name: "Open in a tab of its own" }).click();
    const tab = page.locator(".jp-mod-filling");
    await tab.locator(".canvas > svg").waitFor();
    const [place, canvas] = await Promise.all([tab.boundingBox(), tab.locator(".canvas").boundingBox()]);
    assert(canvas!.height > 0.8 * place!.height, "the picture has the room");
    await tab.getByRole("button", { name: "To the beginning" }).click();
    await tab.locator(".caption").getByText("Before the first step").waitFor();
    await tab.getByRole("button", { name: "Gradient graph" }).click();
    const beside = (await tab.locator(".canvas").nth(1).boundingBox())!;
    assert(beside.y + beside.height <= place!.y + place!.height, "nothing of it is cut off");
  });

  describe("with groups", () => {
    it("open whole while they are small, and fold and unfold group by group", async () => {
      await open("groups", networkOutput([2, 2, 1]));
      const all = await boxCount();
      assert(all > 20);
      await button("Copy, download and more").click();
      await page.getByRole("menuitem", { name: "Fold all groups" }).click();
      await box("hidden 1").waitFor();
      assert.equal(await boxCount(), 4);
      assert.match((await texts("hidden 1")).join(" "), /14 gates.* to .* to /);

      await box("hidden 1").dblclick();
      await box("neuron 2").waitFor();
      assert.equal(await boxCount(), 5);
      await box("neuron 2").click();
      await page.getByRole("button", { name: "Unfold neuron 2" }).click();
      await box("z⁽¹⁾₂").click();
      await page.getByRole("button", { name: "Fold neuron 2" }).click();
      await box("neuron 2").waitFor();
      assert.equal(await boxCount(), 5);
      // A double click on the frame of a group folds it, too.
      await page.locator(".cluster text").first().dblclick();
      await page.waitForFunction(
        () => document.querySelector(".jp-Graphviz-view")!.shadowRoot!.querySelectorAll(".node").length === 4,
      );
    });

    it("unfold what it takes to show a gate that is searched", async () => {
      await open("search", networkOutput([8, 8, 2]));
      assert.equal(await boxCount(), 4);
      const field = page.getByRole("searchbox", { name: "Find a node" });
      await field.fill("z⁽¹⁾₃");
      await page.locator(".count", { hasText: "1 of 1" }).waitFor();
      await page.locator(".node.chosen").waitFor();
      assert.match((await page.locator(".node.chosen").textContent()) ?? "", /z⁽¹⁾₃/);
      // The letters that were typed did nothing to the notebook.
      assert.equal(await page.locator(".jp-Cell").count(), 1);
      await field.fill("no such gate");
      await page.locator(".count", { hasText: "not found" }).waitFor();
    });

    it("show more than ten thousand gates folded, and any of them on demand", async () => {
      await open("large", networkOutput([64, 64, 32, 10]));
      assert.equal(await boxCount(), 5);
      assert.match((await texts("hidden 1")).join(" "), /8384 gates/);
      await box("hidden 1").dblclick();
      await box("neuron 64").waitFor();
      await page.getByRole("searchbox").fill("z⁽¹⁾₆₄");
      await box("z⁽¹⁾₆₄").waitFor();
      await slider().fill("100");
      await caption(/computes its value/);
    });

    it("are made of neighbours in a chain of twenty thousand, which Graphviz could not draw", async () => {
      await open("chain", chainOutput(20_000));
      assert.equal(await boxCount(), 25);
      assert.match((await texts("a800 … a1599")).join(" "), /800 gates.*0\.659/);
      await box("x … a799").dblclick();
      await box("x … a31").waitFor();
      await page.getByRole("searchbox").fill("a19999");
      await box("a19999").waitFor();
    });

    it("say so when there is too much to unfold, and stay as they were", async () => {
      await open("slow", networkOutput([30, 30, 1]));
      await button("Copy, download and more").click();
      await page.getByRole("menuitem", { name: /^Unfold all/ }).click();
      await page
        .locator(".status", { hasText: /too large to draw.*The picture stays as it was\./ })
        .waitFor();
      assert.equal(await boxCount(), 4);
      await box("hidden 1").dblclick();
      await box("neuron 30").waitFor();
    });
  });
});
