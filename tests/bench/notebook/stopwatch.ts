/** Measures in the page how long a cell takes to show what it shows. */

import type { Page } from "playwright-core";

export interface Times {
  /** From the key to pixels, in milliseconds. */
  readonly total: number;
  /** From the moment at which the page has the output, to pixels. */
  readonly paint: number;
}

/**
 * Run the active cell and measure until the frame with its result has been painted.
 *
 * @param result a selector: one more of these is the result; a picture must be decoded, too
 */
export async function timeCell(page: Page, result = "img"): Promise<Times> {
  await page.bringToFront();
  // In an object, so that this call returns when the stopwatch is armed and not when it has stopped.
  const stopwatch = await page.evaluateHandle(
    (selector) => ({
      times: new Promise<Times>((resolve) => {
        // Live, since looking for all outputs at each change would itself take time.
        const outputs = document.getElementsByClassName("jp-OutputArea-child");
        const before = { results: document.querySelectorAll(selector).length, outputs: outputs.length };
        let [start, arrival] = [0, 0];
        document.addEventListener("keydown", () => (start = performance.now()), {
          capture: true,
          once: true,
        });
        const observer = new MutationObserver(() => {
          if (arrival === 0 && outputs.length > before.outputs) arrival = performance.now();
          const results = document.querySelectorAll(selector);
          if (results.length <= before.results) return;
          observer.disconnect();
          const last = results[results.length - 1];
          void (last instanceof HTMLImageElement ? last.decode() : Promise.resolve()).then(() => {
            requestAnimationFrame(() => {
              // The next task comes after the frame.
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => {
                const end = performance.now();
                resolve({ total: end - start, paint: end - arrival });
              };
              port2.postMessage(0);
            });
          });
        });
        observer.observe(document.body, { childList: true, subtree: true });
      }),
    }),
    result,
  );
  await page.keyboard.press("Shift+Enter");
  const times = await stopwatch.evaluate(({ times }) => times);
  await stopwatch.dispose();
  // The kernel may still be busy with the end of the cell; the next cell must not wait for it.
  await page.waitForTimeout(150);
  return times;
}
