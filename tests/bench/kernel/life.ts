/** One life of a kernel, from its start to its end: how long each step of it took. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonOf, root, testEnvironment } from "../../../scripts/setup/project.mjs";
import { KERNELS, type Place } from "./kernels.js";

/** What was measured, by its name; several times each where the kernel did something several times. */
export type Measured = Readonly<Record<string, readonly number[]>>;

/** @throws Error with all that was said, if the kernel does not start or a cell does not print what it should */
export async function live(kernel: string, place: Place, extra: readonly string[] = []): Promise<Measured> {
  const program = join(import.meta.dirname, "measure.py");
  const args = [program, kernel, place.notebooks, KERNELS.get(kernel)!.language, ...extra];
  try {
    const { stdout } = await promisify(execFile)(pythonOf(testEnvironment(root)), ["-B", ...args], {
      env: place.env,
      maxBuffer: 1 << 26,
    });
    return JSON.parse(stdout) as Measured;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`The kernel ${kernel} could not be measured: ${(stderr ?? message).slice(-5000)}`, {
      cause: error,
    });
  }
}
