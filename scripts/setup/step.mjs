/** One step of the setup: a sentence, a check that says in milliseconds whether it is needed, and an action. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { alone } from "./lock.mjs";
import { isNetworkError } from "./network.mjs";
import { CommandFailed, Problem } from "./problem.mjs";
import { showProgress } from "./progress.mjs";
import { stateFolder } from "./project.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {(program: string, args: readonly string[], options?: Partial<import("./run.mjs").RunOptions>) => Promise<void>} Run
 *
 * @typedef {object} Step
 * @property {string} name its stamp and its log are named after it
 * @property {string} sentence what it does, for the person who waits
 * @property {() => boolean} isCurrent
 * @property {() => void} [demand] throws a Problem when this computer does not allow the step
 * @property {(run: Run) => Promise<void>} action
 * @property {() => void} [remember] called after the action went through
 */

/**
 * Does a step unless what it makes is current.
 * @param {string} base the project's folder
 * @param {Step} step
 * @param {(sentence: string) => import("./progress.mjs").Progress} [show]
 * @throws {Problem} if the step fails
 */
export async function runStep(base, step, show = showProgress) {
  if (step.isCurrent()) return;
  await alone(base, async () => {
    // Another command may have done it while this one waited.
    if (!step.isCurrent()) await doStep(base, step, show);
  });
}

/**
 * @param {string} base
 * @param {Step} step
 * @param {(sentence: string) => import("./progress.mjs").Progress} show
 */
async function doStep(base, step, show) {
  step.demand?.();
  const log = join(stateFolder(base), "logs", `${step.name}.log`);
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, "");
  const progress = show(step.sentence);
  try {
    await step.action((program, args, options) =>
      run(program, args, { cwd: base, log, onLine: progress.detail, ...options }),
    );
  } catch (error) {
    progress.failed();
    throw error instanceof CommandFailed ? explain(error, step, relative(base, log)) : error;
  }
  progress.done();
  step.remember?.();
}

/**
 * @param {CommandFailed} error
 * @param {Step} step
 * @param {string} log
 */
function explain(error, step, log) {
  if (isNetworkError(error.output)) {
    return new Problem(
      `${step.sentence} needs the network, which cannot be reached`,
      `connect this computer to the internet and run the command again (the log is ${log})`,
    );
  }
  return new Problem(
    `${excerpt(error.output)}\n\n${step.sentence} failed with the lines above`,
    `the whole log is ${log}`,
  );
}

/**
 * The last lines, and before them the first that name an error: builds that run side by side bury it.
 * @param {string} output
 */
function excerpt(output) {
  const lines = output.trimEnd().split("\n");
  const errors = lines.slice(0, -12).filter((line) => /\berror\b/i.test(line));
  return [...errors.slice(0, 8), ...lines.slice(-12)].filter((line) => line.trim() !== "").join("\n");
}

/**
 * Makes a step current for as long as its inputs have the hash that was written into its stamp file.
 * @param {string} base the project's folder
 * @param {string} name
 * @param {() => string} inputs hashes what the step reads
 * @param {() => boolean} isPresent whether what the step makes is there
 * @returns {Pick<Step, "name" | "isCurrent" | "remember">}
 */
export function stamped(base, name, inputs, isPresent) {
  const stamp = join(stateFolder(base), "stamps", name);
  let seen = "";
  return {
    name,
    isCurrent() {
      seen = inputs();
      return isPresent() && readStamp(stamp) === seen;
    },
    remember() {
      // The hash from before the action: a file that was edited meanwhile makes the step run again.
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, seen);
    },
  };
}

/** @param {string} stamp */
function readStamp(stamp) {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return undefined;
  }
}
