/** From an error to words and an exit code: 0 done, 1 done with something to look at, 2 not done, 3 the machine's fault. */

import { GradusError } from "@gradus/core";
import { CommanderError, type Command } from "commander";
import { MachineError } from "../errors.js";

export async function run(program: Command, argv: readonly string[]): Promise<void> {
  leaveToUs(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // It has said so itself; the help that somebody asked for is no error.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    if (!(error instanceof GradusError)) throw error;
    console.error(`gradus: ${error.message}`);
    process.exitCode = error instanceof MachineError ? 3 : 2;
  }
}

/** Commander would end the program by itself, and a wrong option with 1. */
function leaveToUs(command: Command): void {
  command.exitOverride();
  command.commands.forEach(leaveToUs);
}
