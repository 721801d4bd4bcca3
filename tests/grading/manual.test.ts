/** Answers in words are graded in a browser, with a keyboard alone, as the command serves them. */

import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Browser, Page } from "playwright-core";
import { answer, HOSTILE, Scratch } from "../../packages/grader/test/report/scratch.js";
import { launchBrowser } from "../support/browser.js";
import { start, type Ended } from "./gradus.js";

interface Kept {
  readonly student: string;
  readonly score: number | null;
  readonly comment: string | null;
}

describe("gradus manual", function () {
  this.timeout(60_000);
  const scratch = new Scratch();
  let command: { child: ChildProcess; ended: Promise<Ended> };
  let browser: Browser;
  let page: Page;
  const said: string[] = [];

  before(async () => {
    const texts = { ada: "Because one is one.", bea: HOSTILE.markup, cem: "It is not two." };
    for (const [student, text] of Object.entries(texts)) {
      scratch.handIn(student);
      scratch.grade(student, { answers: [{ ...answer, text }] });
    }
    command = start(["manual", scratch.folder]);
    const [line] = (await once(command.child.stdout!, "data")) as [Buffer];
    const address = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(line.toString())![0];
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on("dialog", (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => said.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(address)) said.push(`request: ${request.url()}`);
    });
    await page.goto(address);
  });
  after(async () => {
    await browser.close();
    command.child.kill("SIGKILL");
    scratch.remove();
  });

  const kept = (): Kept[] => JSON.parse(scratch.read("graded/manual.json")) as Kept[];
  const heading = (): Promise<string | null> => page.getByRole("heading", { level: 1 }).textContent();

  it("says how many answers wait, and goes to the first with Enter", async () => {
    assert.match((await page.textContent("main"))!, /3 answers left/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/answer\/1$/);
    assert.equal(await heading(), "Why is it one?");
    assert.ok(await page.getByText("Because one is one.").isVisible());
    assert.ok(await page.getByText("**Full:** it is not two.").isVisible());
  });

  it("saves what is typed with Enter at once, and shows the next answer", async () => {
    await page.keyboard.type("1,5");
    await page.keyboard.press("Enter");
    await page.waitForURL(/answer\/2$/);
    assert.deepEqual(
      kept().map(({ student, score }) => [student, score]),
      [["ada", 1.5]],
    );
    assert.match(scratch.read("graded/students/ada/results.json"), /"score": 3.5/);
  });

  it("shows an answer of markup as what it is", async () => {
    assert.equal(await page.locator("blockquote").textContent(), HOSTILE.markup);
    assert.equal(await page.locator("script, img").count(), 0);
  });

  it("refuses too many points, keeps the comment, and takes both when they fit", async () => {
    await page.keyboard.type("20");
    await page.getByLabel("Comment for the student").fill("Two lines,\nand a <b>.");
    await page.getByRole("button", { name: "Save and go on" }).click();
    assert.match(
      (await page.getByRole("alert").textContent())!,
      /20 points are out of range: there are 0 to 2 points/,
    );
    assert.equal(await page.getByLabel("Comment for the student").inputValue(), "Two lines,\nand a <b>.");
    await page.getByLabel("Points, 0 to 2").fill("2");
    await page.keyboard.press("Enter");
    await page.waitForURL(/answer\/3$/);
    assert.equal(kept().find(({ student }) => student === "bea")!.comment, "Two lines,\nand a <b>.");
  });

  it("goes back and forth with links, and shows what was saved", async () => {
    await page.getByRole("link", { name: "Previous" }).click();
    await page.waitForURL(/answer\/2$/);
    assert.equal(await page.getByLabel("Points, 0 to 2").inputValue(), "2");
    await page.getByRole("link", { name: "Next" }).click();
    await page.waitForURL(/answer\/3$/);
  });

  it("saves with one press on the points, and ends on the overview", async () => {
    await page
      .getByRole("group", { name: "Save with points" })
      .getByRole("button", { name: "0.5" })
      .press("Enter");
    await page.getByText("No answer waits any more").waitFor();
    assert.equal(kept().find(({ student }) => student === "cem")!.score, 0.5);
  });

  it("has run nothing and asked nobody on the way", () => {
    // Chromium tells of the answer to the refused form.
    assert.deepEqual(
      said.filter((text) => !text.includes("422")),
      [],
    );
  });

  it("ends with Ctrl+C, and with 0, since nothing is left", async () => {
    command.child.kill("SIGINT");
    const { code, stdout, stderr } = await command.ended;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /0 answers left\.$/m);
    assert.match(scratch.read("graded/grades.csv"), /,cem,.*,2\.5,7,0,graded,/);
  });
});
