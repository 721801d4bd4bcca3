/** Sends what a cell shows to the front. */

import { format } from "node:util";
import { workerPort } from "./port.js";
import { currentRun, Interrupted, type Run } from "./context.js";

/** A cell that was stopped shows nothing any more. @throws Interrupted, which ends a loop that goes on behind our back */
function living(): Run {
  const run = currentRun();
  if (run.isStopped) throw new Interrupted();
  return run;
}

export function print(name: "stdout" | "stderr", text: string): void {
  const run = living();
  if (text !== "") workerPort.printed({ type: "stream", run: run.id, name, text });
}

/** @throws TypeError for what is no JSON: here, where the cell can be told */
export function assertJson(value: unknown): void {
  JSON.stringify(value);
}

export function publish(
  kind: string,
  content: Record<string, unknown>,
  metadata?: Record<string, unknown>,
  buffers?: readonly Uint8Array[],
): void {
  assertJson([content, metadata]);
  workerPort.send({
    type: "publish",
    run: living().id,
    kind,
    content,
    ...(metadata && { metadata }),
    ...(buffers && { buffers }),
  });
}

export function display(data: object, metadata: object = {}, id?: string, isUpdate = false): void {
  publish(isUpdate ? "update_display_data" : "display_data", {
    data,
    metadata,
    transient: id === undefined ? {} : { display_id: id },
  });
}

/** `console.log` and whatever writes to the streams of the process. */
export function takeStreams(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
      print(name, typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString());
      const call = typeof encoding === "function" ? encoding : done;
      if (typeof call === "function") process.nextTick(call);
      return true;
    };
    Object.defineProperty(process[name], "write", { value: write, writable: true, configurable: true });
  }
  // The console's own methods go through streams that swallow what they throw.
  const print1 =
    (name: "stdout" | "stderr") =>
    (...values: unknown[]) => {
      print(name, `${indent(format(...values))}\n`);
    };
  Object.assign(console, {
    log: print1("stdout"),
    info: print1("stdout"),
    debug: print1("stdout"),
    warn: print1("stderr"),
    error: print1("stderr"),
    group: (...values: unknown[]) => {
      if (values.length > 0) console.log(...values);
      depth += 2;
    },
    groupEnd: () => {
      depth = Math.max(0, depth - 2);
    },
  });
}

let depth = 0;
const indent = (text: string): string => (depth === 0 ? text : text.replace(/^/gm, " ".repeat(depth)));
