/** Runs JupyterLab from the project's environment until it ends. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";
import { setInterval } from "node:timers";

import { pythonOf, userEnvironment } from "../setup/project.mjs";
import { wantedPort } from "./port.mjs";

/**
 * JupyterLab's arguments: ours first, so that those of the person win.
 * @param {string} base
 * @param {string | undefined} notebook relative to `base`
 * @param {readonly string[]} args
 * @param {boolean} isRoot
 */
export function labArguments(base, notebook, args, isRoot = process.getuid?.() === 0) {
  const choosesFolder = args.some((arg) => /^--(?:ServerApp\.root_dir|notebook-dir)\b/.test(arg));
  return [
    `--ServerApp.root_dir=${base}`,
    // The page to begin with, so that the address in the log leads there too when no browser is opened.
    // A notebook outside the chosen folder would be an error.
    ...(notebook && !choosesFolder ? [`--LabApp.default_url=/lab/tree/${encodeURI(notebook)}`] : []),
    // Ctrl-C ends JupyterLab at once instead of asking whether it should.
    "--ServerApp.answer_yes=True",
    // Whoever names a port means that one.
    ...(wantedPort(args) === undefined ? [] : ["--ServerApp.port_retries=0"]),
    ...(isRoot && !args.includes("--allow-root") ? ["--allow-root"] : []),
    ...args,
  ];
}

/**
 * @param {string} base
 * @param {string | undefined} notebook
 * @param {readonly string[]} args
 * @returns {Promise<number>} JupyterLab's exit code
 */
export function openLab(base, notebook, args) {
  const lab = spawn(
    pythonOf(userEnvironment(base)),
    ["-m", "jupyterlab", ...labArguments(base, notebook, args)],
    {
      cwd: base,
      stdio: "inherit",
      // The project's kernel and settings win over those of the same name in the student's home.
      env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
    },
  );
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      // On Windows the console tells JupyterLab itself, and a signal of ours would end it without a farewell.
      // Elsewhere SIGTERM may come on top of the terminal's SIGINT: it ends JupyterLab cleanly however often it comes.
      if (process.platform !== "win32") lab.kill("SIGTERM");
    });
  }
  endWithNpm(() => lab.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    lab.on("error", reject);
    lab.on("close", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * npm passes a signal on to the shell between it and this process, and the shell keeps it to itself: without
 * this, JupyterLab would outlive an `npm start` that was ended from outside.
 * @param {() => void} end
 */
function endWithNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) end();
  }, 500);
  timer.unref();
}
