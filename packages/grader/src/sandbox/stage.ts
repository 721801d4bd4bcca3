/**
 * What a sandbox may see: Node, the libraries that it loads, and the runner. Where the sandbox's user could not read them
 * (a project below /root, a Node in somebody's home), they are copied to a place that everybody can read.
 */

import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { MachineError } from "../errors.js";
import { seccompFilter } from "./seccomp/filter.js";

export interface Stage {
  readonly node: string;
  /** Files that Node loads, at the paths at which it looks for them. */
  readonly libraries: readonly string[];
  /** The folder with the runner. */
  readonly runner: string;
  /** A file with the filter of system calls. */
  readonly filter: string;
}

const BUILT = join(import.meta.dirname, "../../dist/sandboxed");

/** @throws MachineError on systems other than Linux on x64 or arm64 */
export function prepareStage(): Stage {
  const { platform, arch } = process;
  if (platform !== "linux" || (arch !== "x64" && arch !== "arm64"))
    throw new MachineError(
      `The sandbox needs Linux on x64 or arm64, and this is ${platform} on ${arch}. Grade on a Linux machine.`,
    );
  const filter = seccompFilter(arch);
  const isNodeOpen = isOpen(process.execPath);
  const folder = sharedFolder(
    [...readdirSync(BUILT).map((file) => readFileSync(join(BUILT, file))), filter],
    (to) => {
      for (const file of readdirSync(BUILT)) copyFileSync(join(BUILT, file), join(to, file));
      writeFileSync(join(to, "filter.bpf"), filter);
      if (!isNodeOpen) copyFileSync(process.execPath, join(to, "node"));
    },
  );
  return {
    node: isNodeOpen ? process.execPath : join(folder, "node"),
    libraries: librariesOfNode(),
    runner: folder,
    filter: join(folder, "filter.bpf"),
  };
}

/** Made once for each content, whole or not at all. It stays for the next run. */
function sharedFolder(contents: readonly Buffer[], fill: (folder: string) => void): string {
  const hash = createHash("sha256").update(process.execPath).update(process.version);
  for (const content of contents) hash.update(content);
  const uid = process.getuid!();
  const folder = join(tmpdir(), `gradus-${uid}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) {
    // Another user of the machine may have been faster.
    const { uid: owner, mode } = statSync(folder);
    if (owner === uid && (mode & 0o022) === 0) return folder;
    throw new MachineError(`${folder} belongs to somebody else. Remove it, or set TMPDIR to another folder.`);
  }
  const scratch = mkdtempSync(`${folder}-`);
  try {
    fill(scratch);
    for (const file of readdirSync(scratch)) chmodSync(join(scratch, file), 0o755);
    chmodSync(scratch, 0o755);
    renameSync(scratch, folder);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Whether every user of the machine can read the file. */
function isOpen(file: string): boolean {
  for (let path = file; ; path = dirname(path)) {
    if ((statSync(path).mode & (path === file ? 0o005 : 0o001)) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** What the loader has found for this process, it will look for at the same places in the sandbox. */
function librariesOfNode(): string[] {
  const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: readonly string[] };
  // Add-ons of this program, such as that of a database, are no part of Node.
  const files = sharedObjects.filter(
    (path) => path.startsWith("/") && !path.endsWith(".node") && existsSync(path),
  );
  // The loader itself, by the name that stands in the program.
  const loader = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"].filter((path) =>
    existsSync(path),
  );
  return [
    ...new Set([
      ...files.filter((path) => !basename(path).startsWith("ld-linux") && path !== process.execPath),
      ...loader,
    ]),
  ];
}
