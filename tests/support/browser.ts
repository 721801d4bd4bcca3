/** Starts the Chromium of this machine for tests that look at a page as a person does. */
import { execFileSync } from "node:child_process";

import { chromium, type Browser } from "playwright-core";

/** Nothing but the pages under test may use the network, so every helper service of the browser is off. */
const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a browser with a profile of its own, which is deleted when it is closed. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: quiet });
}

function findChromium(): string {
  try {
    return execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  } catch {
    throw new Error("The browser tests need Chromium. On Debian: apt-get install chromium");
  }
}
