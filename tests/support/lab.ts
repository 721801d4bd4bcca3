/** What a person sees of a notebook's state in JupyterLab. */

import type { Page } from "playwright-core";

/** Wait until the notebook's kernel answers. Before that, JupyterLab drops a cell that is run without a word. */
export async function waitForKernel(page: Page, kernel = "TypeScript (Gradus)"): Promise<void> {
  await page.locator("#jp-main-statusbar").getByText(`${kernel} | Idle`).waitFor({ timeout: 60_000 });
}

/** Whether JupyterLab marks the tab of the notebook in front as changed. */
export async function isMarkedAsChanged(page: Page): Promise<boolean> {
  return (await page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current.jp-mod-dirty").count()) > 0;
}
