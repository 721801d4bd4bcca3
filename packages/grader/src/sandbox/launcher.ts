/** Starts runners: behind the walls of a sandbox or, for a hand-in that is trusted, without any. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MachineError } from "../errors.js";
import { CHANNEL } from "../wire/messages.js";
import { cgroupMaker, type Cgroup } from "./cgroup.js";
import { commandLine, FILTER } from "./command.js";
import { prepareStage, type Stage } from "./stage.js";

/** In milliseconds, on a machine with much to do. */
const SLOWEST_START = 5000;

const patience = (): Promise<void> => sleep(SLOWEST_START, undefined, { ref: false });

/** How a runner ended: the exit code, or the signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface Running {
  readonly pid: number;
  readonly channel: Socket;
  readonly exited: Promise<Exit>;
  /** End it with everything that it has started. */
  kill(): Promise<void>;
}

export interface Launcher {
  readonly sandbox: "bubblewrap" | "none";
  start(): Running;
  /** Give back what it has taken from the system, once no runner is left. */
  close(): Promise<void>;
}

/** With walls. One runner at a time and slot. */
export class SandboxLauncher implements Launcher {
  readonly sandbox = "bubblewrap";
  readonly #stage: Stage = prepareStage();
  readonly #strays = strayDescriptors();
  readonly #slot: number;
  readonly #group: Cgroup | undefined;

  /** @param slot tells sandboxes apart that run at the same time, on this machine */
  constructor(slot: number) {
    this.#slot = slot;
    this.#group = cgroupMaker()?.(`gradus-${process.pid}-${slot}`);
  }

  /** Whether a control group bounds it as a whole. */
  get hasGroup(): boolean {
    return this.#group !== undefined;
  }

  /** @param program other arguments for Node than the runner's */
  start(program?: readonly string[]): Running {
    const walls = { stage: this.#stage, slot: this.#slot, groups: this.#group?.procs ?? [] };
    const [command, ...args] = commandLine(walls, program);
    // A descriptor has a position: each start needs one of its own.
    const filter = openSync(this.#stage.filter, "r");
    const nothing = openSync("/dev/null", "r");
    try {
      const stdio: ("ignore" | "pipe" | number)[] = ["ignore", "ignore", "ignore"];
      stdio[CHANNEL] = "pipe";
      stdio[FILTER] = filter;
      for (const stray of this.#strays) stdio[stray] = nothing;
      // Holes in the list would be pipes.
      return running(
        spawn(command!, args, {
          stdio: Array.from(stdio, (each) => each ?? "ignore"),
          env: { PATH: process.env.PATH },
        }),
      );
    } finally {
      closeSync(filter);
      closeSync(nothing);
    }
  }

  async close(): Promise<void> {
    await this.#group?.remove();
  }
}

/** Without walls: for a single hand-in that is trusted. */
export class OpenLauncher implements Launcher {
  readonly sandbox = "none";

  start(): Running {
    const runner = join(import.meta.dirname, "../../dist/sandboxed/boot.cjs");
    return running(
      spawn(process.execPath, [runner], { stdio: ["ignore", "ignore", "ignore", "pipe"], env: {} }),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function running(child: ChildProcess): Running {
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
    child.once("error", (error) => {
      reject(new MachineError(`The sandbox did not start: ${error.message}. Run "gradus doctor".`));
    });
  });
  // Whoever waits for a reply hears of it.
  exited.catch(() => undefined);
  const channel = child.stdio[CHANNEL] as Socket;
  // The exit tells more.
  channel.on("error", () => undefined);
  const closed = new Promise((resolve) => channel.once("close", resolve));
  return {
    pid: child.pid ?? 0,
    channel,
    exited,
    async kill() {
      // A runner that nobody can ask any more ends by itself. Before it has said that it is there, bubblewrap is still at
      // work, and would leave half of itself.
      channel.end();
      channel.resume();
      if (channel.bytesRead === 0)
        await Promise.race([once(channel, "data"), exited, patience()]).catch(() => undefined);
      child.kill("SIGKILL");
      await exited.catch(() => undefined);
      // The last of those within are gone a moment later, and their threads count until then.
      await Promise.race([closed, patience()]);
    },
  };
}

/**
 * Open files that this process has got from its own parent and would hand on: bubblewrap passes them. Node marks the ones
 * that it opens itself.
 */
function strayDescriptors(): number[] {
  return readdirSync("/proc/self/fd")
    .map(Number)
    .filter((fd) => fd > FILTER && isInherited(fd));
}

/** O_CLOEXEC, octal as in fdinfo. */
const CLOSES_ON_EXEC = 0o2000000;

function isInherited(fd: number): boolean {
  try {
    const flags = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"))?.[1];
    return flags !== undefined && (parseInt(flags, 8) & CLOSES_ON_EXEC) === 0;
  } catch {
    // The one that was open for the list itself.
    return false;
  }
}
