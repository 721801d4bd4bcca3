/** Runs a program of this project in a container, by the runtime that Docker and Kubernetes use, too. */

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run, type Outcome } from "./tools.js";

export interface Confinement {
  /** A file with a filter of system calls, as Docker reads it. */
  readonly seccomp?: string;
  /** Whether a part of /proc is covered, as it is where nobody asks for anything else. */
  readonly isProcCovered: boolean;
  /** Whether its users are others than those of the machine. */
  readonly hasOwnUsers: boolean;
}

interface Seccomp {
  readonly defaultAction: string;
  readonly archMap: readonly {
    readonly architecture: string;
    readonly subArchitectures: readonly string[];
  }[];
  readonly syscalls: readonly {
    readonly names: readonly string[];
    readonly action: string;
    readonly errnoRet: number;
  }[];
}

/** That of the image. */
const USER = 61_400;
/** Where numbers of users begin that this machine has no names for, and how many the container gets. */
const [FIRST, COUNT] = [2_000_000, 65_536];

const FOLDERS = ["bin", "dev", "gradus", "lib", "lib64", "opt", "proc", "tmp", "usr"];
/** Where Node is within. */
export const NODE = "/opt/node";

const COVERED = ["/proc/kcore", "/proc/keys", "/proc/timer_list"];
const READ_ONLY = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

const ARCHITECTURE = process.arch === "arm64" ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64";

function filterOf(file: string): object {
  const { defaultAction, archMap, syscalls } = JSON.parse(readFileSync(file, "utf8")) as Seccomp;
  const own = archMap.find(({ architecture }) => architecture === ARCHITECTURE)!;
  return {
    ...{ defaultAction, architectures: [own.architecture, ...own.subArchitectures] },
    syscalls: syscalls.map(({ names, action, errnoRet }) => ({ names, action, errnoRet })),
  };
}

const bound = (source: string, destination = source): object => ({
  ...{ destination, source, type: "bind", options: ["rbind", "ro", "nosuid", "nodev"] },
});

/** In memory. */
const scratch = (destination: string, ...options: readonly string[]): object => ({
  ...{ destination, source: "tmpfs", type: "tmpfs", options: ["nosuid", ...options] },
});

function settings(args: readonly string[], { seccomp, isProcCovered, hasOwnUsers }: Confinement): object {
  const none = ["bounding", "effective", "permitted", "inheritable"].map((each) => [each, []]);
  const mapping = [{ containerID: 0, hostID: FIRST, size: COUNT }];
  return {
    ociVersion: "1.0.2",
    process: {
      ...{ user: { uid: USER, gid: USER }, args, cwd: "/tmp", noNewPrivileges: true },
      ...{ env: ["PATH=/usr/bin:/bin"], capabilities: Object.fromEntries(none) as object },
    },
    root: { path: "root", readonly: true },
    mounts: [
      { destination: "/proc", source: "proc", type: "proc" },
      scratch("/dev", "mode=755", "size=64k"),
      scratch("/tmp", "nodev", "noexec", "mode=1777", "size=64m"),
      ...["/usr", "/bin", "/lib", "/lib64"].map((each) => bound(each)),
      ...[bound(process.execPath, NODE), bound(root, "/gradus")],
    ],
    linux: {
      namespaces: ["pid", "mount", "ipc", "uts", "network", ...(hasOwnUsers ? ["user"] : [])].map((type) => ({
        type,
      })),
      ...(hasOwnUsers && { uidMappings: mapping, gidMappings: mapping }),
      ...(isProcCovered && { maskedPaths: COVERED, readonlyPaths: READ_ONLY }),
      ...(seccomp !== undefined && { seccomp: filterOf(seccomp) }),
    },
  };
}

/** @param args where this project is in /gradus */
export function runContained(args: readonly string[], confinement: Confinement): Outcome {
  const folder = mkdtempSync(join(tmpdir(), "gradus-container-"));
  try {
    // Users of its own find their way, and have no right to make what is not there.
    chmodSync(folder, 0o755);
    for (const each of FOLDERS) mkdirSync(join(folder, "root", each), { recursive: true });
    writeFileSync(join(folder, "root", NODE), "");
    chmodSync(join(folder, "root/tmp"), 0o1777);
    writeFileSync(join(folder, "config.json"), JSON.stringify(settings(args, confinement)));
    const name = `gradus-test-${process.pid}`;
    return run("runc", ["--root", join(folder, "state"), "run", "--bundle", folder, name]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
