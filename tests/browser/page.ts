/** What a person does in JupyterLab and what they see there, for tests. */

import type { Page } from "playwright-core";
import { waitForKernel } from "../support/lab.js";

export interface Picture {
  readonly alt: string;
  /** In CSS pixels; 0 when it is not painted. */
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
    { timeout: 150_000 },
  );
}

/** The graphs that can be walked through in the page, from top to bottom. */
export async function graphsIn(page: Page): Promise<Picture[]> {
  const canvases = page.locator(".jp-GradusGraph .canvas");
  await canvases.locator("svg").first().waitFor();
  return canvases.evaluateAll((each) =>
    each.map((canvas) => ({
      alt: canvas.getAttribute("aria-label") ?? "",
      width: canvas.querySelector("svg")?.getBoundingClientRect().width ?? 0,
      texts: [...canvas.querySelectorAll("text")].map((text) => text.textContent?.trim() ?? ""),
    })),
  );
}

/** Save the notebook and wait until its tab is no longer marked as changed. */
export async function saveNotebook(page: Page): Promise<void> {
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.querySelector(".lm-TabBar-tab.jp-mod-dirty") === null);
}
