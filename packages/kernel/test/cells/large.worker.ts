/** Compiles cells in a thread as large as the kernel's own, and says which earlier names they use. */

import vm from "node:vm";
import { parentPort } from "node:worker_threads";

import { compile } from "../../src/cells/compile.js";
import { parse } from "../../src/cells/parse.js";

async function usesOf(source: string): Promise<readonly string[] | string> {
  try {
    const { code, uses } = await compile(parse(source), new Set(["a"]));
    new vm.Script(code);
    return uses;
  } catch (error) {
    return (error as Error).message;
  }
}

parentPort!.on("message", (source: string) => {
  void usesOf(source).then((uses) => {
    parentPort!.postMessage(uses);
  });
});
