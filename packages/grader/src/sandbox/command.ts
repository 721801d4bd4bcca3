/** The command line that starts a program behind the walls: each argument is a wall, and `gradus doctor` tries each. */

import { LIMITS } from "./limits.js";
import type { Stage } from "./stage.js";

/** Where the runner lies within. */
export const WITHIN = "/runner";
/** The descriptor from which bubblewrap reads the filter; it closes it before the program starts. */
export const FILTER = 4;

/**
 * A user that owns nothing, another for each slot: the kernel counts threads by user. Numbers that Debian keeps free.
 */
const FIRST_USER = 61_500;

export interface Walls {
  readonly stage: Stage;
  readonly slot: number;
  /** `cgroup.procs` files to join. */
  readonly groups: readonly string[];
}

/** @param program Node's arguments: by default the runner */
export function commandLine({ stage, slot, groups }: Walls, program?: readonly string[]): string[] {
  return [
    ...joining(groups),
    ...user(slot),
    ...prlimit(),
    ...bubblewrap(stage),
    "/node",
    `--max-old-space-size=${Math.round(LIMITS.heap / 1_000_000)}`,
    ...(program ?? [`${WITHIN}/boot.cjs`]),
  ];
}

/** Control groups are joined from within, before the rights for it are gone. */
function joining(groups: readonly string[]): string[] {
  if (groups.length === 0) return [];
  const script = `${groups.map((_, i) => `echo $$ > "$${i + 1}"`).join(" && ")} && shift ${groups.length} && exec "$@"`;
  return ["/bin/sh", "-c", script, "gradus", ...groups];
}

/**
 * The kernel bounds the threads of a user, all of them together, and not those of root. So root takes another user for each
 * sandbox. Whoever is not root may have many threads already: in a world of users of its own, only the sandbox's count.
 */
function user(slot: number): string[] {
  if (process.getuid!() !== 0) return ["unshare", "--map-current-user"];
  const id = FIRST_USER + slot;
  return ["setpriv", `--reuid=${id}`, `--regid=${id}`, "--clear-groups"];
}

function prlimit(): string[] {
  const { cpu, data, disk, descriptors, threads } = LIMITS;
  const limits = { nproc: threads, data, fsize: disk, cpu, nofile: descriptors, core: 0 };
  return ["prlimit", ...Object.entries(limits).map(([name, value]) => `--${name}=${value}`)];
}

function bubblewrap({ node, libraries, runner }: Stage): string[] {
  return [
    ...["bwrap", "--seccomp", String(FILTER)],
    // No network, no other processes, no other users, no way to make such worlds within.
    ...["--unshare-all", "--unshare-user", "--disable-userns", "--hostname", "sandbox"],
    // Bubblewrap itself, with its arguments, is not among the processes within.
    "--as-pid-1",
    ...["--ro-bind", node, "/node"],
    ...libraries.flatMap((file) => ["--ro-bind", file, file]),
    ...["--ro-bind", runner, WITHIN],
    ...["--proc", "/proc"],
    // A whole /dev would be a place to write that has no end.
    ...["--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom", "/dev/urandom"],
    ...["--size", String(LIMITS.disk), "--tmpfs", "/tmp", "--chdir", "/tmp"],
    // The folders that hold the mounts take no files either.
    ...["--remount-ro", "/"],
    "--clearenv",
    // When the grader is killed, so is this; and it cannot type into the grader's terminal.
    ...["--die-with-parent", "--new-session"],
  ];
}
