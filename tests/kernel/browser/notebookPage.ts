/** What a person does with one notebook in JupyterLab, and what they see of it. */

import type { Locator, Page } from "playwright-core";
import { DISPLAY_NAME } from "../../../packages/kernel/src/install/kernelSpec.js";
import { waitForKernel } from "../../support/lab.js";

/** The buttons above a notebook, by JupyterLab's names. */
type Button = "interrupt" | "restart" | "restart-and-run";

export class NotebookPage<Name extends string> {
  readonly #page: Page;
  readonly #names: readonly Name[];

  /** @param names of its cells, from top to bottom */
  constructor(page: Page, names: readonly Name[]) {
    this.#page = page;
    this.#names = names;
  }

  async open(server: string, file: string): Promise<void> {
    await this.#page.goto(`${server}lab/tree/${file}`);
    await waitForKernel(this.#page, DISPLAY_NAME);
  }

  cell(name: Name): Locator {
    return this.#page.locator(".jp-CodeCell").nth(this.#names.indexOf(name));
  }

  outputs(name: Name): Locator {
    return this.cell(name).locator(".jp-OutputArea-output");
  }

  /** What stands in the brackets beside a cell: a number, a star while it runs, a space. */
  async brackets(name: Name): Promise<string> {
    return (await this.cell(name).locator(".jp-InputPrompt").innerText()).replaceAll(/^\[|\]:$/g, "");
  }

  async write(name: Name): Promise<void> {
    await this.cell(name).locator(".cm-content").click();
    await this.#page.keyboard.press("Control+End");
  }

  /** Run a cell without leaving it. */
  async start(name: Name): Promise<void> {
    await this.write(name);
    await this.#page.keyboard.press("Control+Enter");
  }

  /** Wait until a cell that was started is done. */
  async end(name: Name): Promise<void> {
    await this.cell(name)
      .locator(".jp-InputPrompt")
      .getByText(/^\[\d+\]:$/)
      .waitFor();
  }

  async run(name: Name): Promise<void> {
    await this.start(name);
    await this.end(name);
  }

  /** Wait until the cells bear the numbers 1, 2, 3, … from top to bottom. */
  async allAreNumbered(): Promise<void> {
    await this.#page.waitForFunction(
      () => {
        const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputArea-prompt")];
        return prompts.length > 0 && prompts.every((each, i) => each.textContent === `[${i + 1}]:`);
      },
      undefined,
      { timeout: 60_000 },
    );
  }

  async press(button: Button): Promise<void> {
    await this.#page.locator(`.jp-NotebookPanel-toolbar [data-jp-item-name="${button}"]`).click();
  }

  /** Answer the dialog that is in front with its blue button. */
  async confirm(): Promise<void> {
    await this.#page.locator(".jp-Dialog button.jp-mod-accept").click();
  }

  async useTheme(name: string): Promise<void> {
    await this.#page.getByRole("menuitem", { name: "Settings", exact: true }).click();
    for (const item of ["Theme", name])
      await this.#page.locator(".lm-Menu-itemLabel").getByText(item, { exact: true }).click();
    await this.#page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: "attached" });
  }

  async restart(): Promise<void> {
    await this.press("restart");
    await this.confirm();
    await this.state("Restarting");
    await this.state("Idle");
  }

  #status(words: string): Locator {
    return this.#page.locator("#jp-main-statusbar").getByText(`${DISPLAY_NAME} | ${words}`);
  }

  /** Wait for what the status bar says of the kernel. */
  async state(words: string): Promise<void> {
    await this.#status(words).waitFor();
  }

  isIdle(): Promise<boolean> {
    return this.#status("Idle").isVisible();
  }
}
