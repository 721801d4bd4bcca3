/** Notebooks for benchmarks that measure what a person waits for, in the real JupyterLab. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { pythonOf, testEnvironment } from "../../../scripts/setup/project.mjs";
import { waitForKernel } from "../../support/lab.js";
import { root } from "../../support/python.js";

export interface BenchNotebook {
  readonly name: string;
  readonly kernel: { readonly name: string; readonly display_name: string };
  readonly cells: readonly string[];
}

/** A kernel of the tests' environment, which has Python's graphviz package; the students' one does not. */
export const PYTHON = { name: "bench-python", display_name: "Python with graphviz" };

/** Before the server starts. @param path a folder for the kernel's description */
export function addPythonKernel(path: string): void {
  const spec = {
    argv: [pythonOf(testEnvironment(root)), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    display_name: PYTHON.display_name,
    language: "python",
  };
  mkdirSync(join(path, "kernels", PYTHON.name), { recursive: true });
  writeFileSync(join(path, "kernels", PYTHON.name, "kernel.json"), JSON.stringify(spec));
  process.env.JUPYTER_PATH = path;
}

/** Open a notebook, wait for its kernel, run the first cell, and put the cursor on the second. */
export async function open(
  browser: Browser | BrowserContext,
  url: string,
  folder: string,
  notebook: BenchNotebook,
): Promise<Page> {
  writeFileSync(join(folder, `${notebook.name}.ipynb`), JSON.stringify(fileOf(notebook)));
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1400, height: 1000 });
  await page.goto(`${url}lab/workspaces/${notebook.name}/tree/${notebook.name}.ipynb`);
  await waitForKernel(page, notebook.kernel.display_name);
  await page.locator(".jp-CodeCell .jp-InputArea-prompt").first().click();
  await page.keyboard.press("Shift+Enter");
  await page.locator(".jp-CodeCell .jp-InputArea-prompt", { hasText: "[1]:" }).waitFor();
  await waitForKernel(page, notebook.kernel.display_name);
  return page;
}

function fileOf({ kernel, cells }: BenchNotebook): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: kernel },
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
  };
}
