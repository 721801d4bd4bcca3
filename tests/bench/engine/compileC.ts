/** Compiles the C programs as one would on the machine that they run on. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Problem } from "../../../scripts/setup/problem.mjs";

/** Not `-ffast-math`: the other side may not reorder sums either. GNU C, so that gcc may fuse a·b + c as it likes. */
const FLAGS = ["-O3", "-march=native", "-Wall", "-Wextra", "-Werror"];

/**
 * @param name of `NAME.c` in this folder
 * @param folder where the program goes
 * @returns the path of the program
 * @throws Problem when there is no gcc
 */
export function compileC(name: string, folder: string): string {
  const source = join(import.meta.dirname, `${name}.c`);
  const program = join(folder, name);
  const { error, status, stderr } = spawnSync("gcc", [...FLAGS, source, "-o", program, "-lm"], {
    encoding: "utf8",
  });
  if (error && "code" in error && error.code === "ENOENT") {
    throw new Problem(
      "The engine benchmark compares with C, and there is no gcc",
      "install it (on Debian and Ubuntu: apt-get install gcc libc6-dev) and run the command again",
    );
  }
  if (error) throw error;
  if (status !== 0) throw new Error(`gcc could not compile ${name}.c:\n${stderr}`);
  return program;
}
