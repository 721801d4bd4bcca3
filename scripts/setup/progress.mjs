/** Says what a long step is doing: one moving line on a terminal, plain lines anywhere else. */
import process from "node:process";
import { clearInterval, setInterval } from "node:timers";

const frames = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];

/**
 * @typedef {object} Progress
 * @property {(text: string) => void} detail what the step is at right now; shown on a terminal only
 * @property {() => void} done
 * @property {() => void} failed
 */

/**
 * @param {string} sentence
 * @param {NodeJS.WriteStream} [out] standard error, because standard output belongs to results
 * @returns {Progress}
 */
export function showProgress(sentence, out = process.stderr) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  return out.isTTY ? onTerminal(sentence, seconds, out) : inPlainLines(sentence, seconds, out);
}

/**
 * @param {string} sentence
 * @param {() => number} seconds
 * @param {NodeJS.WriteStream} out
 * @returns {Progress}
 */
function onTerminal(sentence, seconds, out) {
  let detail = "";
  let frame = 0;
  const draw = () => {
    const line = `${frames[frame++ % frames.length] ?? ""} ${sentence} (${seconds()} s) ${detail}`;
    // A line that wraps cannot be erased by going back to its start.
    out.write(`\r\u001b[2K${line.slice(0, (out.columns || 80) - 1)}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  /** @param {string} mark */
  const end = (mark) => {
    clearInterval(timer);
    out.write(`\r\u001b[2K${mark} ${sentence} (${seconds()} s)\n`);
  };
  return {
    detail: (text) => {
      detail = text;
    },
    done: () => end("✔"),
    failed: () => end("✖"),
  };
}

/**
 * @param {string} sentence
 * @param {() => number} seconds
 * @param {NodeJS.WriteStream} out
 * @returns {Progress}
 */
function inPlainLines(sentence, seconds, out) {
  out.write(`${sentence} ...\n`);
  const timer = setInterval(() => out.write(`  still at it after ${seconds()} s\n`), 30_000);
  /** @param {string} word */
  const end = (word) => {
    clearInterval(timer);
    out.write(`  ${word} after ${seconds()} s\n`);
  };
  return { detail: () => undefined, done: () => end("done"), failed: () => end("failed") };
}
