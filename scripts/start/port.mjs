/** Checks a port that was asked for: Jupyter would take another one and say so in the middle of its log. */
import { once } from "node:events";
import { createServer } from "node:net";

import { Problem } from "../setup/problem.mjs";

/**
 * The port that Jupyter's arguments ask for.
 * @param {readonly string[]} args
 */
export function wantedPort(args) {
  for (const [i, arg] of args.entries()) {
    const [, value] = /^--(?:ServerApp\.)?port(?:=(.*))?$/.exec(arg) ?? [arg, null];
    if (value !== null) return Number(value ?? args[i + 1]);
  }
  return undefined;
}

/**
 * @param {readonly string[]} args Jupyter's arguments
 * @throws {Problem} if they ask for a port that another program holds
 */
export async function checkPort(args) {
  const port = wantedPort(args);
  // 0 means any port, and what is no port at all is Jupyter's to refuse.
  if (!port || !Number.isInteger(port) || port > 65_535) return;
  // `localhost` is both, and either one may be taken.
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await tryToListen(port, host);
    if (code === "EADDRINUSE") {
      throw new Problem(
        `Port ${port} is in use by another program, perhaps by a JupyterLab that still runs`,
        "end that program, or ask for another port with --port, or for any free one by leaving --port out",
      );
    }
    if (code === "EACCES") {
      throw new Problem(`Port ${port} is reserved for the system`, "ask for a port above 1023 with --port");
    }
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} the system's error code, for example of a machine without IPv6
 */
async function tryToListen(port, host) {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return undefined;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code;
  }
}
