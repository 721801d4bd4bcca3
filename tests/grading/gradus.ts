/** The command `gradus`, as a user calls it. */

import { spawn, type ChildProcess } from "node:child_process";

const MAIN = "packages/grader/bin/gradus.js";

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said so far. */
  readonly output: { stdout: string; stderr: string };
}

/** @param program where it is another one than this project's */
export function start(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = MAIN,
): Running {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => {
      resolve({ code, signal, ...output });
    });
  });
  return { child, ended, output };
}

export const gradus = (...args: readonly string[]): Promise<Ended> => start(args).ended;
