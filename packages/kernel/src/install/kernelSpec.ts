/** Jupyter's description of this kernel: how to start it. The project's own setup writes it, too. */

import { fileURLToPath } from "node:url";

/** What a cell does when its types are wrong: not run, or run with a warning. */
export const TYPE_ERRORS = ["stop", "warn"] as const;

export type TypeErrors = (typeof TYPE_ERRORS)[number];

export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: "typescript";
  readonly interrupt_mode: "message";
  readonly metadata: { readonly debugger: false };
}

export interface KernelSpecOptions {
  readonly displayName?: string;
  readonly typeErrors?: TypeErrors;
  readonly node?: string;
  /** The built kernel. */
  readonly kernel?: string;
}

export const DISPLAY_NAME = "TypeScript (Gradus)";

const FLAGS = [
  // Warnings of Node itself are about how this kernel is made, and nothing that a notebook's author could change.
  "--no-warnings",
  // A loop that is ended from outside leaves Node's own list of what called what as it was, and Node would give up.
  "--no-force-async-hooks-checks",
  // Each helper thread of V8 costs two megabytes, and two threads of our own are enough for the processors of a laptop.
  "--v8-pool-size=1",
];

/** The path of the built kernel, from its source as well as from its built form. */
const builtKernel = fileURLToPath(new URL("../../dist/kernel.js", import.meta.url));

/** The paths are absolute because Jupyter starts a kernel in the notebook's folder, with a PATH of its own. */
export function kernelSpec({
  displayName = DISPLAY_NAME,
  typeErrors = "stop",
  node = process.execPath,
  kernel = builtKernel,
}: KernelSpecOptions = {}): KernelSpec {
  const options = typeErrors === "stop" ? [] : [`--type-errors=${typeErrors}`];
  return {
    argv: [node, ...FLAGS, kernel, "{connection_file}", ...options],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}

/** The file as it is written. */
export const printSpec = (spec: KernelSpec): string => `${JSON.stringify(spec, undefined, 2)}\n`;

/** Whether a kernel.json starts this kernel, of this checkout or of another one. */
export function isOurs(text: string): boolean {
  try {
    const { argv } = JSON.parse(text) as { argv?: unknown };
    return Array.isArray(argv) && argv.some((arg) => typeof arg === "string" && OUR_KERNEL.test(arg));
  } catch {
    return false;
  }
}

/** In a checkout, and as npm installs it. */
const OUR_KERNEL = /[\\/](?:packages|@gradus)[\\/]kernel[\\/]dist[\\/]kernel\.js$/;
