/** Runs a program quietly: its output goes to a log file and, line by line, to whoever shows progress. */
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import process from "node:process";

import { CommandFailed } from "./problem.mjs";

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {string} log the file that the output is added to
 * @property {(line: string) => void} [onLine]
 * @property {(text: string) => boolean} [isHopeless] ends the program when what it just said can only end badly
 * @property {Record<string, string>} [env] added to this process's own
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<void>}
 * @throws {CommandFailed} if it cannot be started or does not end with exit code 0
 */
export function run(program, args, { cwd, log, onLine, isHopeless, env }) {
  const command = [program, ...args].join(" ");
  appendFileSync(log, `$ ${command}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    /** @param {string} text */
    const take = (text) => {
      output += text;
      appendFileSync(log, text);
      const line = text.trimEnd().split("\n").at(-1)?.trim();
      if (line) onLine?.(line);
      if (isHopeless?.(text)) child.kill();
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", take);
    child.on("error", (error) => {
      reject(new CommandFailed(command, `${output}${error.message}\n`));
    });
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new CommandFailed(command, output));
    });
  });
}
