/** From an error to words and an exit code: 0 done, 1 done with something to look at, 2 not done, 3 the machine's fault. */

import { GradusError } from "@gradus/core";
import type { Command } from "commander";
import { MachineError } from "../errors.js";

export async function run(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof GradusError)) throw error;
    console.error(`gradus: ${error.message}`);
    process.exitCode = error instanceof MachineError ? 3 : 2;
  }
}
