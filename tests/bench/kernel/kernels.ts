/** The kernels that are compared, each described to Jupyter in a scratch folder: what is installed does not matter. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelSpec, printSpec, type KernelSpec } from "../../../packages/kernel/src/install/kernelSpec.js";
import { Problem } from "../../../scripts/setup/problem.mjs";
import { pythonOf, root, stateFolder, testEnvironment } from "../../../scripts/setup/project.mjs";

export type Language = "ts" | "py";

interface PeerSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
}

interface Described {
  readonly language: Language;
  readonly spec: () => KernelSpec | PeerSpec;
}

const python = pythonOf(testEnvironment(root));

export const KERNELS: ReadonlyMap<string, Described> = new Map<string, Described>([
  ["gradus", { language: "ts", spec: ours }],
  ["tslab", { language: "ts", spec: tslab }],
  ["deno", { language: "ts", spec: deno }],
  ["ipykernel", { language: "py", spec: ipykernel }],
]);

/** Where kernels are described, and where they run and leave what they write. */
export interface Place {
  readonly folder: string;
  readonly notebooks: string;
  readonly env: NodeJS.ProcessEnv;
}

/** @throws Problem if one of the kernels is missing: a comparison without it would look like one with it */
export function describeKernels(names: readonly string[]): Place {
  const specs = names.map((name) => [name, KERNELS.get(name)!.spec()] as const);
  const folder = mkdtempSync(join(tmpdir(), "gradus-bench-kernel-"));
  for (const [name, spec] of specs) {
    const path = join(folder, "jupyter", "kernels", name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "kernel.json"), printSpec(spec as KernelSpec));
  }
  const notebooks = join(folder, "notebooks");
  mkdirSync(notebooks);
  // Without Node's types in a folder above its cells, tslab knows no console.
  symlinkSync(join(root, "node_modules"), join(notebooks, "node_modules"), "dir");
  const env = {
    ...process.env,
    JUPYTER_PATH: join(folder, "jupyter"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    IPYTHONDIR: join(folder, "ipython"),
    DENO_DIR: join(folder, "deno"),
    DENO_NO_UPDATE_CHECK: "1",
  };
  return { folder, notebooks, env };
}

function ours(): KernelSpec {
  const spec = kernelSpec();
  needs("Our kernel", join(root, "packages", "kernel", "dist", "kernel.js"), "npm run build");
  return spec;
}

/** As its own installer has it, but with paths in place of the name of a command, and without the project's repairs. */
function tslab(): PeerSpec {
  const program = needs("tslab", join(root, "node_modules", "tslab", "bin", "tslab"), "npm install");
  const argv = [process.execPath, program, "kernel", "--config-path={connection_file}"];
  return { argv, display_name: "tslab", language: "typescript" };
}

const DENO = "2.9.6";

/**
 * The program itself: through the package's script there would be a process of Node in front of it. It is as large as all
 * that the project needs, so only who measures it gets it.
 */
function deno(): PeerSpec {
  const folder = join(stateFolder(root), "bench", `deno-${DENO}`);
  const installer = join(folder, "node_modules", "deno", "install_api.cjs");
  if (!existsSync(installer)) {
    mkdirSync(folder, { recursive: true });
    const options = ["--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status, stderr } = spawnSync("npm", ["install", ...options, `deno@${DENO}`], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (status !== 0) throw new Problem("Deno cannot be installed to be measured", stderr);
  }
  const { runInstall } = createRequire(import.meta.url)(installer) as { runInstall: () => string };
  const argv = [runInstall(), "jupyter", "--kernel", "--conn", "{connection_file}"];
  return { argv, display_name: "Deno", language: "typescript" };
}

function ipykernel(): PeerSpec {
  needs("The Python environment of the tests", python, "npm test");
  const argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"];
  return { argv, display_name: "ipykernel", language: "python" };
}

function needs(what: string, file: string, command: string): string {
  if (existsSync(file)) return file;
  throw new Problem(`${what} is not there to be measured`, `"${command}" makes ${file}`);
}
