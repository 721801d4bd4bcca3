/** Where things are: the paths that several scripts share, and the environment of the tools they start. */
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * What the scripts remember between two runs: stamps, logs, the test environment.
 * @param {string} base
 */
export const stateFolder = (base) => join(base, ".gradus");

/**
 * The environment that students use.
 * @param {string} base
 */
export const userEnvironment = (base) => join(base, ".venv");

/**
 * The environment of the tests alone, because nbgrader adds buttons of its own to JupyterLab.
 * @param {string} base
 */
export const testEnvironment = (base) => join(stateFolder(base), "venv-test");

/** @param {string} environment a Python virtual environment */
export const pythonOf = (environment) =>
  process.platform === "win32"
    ? join(environment, "Scripts", "python.exe")
    : join(environment, "bin", "python");

/**
 * What Lerna needs to know: no full-screen display inside ours, and its notes belong with the other notes.
 * @param {string} base
 */
export const lernaVariables = (base) => ({
  NX_TUI: "false",
  NX_DAEMON: "false",
  NX_CACHE_DIRECTORY: join(stateFolder(base), "nx", "cache"),
  NX_WORKSPACE_DATA_DIRECTORY: join(stateFolder(base), "nx", "data"),
});

/**
 * Lerna's script, for Node to run: npx would ask the network when Lerna is missing.
 * @param {string} base
 */
export const lerna = (base) => join(base, "node_modules", "lerna", "dist", "cli.js");
