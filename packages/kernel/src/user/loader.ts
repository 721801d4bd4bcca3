/** Hooks of Node's module loader for `.ts` files; they run in a thread of their own, from the first such import on. */

import { existsSync, readFileSync, statSync } from "node:fs";
import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { needsHelpers, parse } from "../cells/parse.js";
import { transform } from "../cells/transform.js";

let port: MessagePort | undefined;

/** What the cells' thread is told of a file that it gets. */
export interface LoadedFile {
  readonly file: string;
  /** When it was changed, in milliseconds. */
  readonly time: number;
  /** As V8 names it in stacks. */
  readonly url: string;
  /** Of the source map, version 3. */
  readonly mappings: string;
}

export function initialize(data: { port: MessagePort }): void {
  ({ port } = data);
}

/** `./a.js` and `./a` mean `a.ts` where that is what there is. */
export const resolve: ResolveHook = (specifier, context, next) => {
  const query = /\?gradus=\d+$/.exec(context.parentURL ?? "")?.[0];
  if (query === undefined || !/^\.{1,2}\//.test(specifier)) return next(specifier, context);
  const { href } = new URL(specifier, context.parentURL);
  const found = [href, href.replace(/\.js$/, ".ts"), `${href}.ts`].find(
    (url) => url.endsWith(".ts") && existsSync(fileURLToPath(url)),
  );
  if (found === undefined) return next(specifier, context);
  return { url: found + query, format: "module", shortCircuit: true };
};

export const load: LoadHook = async (url, context, next) => {
  const [plain = url] = url.split("?gradus=");
  if (plain === url) return next(url, context);
  const file = fileURLToPath(plain);
  const { mtimeMs: time } = statSync(file);
  const source = readFileSync(file, "utf8");
  const { code, mappings } = await transform(file, source, needsHelpers(parse(source).program));
  port?.postMessage({ file, time, url, mappings } satisfies LoadedFile);
  return { format: "module", source: code, shortCircuit: true };
};
