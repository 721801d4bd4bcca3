/** What a person does in JupyterLab and what they see there, for tests. */

import type { Page } from "playwright-core";
import { waitForKernel } from "../support/lab.js";

export interface Picture {
  readonly alt: string;
  /** In CSS pixels; 0 when the browser could not paint it. */
  readonly width: number;
  /** The texts in the picture, in no order. */
  readonly texts: readonly string[];
}

/** Run all cells from the menu and wait until the last one is done. */
export async function runAllCells(page: Page): Promise<void> {
  await waitForKernel(page);
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Run All Cells", exact: true }).click();
  await page.waitForFunction(
    () => {
      const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputArea-prompt")];
      return prompts.length > 0 && prompts.every((each) => /\[\d+\]/.test(each.textContent ?? ""));
    },
    undefined,
    { timeout: 60_000 },
  );
}

/** The graphs that are painted in the page, from top to bottom. */
export async function picturesIn(page: Page): Promise<Picture[]> {
  return page.locator(".jp-Graphviz img").evaluateAll((images) =>
    (images as HTMLImageElement[]).map((image) => {
      const svg = decodeURIComponent(image.src.slice(image.src.indexOf(",") + 1));
      const texts = new DOMParser().parseFromString(svg, "image/svg+xml").querySelectorAll("text");
      return {
        alt: image.alt,
        width: image.complete && image.naturalWidth > 0 ? image.getBoundingClientRect().width : 0,
        texts: [...texts].map((text) => text.textContent?.trim() ?? ""),
      };
    }),
  );
}

/** Save the notebook and wait until its tab is no longer marked as changed. */
export async function saveNotebook(page: Page): Promise<void> {
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.querySelector(".lm-TabBar-tab.jp-mod-dirty") === null);
}
