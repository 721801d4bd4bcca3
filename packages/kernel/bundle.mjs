/**
 * Makes few files of many: a kernel that reads a hundred files starts twice as slowly. Packages with machine code of their
 * own stay where npm has put them.
 */

import { rmSync } from "node:fs";
import { build } from "esbuild";

// Their names follow from what is in them, so those of an earlier build would stay.
rmSync("dist/parts", { recursive: true, force: true });

await build({
  entryPoints: { kernel: "src/user/main.ts", front: "src/front/main.ts", loader: "src/user/loader.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  platform: "node",
  format: "esm",
  target: "node20.19",
  external: ["zeromq", "esbuild", "oxc-parser", "oxc-transform", "typescript-7"],
  logLevel: "warning",
});
