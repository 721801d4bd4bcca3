/** The extension on a server that forbids its pages everything that JupyterLab itself can do without. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

import { launchBrowser } from "../support/browser.js";
import { startJupyter, type Jupyter } from "../support/jupyter.js";
import { networkOutput, sheetOutput } from "./graphs.js";
import { dotOutput, writeNotebook } from "./notebook.js";

/**
 * JupyterLab compiles the schemas of its settings, puts its styles into the page and has icons in them: without these
 * three exceptions it does not start. No script in the page, no blob, no other server.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
].join("; ");

/** What the browser reports, in a page that remembers it. */
interface Violation {
  readonly directive: string;
  readonly blocked: string;
  readonly source: string;
}

const remember = `
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective: directive, blockedURI: blocked, sourceFile: source } = event;
    window.violations.push({ directive, blocked, source });
  });
`;

describe("the renderer under a strict Content Security Policy", function () {
  this.timeout(120_000);
  let dir: string;
  let jupyter: Jupyter;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradus-csp-"));
    [jupyter, browser] = await Promise.all([startJupyter({ dir, csp: policy }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await jupyter.stop();
    await rm(dir, { recursive: true });
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    await context.addInitScript({ content: remember });
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
  });

  const output = (index: number): Locator => page.locator(".jp-OutputArea-output").nth(index);

  /** A small graph, one that is read in a worker, and DOT; each with its picture. */
  async function open(name: string): Promise<void> {
    const outputs = [sheetOutput(), networkOutput([16, 16, 2]), dotOutput("digraph { a -> b }")];
    await writeNotebook(join(dir, `${name}.ipynb`), [{ outputs }]);
    const response = await page.goto(`${jupyter.url}lab/workspaces/${name}/tree/${name}.ipynb`);
    assert.equal(response?.headers()["content-security-policy"], policy);
    await output(0).locator(".canvas > svg").waitFor();
    await output(1).locator(".canvas > svg").waitFor();
    await output(2).locator("img[alt='Graph with 2 nodes and 1 edge']").waitFor();
  }

  async function use(): Promise<void> {
    await output(0).getByRole("button", { name: "To the beginning" }).click();
    await output(0).locator(".caption").getByText("Before the first step", { exact: true }).waitFor();
    await output(0).locator(".node").first().click();
    await output(0).locator(".details").waitFor();
    await output(1).locator(".node", { hasText: "hidden 1" }).dblclick();
    await output(1).locator(".node", { hasText: "neuron 16" }).waitFor();
    await output(2).hover();
    await output(2).getByRole("button", { name: "Interactive" }).click();
    await output(2).locator(".canvas > svg .node").first().waitFor();
    for (const [index, format] of ["SVG", "PNG", "DOT"].entries()) {
      await output(index).getByRole("button", { name: "Copy, download and more" }).click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        output(index)
          .getByRole("menuitem", { name: `Download ${format}` })
          .click(),
      ]);
      assert.equal(await file.failure(), null);
    }
  }

  /** Without the one that JupyterLab's page commits: it takes the token out of the address by a script in the page. */
  async function violations(): Promise<Violation[]> {
    const all = await page.evaluate(() => (window as unknown as { violations: Violation[] }).violations);
    return all.filter(({ source }) => source !== page.url());
  }

  it("draws both kinds of graphs, which can be walked through and saved, and breaks no rule", async () => {
    await open("strict");
    await use();
    assert.deepEqual(await violations(), []);
  });

  it("does so where a proxy sets the policy for the extension's files, its workers' among them", async () => {
    const served = new Set<string>();
    await context.route("**/@gradus/jupyterlab/static/**", async (route) => {
      served.add(route.request().url());
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": policy };
      await route.fulfill({ response, headers });
    });
    await open("proxy");
    await use();
    assert.deepEqual(await violations(), []);
    const workers = page.workers().map((worker) => worker.url());
    assert(workers.length >= 2 && workers.every((url) => served.has(url)), "the policy has been there");
  });

  it("would be seen to break one", async () => {
    await open("seen");
    await page.evaluate(() => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"]));
      document.body.append(image);
    });
    await page.waitForFunction(() =>
      (window as unknown as { violations: Violation[] }).violations.some(
        ({ directive }) => directive === "img-src",
      ),
    );
    assert.equal((await violations()).length, 1);
  });
});
