/** Where Jupyter looks for kernels, by the rules of jupyter_core, without asking Python. */

import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { InstallError } from "./installError.js";

/** The machine, so that a test can be about another one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
});

const pathsOf = ({ platform }: Machine) => (platform === "win32" ? win32 : posix);

/** The folder of one user's Jupyter. */
export function userData(machine: Machine): string {
  const { platform, env, home } = machine;
  const paths = pathsOf(machine);
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return paths.join(home, "Library", "Jupyter");
  if (platform === "win32") {
    if (env.APPDATA) return paths.join(env.APPDATA, "jupyter");
    return paths.join(env.JUPYTER_CONFIG_DIR ?? paths.join(home, ".jupyter"), "data");
  }
  return paths.join(env.XDG_DATA_HOME ?? paths.join(home, ".local", "share"), "jupyter");
}

/** The folder of an environment, such as a Python virtual environment. */
export const prefixData = (prefix: string, machine: Machine): string =>
  pathsOf(machine).join(prefix, "share", "jupyter");

/** The environment that is active in this terminal. @throws InstallError if there is none */
export function activePrefix({ env }: Machine): string {
  const prefix = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
  if (prefix) return prefix;
  throw new InstallError(
    "no Python environment is active: activate one first, or name its folder with --prefix DIR",
  );
}
