/** `npm run bench -- NAME [--json]`: runs one benchmark of tests/bench and prints its numbers. */
import console from "node:console";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

import { asCommand, Problem } from "./setup/problem.mjs";
import { root } from "./setup/project.mjs";
import { setUpTests } from "./setup/setup.mjs";

const folder = join(root, "tests", "bench");
const suffix = ".bench.ts";
const args = process.argv.slice(2);
const name = args.find((arg) => !arg.startsWith("--"));

await asCommand(async () => {
  const names = benchmarks();
  if (name === undefined || !names.includes(name)) {
    throw new Problem(
      name === undefined ? "A benchmark needs a name" : `There is no benchmark named ${name}`,
      `run "npm run bench -- NAME" with one of: ${names.join(", ") || "(there is none yet)"}`,
    );
  }
  await setUpTests(root);
  const results = await measure(name);
  process.stderr.write(table(results));
  if (args.includes("--json")) console.log(JSON.stringify(results));
  return 0;
});

function benchmarks() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
}

/** @param {string} benchmark */
async function measure(benchmark) {
  // Loaded here and not at the top, because before the setup it may not be installed.
  const { register } = await import("tsx/esm/api");
  register();
  /** @type {unknown} */
  const module = await import(pathToFileURL(join(folder, benchmark + suffix)).href);
  return /** @type {{run: () => Promise<Record<string, number>>}} */ (module).run();
}

/** @param {Record<string, number>} results */
function table(results) {
  const width = Math.max(...Object.keys(results).map((key) => key.length));
  const lines = Object.entries(results).map(([key, value]) => {
    const digits = Number.isInteger(value) ? String(value) : value.toPrecision(4);
    return `  ${key.padEnd(width)}  ${digits.padStart(10)}\n`;
  });
  return lines.join("");
}
