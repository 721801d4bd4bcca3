/** The errors that a newcomer can do something about. They are printed as one sentence, without a stack. */
import process from "node:process";

export class Problem extends Error {
  /**
   * @param {string} what what is wrong
   * @param {string} cure what to do
   */
  constructor(what, cure) {
    super(`${what}: ${cure}.`);
    this.name = "Problem";
  }
}

/** A program that the setup started and that failed; `output` is everything it said. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} output
   */
  constructor(command, output) {
    super(`${command} failed.`);
    this.name = "CommandFailed";
    this.output = output;
  }
}

/**
 * Runs one of the project's commands and turns what it returns into the exit code.
 * @param {() => Promise<number>} action
 */
export async function asCommand(action) {
  try {
    process.exitCode = await action();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
