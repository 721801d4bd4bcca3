/** The command `gradus-kernel`. It ends with 0 when it is done, and with 2 when what was asked for cannot be. */

import { CommanderError, type Command } from "commander";
import { kernelCommand } from "./commands.js";
import { InstallError } from "./installError.js";

const program = kernelCommand();
leaveToUs(program);
try {
  program.parse();
} catch (error) {
  process.exitCode = codeOf(error);
}

/** Commander would end the program by itself, and a wrong option with 1. */
function leaveToUs(command: Command): void {
  command.exitOverride();
  command.commands.forEach(leaveToUs);
}

function codeOf(error: unknown): number {
  // It has said so itself; the help that somebody asked for is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof InstallError)) throw error;
  console.error(`gradus-kernel: ${error.message}`);
  return 2;
}
