/** The pages that the grader writes, as a person opens them: nothing runs, nothing is loaded, everything can be read. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { answer, failed, HOSTILE, passed, Scratch, task } from "../../packages/grader/test/report/scratch.js";
import { launchBrowser } from "../support/browser.js";
import { gradus } from "./gradus.js";

const gate = (id: string, more: object): object => ({
  id,
  operation: "×",
  role: "operation",
  value: 1.5,
  ...more,
});

describe("the pages of the grader", function () {
  this.timeout(60_000);
  const scratch = new Scratch();
  let browser: Browser;

  before(async () => {
    const { markup } = HOSTILE;
    const example = { what: markup, expected: markup, got: markup, hint: markup };
    const drawing = {
      ...{ version: 1, pass: "backward", targets: ["g1"], groups: [] },
      nodes: [gate("g0", { name: markup }), gate("g1", { name: "product", mark: markup })],
      edges: [{ from: "g0", to: "g1", position: 0, local: 1, upstream: 1 }],
    };
    scratch.handIn("ada", ["one"], { name: markup, penalty: 0.1, lateness: markup });
    scratch.grade("ada", {
      findings: [{ kind: "extra cell", text: markup }],
      tasks: [{ ...task, title: markup, drawing, tests: [passed, { ...failed, name: markup, example }] }],
      answers: [{ ...answer, text: `${markup} ${"long".repeat(500)}` }],
    });
    scratch.handIn("bea");
    scratch.grade("bea", { status: "not gradable", reason: markup, tasks: [], answers: [] });
    for (const command of ["feedback", "summary"]) {
      const { code, stderr } = await gradus(command, scratch.folder);
      assert.equal(code, 1, stderr);
    }
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    scratch.remove();
  });

  for (const file of ["students/ada/feedback.html", "students/bea/feedback.html", "summary.html"])
    for (const colorScheme of ["light", "dark"] as const)
      it(`${file}, ${colorScheme}: runs and loads nothing, fits a telephone, and has its style`, async () => {
        const page = await browser.newPage({ colorScheme, viewport: { width: 360, height: 800 } });
        const url = pathToFileURL(join(scratch.folder, "graded", file)).href;
        const said: string[] = [];
        page.on("console", (message) => said.push(message.text()));
        page.on("dialog", (dialog) => {
          said.push(dialog.message());
          void dialog.dismiss();
        });
        page.on("request", (request) => {
          if (request.url() !== url) said.push(request.url());
        });
        await page.goto(url);
        const { width, isDark, strangers } = await page.evaluate(() => ({
          width: document.documentElement.scrollWidth,
          isDark: getComputedStyle(document.body).backgroundColor !== "rgb(253, 253, 252)",
          strangers: document.querySelectorAll(
            "script, img, iframe, object, [onerror], [onmouseover], [style]",
          ).length,
        }));
        assert.deepEqual(said, []);
        assert.deepEqual([width <= 360, isDark, strangers], [true, colorScheme === "dark", 0]);
        await page.close();
      });

  it("name the drawing, and show it", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(scratch.folder, "graded/students/ada/feedback.html")).href);
    const drawing = page.getByRole("img", { name: /Marked as wrong: product/ });
    const { width } = (await drawing.boundingBox())!;
    assert.ok(width > 200, String(width));
    await page.close();
  });
});
