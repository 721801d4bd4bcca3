/**
 * Bundles what runs in the sandbox: behind its walls there is no node_modules. V8's compiled form lies beside it, since
 * each hand-in starts the program anew; another version of Node ignores it.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { Script } from "node:vm";
import { build } from "esbuild";

/** @type {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
};

await build({ ...options, entryPoints: ["src/runner/boot.ts"], outfile: "dist/sandboxed/boot.cjs" });
await build({ ...options, entryPoints: ["src/runner/main.ts"], outfile: "dist/sandboxed/runner.cjs" });

const { wrapped } = await import("./dist/runner/wrapped.js");
const runner = new Script(wrapped(readFileSync("dist/sandboxed/runner.cjs", "utf8")));
writeFileSync("dist/sandboxed/runner.cache", runner.createCachedData());
