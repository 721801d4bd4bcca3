/** Runs the linters, and gives them broken copies of what they have to complain about. */

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pythonOf, root, testEnvironment } from "../../../scripts/setup/project.mjs";

export { root };
export const deploy = join(root, "packages/grader/deploy");

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param input for its standard input */
export function run(program: string, args: readonly string[], input?: string): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...{ cwd: deploy, encoding: "utf8", maxBuffer: 1 << 26, timeout: 60_000 },
    ...(input !== undefined && { input }),
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

const python = pythonOf(testEnvironment(root));

export const runPython = (args: readonly string[], input?: string): Outcome => run(python, args, input);

/** A program that pip has installed. Some are made for some machines only, and a test cannot run on another one. */
export function tool(name: string, context: Mocha.Context): string {
  const file = join(dirname(python), name);
  if (!existsSync(file)) context.skip();
  return file;
}

/** Replaces something in a file, in a copy of all of them, to see who complains. */
export function withBroken<T>(
  file: string,
  [good, bad]: readonly [good: string, bad: string],
  look: (file: string) => T,
): T {
  const text = readFileSync(join(deploy, file), "utf8");
  if (!text.includes(good)) throw new Error(`${file} has no "${good}" to be broken.`);
  const folder = mkdtempSync(join(tmpdir(), "gradus-broken-"));
  try {
    cpSync(deploy, folder, { recursive: true });
    writeFileSync(join(folder, file), text.replace(good, bad));
    return look(join(folder, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
