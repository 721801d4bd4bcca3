/** Hooks of Node's module loader for `.ts` files; they run in a thread of their own, from the first such import on. */

import { existsSync, readFileSync } from "node:fs";
import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { needsHelpers, parse } from "../cells/parse.js";
import { transform } from "../cells/transform.js";

let port: MessagePort | undefined;

export function initialize(data: { port: MessagePort }): void {
  ({ port } = data);
}

export const resolve: ResolveHook = (specifier, context, next) => {
  const { parentURL = "" } = context;
  const query = /\?gradus=\d+$/.exec(parentURL)?.[0];
  if (query === undefined || !/^\.{1,2}\//.test(specifier)) return next(specifier, context);
  const url = new URL(specifier, parentURL);
  for (const ending of ["", ".ts"]) {
    const { href } = new URL(
      url.href.replace(ending === "" ? /\.js$/ : /$/, ".ts").replace(/\.ts\.ts$/, ".ts"),
    );
    if (existsSync(fileURLToPath(href))) return { url: href + query, format: "module", shortCircuit: true };
  }
  return next(specifier, context);
};

export const load: LoadHook = async (url, context, next) => {
  const [plain = url] = url.split("?gradus=");
  if (plain === url) return next(url, context);
  const file = fileURLToPath(plain);
  port?.postMessage(file);
  const source = readFileSync(file, "utf8");
  const { code, mappings } = await transform(file, source, needsHelpers(parse(source).program));
  const map = JSON.stringify({ version: 3, sources: [plain], names: [], mappings });
  return {
    format: "module",
    source: `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}`,
    shortCircuit: true,
  };
};
