/** Registers the TypeScript kernel in an environment of the project, so that JupyterLab offers it. */
import { join } from "node:path";
import process from "node:process";

import { writeIfChanged } from "./write.mjs";

/**
 * Jupyter's description of how to start the kernel. The paths are absolute because Jupyter starts it in the
 * notebook's folder, with a PATH on which a project's own tslab is not.
 * @param {string} base
 * @param {string} [node]
 */
export const kernelSpec = (base, node = process.execPath) => ({
  argv: [node, join(base, "scripts", "kernel", "tslab.cjs"), "kernel", "--config-path={connection_file}"],
  display_name: "TypeScript (tslab)",
  language: "typescript",
  interrupt_mode: "signal",
  // Without a limit Node lets the garbage of re-run cells grow to more than 400 MB for each open notebook.
  env: { NODE_OPTIONS: "--max-old-space-size=256" },
});

/**
 * Writes the description again whenever Node or the checkout moved.
 * @param {string} base
 * @param {string} environment
 */
export function registerKernel(base, environment) {
  const file = join(environment, "share", "jupyter", "kernels", "tslab", "kernel.json");
  writeIfChanged(file, `${JSON.stringify(kernelSpec(base), undefined, 2)}\n`);
}
