/** A side of a comparison that is a program of its own: it trains on request and times itself. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Run, Side } from "./side.js";
import { textOf, type Task } from "./task.js";

export interface Peer extends Side {
  stop(): void;
}

/** Start a program that speaks the protocol of `harness.h`. */
export function startPeer(name: string, program: string, args: readonly string[], task: Task): Peer {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const failed = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      reject(new Error(`${name} ended with exit code ${String(code)} before it was asked to`));
    });
  });
  // A rejection that nobody waits for is no failure: stop() makes one.
  failed.catch(() => undefined);
  // A program that has ended says so by its exit code.
  child.stdin.on("error", () => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  child.stdin.write(textOf(task));
  return {
    name,
    async run(epochs: number): Promise<Run> {
      child.stdin.write(`${epochs}\n`);
      const line = await Promise.race([lines.next(), failed]);
      if (line.done) return failed;
      const [ns, loss] = line.value.split(" ").map(Number);
      return { ns: ns!, loss: loss! };
    },
    stop() {
      child.stdin.end();
    },
  };
}
