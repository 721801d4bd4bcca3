/** Runs a program, but not for ever: one test that hangs must not keep all the others, and whoever waits for them. */
import { Buffer } from "node:buffer";
import { spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { clearTimeout, setTimeout } from "node:timers";

/** In milliseconds: many times what the longest step takes. */
export const LIMIT = 30 * 60_000;

const isWindows = process.platform === "win32";
/** @type {NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * @typedef {object} Options
 * @property {string} cwd
 * @property {Record<string, string>} env
 * @property {number} limit in milliseconds
 * @property {string} [heading] what it says comes below this when it has ended, since others run meanwhile
 */

/**
 * Runs a Node script with this terminal.
 * @param {readonly string[]} args
 * @param {Options} options
 * @returns {Promise<"passed" | "failed" | "hung">}
 */
export function runLimited(args, { cwd, env, limit, heading }) {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: heading === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
    // A process group of its own, so that all that it has started can be ended with it.
    detached: !isWindows,
  });
  /** @type {Buffer[]} */
  const said = [Buffer.from(heading ?? "")];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (/** @type {Buffer} */ chunk) => said.push(chunk));
  // The terminal does not reach that group any more.
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    listen("off");
    endAll(child.pid, signal);
    process.kill(process.pid, signal);
  };
  /** @param {"on" | "off"} how */
  const listen = (how) => {
    for (const signal of signals) process[how](signal, pass);
  };
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    // Not more gently: what hangs may not hear it, and Lerna would call that a success.
    endAll(child.pid, "SIGKILL");
  }, limit);
  listen("on");
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      listen("off");
      process.stdout.write(Buffer.concat(said));
    };
    child.on("error", (error) => {
      settle();
      reject(error);
    });
    child.on("close", (code) => {
      settle();
      resolve(hung ? "hung" : code === 0 ? "passed" : "failed");
    });
  });
}

/**
 * @param {number | undefined} pid none if it could not be started
 * @param {NodeJS.Signals} signal
 */
function endAll(pid, signal) {
  if (pid === undefined) return;
  if (isWindows) {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have just ended.
  }
}
