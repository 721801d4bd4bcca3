/** Reads from a page what became of its DOT outputs. */
import type { Page } from "playwright-core";

export interface Shown {
  /** A picture that the browser has painted, or the box that says why there is none. */
  readonly kind: "picture" | "error";
  /** The alternative text or the message. */
  readonly text: string;
  /** Natural width of the picture in CSS pixels; 0 for an error. */
  readonly width: number;
  /** The folded DOT text of an error. */
  readonly source: string | undefined;
}

/** Waits until so many outputs are settled, and says how each one ended. */
export async function readOutputs(page: Page, count: number): Promise<Shown[]> {
  await page.waitForFunction(
    (expected) => {
      const settled = [...document.querySelectorAll(".jp-Graphviz")].filter((output) => {
        const image = output.querySelector("img");
        return image === null ? output.querySelector(".jp-Graphviz-error") : image.complete;
      });
      return settled.length === expected;
    },
    count,
    { timeout: 60_000 },
  );
  return page.$$eval(".jp-Graphviz", (outputs) =>
    outputs.map((output) => {
      const image = output.querySelector("img");
      const details = output.querySelector("details");
      return {
        kind: image === null ? ("error" as const) : ("picture" as const),
        text: image?.alt ?? output.querySelector(".jp-Graphviz-message")?.textContent ?? "",
        width: image?.naturalWidth ?? 0,
        source: details?.open === false ? (details.querySelector("pre")?.textContent ?? "") : undefined,
      };
    }),
  );
}
