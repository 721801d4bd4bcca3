/** Control groups, where this process may make them: they bound the memory and the threads of a sandbox as a whole. */

import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "./limits.js";

const ROOT = "/sys/fs/cgroup";

export interface Cgroup {
  /** Files into which a process writes its number to be bound. */
  readonly procs: readonly string[];
  /** Once it is empty: the kernel takes a moment to clear away what was killed. */
  remove(): Promise<void>;
}

/** Of a version of control groups: how to make one. */
type Maker = (name: string) => Cgroup;

/** @returns undefined where there are none to be made; then the limits of single processes have to do */
export function cgroupMaker(): Maker | undefined {
  const makers = [unified(), legacy()].filter((maker) => maker !== undefined);
  return makers.find(works);
}

function works(make: Maker): boolean {
  try {
    void make(`gradus-${process.pid}-probe`).remove();
    return true;
  } catch {
    return false;
  }
}

/** Version 2: one tree. The nearest folder above this process that hands the two controllers on. */
function unified(): Maker | undefined {
  const own = /^0::(.*)$/m.exec(ownGroups())?.[1];
  if (own === undefined || !existsSync(join(ROOT, "cgroup.controllers"))) return undefined;
  for (let path = join(ROOT, own); path.startsWith(ROOT); path = dirname(path)) {
    const handed = readOr(join(path, "cgroup.subtree_control"), "").split(/\s+/);
    if (handed.includes("memory") && handed.includes("pids") && isWritable(path))
      return (name) => {
        const [group] = made([join(path, name)]);
        writeFileSync(join(group!, "memory.max"), String(LIMITS.memory));
        writeFileSync(join(group!, "pids.max"), String(LIMITS.threads));
        return handle([group!]);
      };
  }
  return undefined;
}

/** Version 1: a tree for each controller. */
function legacy(): Maker | undefined {
  const paths = ["memory", "pids"].map((name) => join(ROOT, name));
  if (!paths.every((path) => existsSync(path) && isWritable(path))) return undefined;
  return (name) => {
    const [memory, pids] = made(paths.map((path) => join(path, name)));
    writeFileSync(join(memory!, "memory.limit_in_bytes"), String(LIMITS.memory));
    writeFileSync(join(pids!, "pids.max"), String(LIMITS.threads));
    return handle([memory!, pids!]);
  };
}

/** Also removes those of graders that were killed. */
function made(groups: readonly string[]): readonly string[] {
  for (const group of groups) {
    for (const old of readdirSync(dirname(group))) {
      const owner = /^gradus-(\d+)-/.exec(old)?.[1];
      if (owner !== undefined && !existsSync(`/proc/${owner}`)) removed(join(dirname(group), old));
    }
    mkdirSync(group);
  }
  return groups;
}

function handle(groups: readonly string[]): Cgroup {
  return {
    procs: groups.map((group) => join(group, "cgroup.procs")),
    async remove() {
      for (let i = 0; i < ATTEMPTS && !groups.every(removed); i++) await sleep(PAUSE);
    },
  };
}

/** In milliseconds. What is left after all of them, the next grader removes. */
const [ATTEMPTS, PAUSE] = [100, 10];

/** The kernel refuses while a process is in it. */
function removed(group: string): boolean {
  try {
    rmdirSync(group);
  } catch {
    return !existsSync(group);
  }
  return true;
}

function ownGroups(): string {
  return readOr("/proc/self/cgroup", "");
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
