/** Runs a real Jupyter server on a folder of notebooks, apart from whatever Jupyter the developer has set up. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { pythonOf, root, userEnvironment } from "../../scripts/setup/project.mjs";

const python = pythonOf(userEnvironment(root));

export interface JupyterOptions {
  /** The folder that the server shows. */
  readonly dir: string;
  /** Notebook 7 instead of JupyterLab. */
  readonly notebook7?: boolean;
  /** User settings by plugin, for example `{"@jupyterlab/apputils-extension:themes": {theme: "JupyterLab Dark"}}`. */
  readonly settings?: Readonly<Record<string, object>>;
  /** The Content Security Policy of its pages, instead of one that only forbids to frame them. */
  readonly csp?: string;
}

export interface Jupyter {
  /** Ends with a slash. No token is asked for. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What makes a page calm enough to test: no news from the network, and every output in the page at once. */
const calm = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
};

/** Starts a server and waits until it answers. @throws Error with the server's log if it does not */
export async function startJupyter({
  dir,
  notebook7 = false,
  settings = {},
  csp,
}: JupyterOptions): Promise<Jupyter> {
  const home = await mkdtemp(join(tmpdir(), "gradus-jupyter-"));
  for (const [id, values] of Object.entries({ ...calm, ...settings })) await writeSetting(home, id, values);
  const server = spawn(
    python,
    [
      ...["-m", notebook7 ? "notebook" : "jupyterlab", "--no-browser", "--allow-root"],
      // Port 0 lets the system choose, so two test runs never meet.
      ...["--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", `--ServerApp.root_dir=${dir}`],
      ...["--IdentityProvider.token=", "--ServerApp.password="],
      ...(csp === undefined ? [] : [`--ServerApp.tornado_settings=${headers(csp)}`]),
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: join(home, "config"),
        JUPYTER_DATA_DIR: join(home, "data"),
        JUPYTER_RUNTIME_DIR: join(home, "runtime"),
        JUPYTERLAB_SETTINGS_DIR: join(home, "settings"),
        JUPYTERLAB_WORKSPACES_DIR: join(home, "workspaces"),
        IPYTHONDIR: join(home, "ipython"),
      },
    },
  );
  const stop = async (): Promise<void> => {
    await end(server);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { url: await answer(server, join(home, "runtime")), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Python reads this as a dictionary, too. */
function headers(csp: string): string {
  return JSON.stringify({ headers: { "Content-Security-Policy": csp } });
}

async function writeSetting(home: string, id: string, values: object): Promise<void> {
  const file = join(home, "settings", `${id.replace(":", "/")}.jupyterlab-settings`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(values));
}

/** The server writes its address into a file; the log is for people and its wording changes. */
async function answer(server: ChildProcess, runtime: string): Promise<string> {
  let log = "";
  const collect = (text: Buffer): void => {
    log = (log + text.toString()).slice(-10_000);
  };
  server.stdout?.on("data", collect);
  server.stderr?.on("data", collect);
  server.on("error", (error) => {
    log += error.message;
  });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && server.exitCode === null && server.pid !== undefined) {
    const url = await address(runtime);
    if (url !== undefined && (await isUp(url))) return url;
    await sleep(100);
  }
  throw new Error(`The Jupyter server did not start. Run \`npm start\` once to install it.\n${log}`);
}

async function address(runtime: string): Promise<string | undefined> {
  const files = await readdir(runtime).catch(() => []);
  const file = files.find((name) => /^jpserver-\d+\.json$/.test(name));
  if (file === undefined) return undefined;
  try {
    return (JSON.parse(await readFile(join(runtime, file), "utf8")) as { url: string }).url;
  } catch {
    return undefined; // still being written
  }
}

async function isUp(url: string): Promise<boolean> {
  return fetch(new URL("api/status", url)).then(
    (response) => response.ok,
    () => false,
  );
}

/** Asks this one process to end, so that it can end its kernels, and insists if it does not. */
async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  if ((await Promise.race([ended, sleep(10_000, "late")])) === "late") {
    server.kill("SIGKILL");
    await ended;
  }
}
