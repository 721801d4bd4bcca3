/** What a program of the grader may have left behind on this machine. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The users of sandboxes, see sandbox/command.ts. */
const [FIRST, LAST] = [61_500, 64_500];

/** Processes of sandboxes, a moment after the last program has ended: the kernel takes some time. */
export async function processesOfSandboxes(): Promise<string[]> {
  let found = listed();
  for (let i = 0; i < 20 && found.length > 0; i++) {
    await sleep(100);
    found = listed();
  }
  return found;
}

function listed(): string[] {
  return readdirSync("/proc").flatMap((id) => {
    if (!/^\d+$/.test(id)) return [];
    try {
      const status = readFileSync(join("/proc", id, "status"), "utf8");
      const user = Number(/^Uid:\t(\d+)/m.exec(status)?.[1]);
      return user >= FIRST && user <= LAST ? [`${id} ${/^Name:\t(.*)$/m.exec(status)?.[1] ?? ""}`] : [];
    } catch {
      return [];
    }
  });
}

/** Control groups that programs with these numbers have made. */
export function groupsOf(pids: readonly number[]): string[] {
  return ["/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids"]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => pids.some((pid) => path.includes(`/gradus-${pid}-`)));
}
