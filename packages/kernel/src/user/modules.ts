/** Loads what cells import: packages as Node does, `.ts` files beside the notebook as they are on the disk now. */

import { existsSync, statSync } from "node:fs";
import { createRequire, register } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { resolve as resolveAsNode } from "import-meta-resolve";
import type { LoadedFile } from "./loader.js";
import { tslab } from "./tslab.js";

const folder = process.cwd();
const notebook = join(folder, "notebook.js");
/** Node takes the place of the importing file from the script's name. */
const importNatively = new vm.Script("(specifier, options) => import(specifier, options)", {
  filename: notebook,
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as (specifier: string, options?: object) => Promise<unknown>;

export const require = createRequire(notebook);
export const meta = { url: pathToFileURL(notebook).href, dirname: folder, filename: notebook };

export function load(specifier: unknown, options?: object): Promise<unknown> {
  const name = String(specifier);
  // A notebook that was made for tslab shows its pictures through it.
  if (name === "tslab") return Promise.resolve(tslab);
  const file = typeScriptFile(name);
  if (file === undefined) return importNatively(name, options);
  return importNatively(`${pathToFileURL(file).href}?gradus=${generation(file)}`, options);
}

const SOURCE = /\.[mc]?tsx?$/;

function typeScriptFile(name: string): string | undefined {
  if (/^\.{0,2}\//.test(name)) {
    const path = resolve(folder, name);
    return [path, path.replace(/\.js$/, ".ts"), `${path}.ts`, join(path, "index.ts")].find(
      (file) => SOURCE.test(file) && existsSync(file),
    );
  }
  if (/^\w+:/.test(name)) return undefined;
  try {
    // A package of the workspace may consist of TypeScript.
    const url = resolveAsNode(name, meta.url);
    return SOURCE.test(url) ? fileURLToPath(url) : undefined;
  } catch {
    return undefined; // Node says it better.
  }
}

let current = 0;
/** When each file was changed that has been imported. */
const changed = new Map<string, number>();
/** By URL, what leads from the running code to the file. */
const mappings = new Map<string, string>();
let loaded: MessagePort | undefined;

/** Which parts of a file that was imported are where; nothing for other files. */
export function mappingsOf(url: string): string | undefined {
  hear();
  return mappings.get(url);
}

/** A number that grows when any of these files has changed, since others may import it. */
function generation(file: string): number {
  if (loaded) hear();
  else loaded = registerLoader();
  const isOld = [...changed].some(([known, time]) => timeOf(known) !== time);
  if (isOld) {
    current++;
    changed.clear();
  }
  changed.set(file, timeOf(file));
  return current;
}

function registerLoader(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  register(new URL("loader.js", import.meta.url), { data: { port: port2 }, transferList: [port2] });
  port1.unref();
  return port1;
}

/** Take what the loader has told. Not by an event: an error in a file may come before that. */
function hear(): void {
  if (!loaded) return;
  for (let told = receiveMessageOnPort(loaded); told; told = receiveMessageOnPort(loaded)) {
    const { file, time, url, mappings: map } = told.message as LoadedFile;
    changed.set(file, time);
    mappings.set(url, map);
  }
}

function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
