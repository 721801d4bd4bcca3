/** Registers the TypeScript kernels in an environment of the project, so that JupyterLab offers them. */
import { join } from "node:path";
import process from "node:process";

import { writeIfChanged } from "./write.mjs";

/**
 * Jupyter's description of how to start tslab, which our notebooks run on as well. The paths are absolute because Jupyter starts it in the
 * notebook's folder, with a PATH on which a project's own tslab is not.
 * @param {string} base
 * @param {string} [node]
 */
export const tslabSpec = (base, node = process.execPath) => ({
  argv: [node, join(base, "scripts", "kernel", "tslab.cjs"), "kernel", "--config-path={connection_file}"],
  display_name: "TypeScript (tslab)",
  language: "typescript",
  interrupt_mode: "signal",
  // Without a limit Node lets the garbage of re-run cells grow to more than 400 MB for each open notebook.
  env: { NODE_OPTIONS: "--max-old-space-size=256" },
});

/**
 * Writes the descriptions again whenever Node or the checkout moved. Our own kernel says itself what stands in its one,
 * once it is built.
 * @param {string} base
 * @param {string} environment
 */
export async function registerKernels(base, environment) {
  const folder = join(environment, "share", "jupyter", "kernels");
  const { kernelSpec } = await import("../../packages/kernel/dist/install/kernelSpec.js");
  for (const [name, spec] of Object.entries({ gradus: kernelSpec(), tslab: tslabSpec(base) }))
    writeIfChanged(join(folder, name, "kernel.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
}
