/** Reads JSON as `unknown`, so that every reader has to say which shape it counts on. */
import { readFileSync } from "node:fs";

/**
 * @param {string} text
 * @returns {unknown}
 */
export function parseJson(text) {
  /** @type {unknown} */
  const value = JSON.parse(text);
  return value;
}

/** @param {string} file */
export const readJson = (file) => parseJson(readFileSync(file, "utf8"));
