/** Tries every wall of the sandbox on this machine before any hand-in does. */

import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { MachineError } from "../errors.js";
import { SandboxLauncher, type Running } from "../sandbox/launcher.js";
import { LIMITS } from "../sandbox/limits.js";
import { endOrphans } from "../sandbox/orphans.js";
import { prepareStage } from "../sandbox/stage.js";
import { LOOP_PROBE, MEMORY_PROBE, probe, threadsProbe, type Loot } from "./probe.js";

export interface Wall {
  /** What holds, as a sentence. */
  readonly name: string;
  readonly holds: boolean;
  /** What got through, where it does not hold. */
  readonly found?: string;
}

export interface Examination {
  readonly walls: readonly Wall[];
  /** Whether a control group bounds each sandbox as a whole. */
  readonly hasGroup: boolean;
}

/** Slots that no batch uses. */
const FIRST_SLOT = 2900;

const HOW_TO_GET = [
  "Without a sandbox nothing is graded. It needs bubblewrap 0.8 or newer and util-linux: apt-get install bubblewrap util-linux.",
  "In Docker or Kubernetes, and on Ubuntu from 24.04 on, users may not be allowed to make namespaces: see the page on the sandbox.",
].join("\n");

/** @throws MachineError when the sandbox does not start, or something gets out of it */
export async function examine(): Promise<Examination> {
  const examination = await examined();
  const broken = examination.walls.filter(({ holds }) => !holds);
  if (broken.length === 0) return examination;
  const list = broken.map(({ name, found }) => `- ${name}: ${found ?? "no"}`).join("\n");
  throw new MachineError(`The sandbox of this machine does not hold:\n${list}\n${HOW_TO_GET}`);
}

/** @throws MachineError when the sandbox does not start at all */
export async function examined(): Promise<Examination> {
  endOrphans(prepareStage().runner);
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const launchers = [0, 1, 2, 3].map((i) => new SandboxLauncher(FIRST_SLOT + i));
  const [first, second, third, fourth] = launchers as [
    SandboxLauncher,
    SandboxLauncher,
    SandboxLauncher,
    SandboxLauncher,
  ];
  try {
    const { port } = server.address() as AddressInfo;
    const [loot, memory, threads, loop] = await Promise.all([
      lastLine(first.start(["-e", probe({ files: [process.execPath, import.meta.filename], port })])),
      lastLine(second.start(["-e", MEMORY_PROBE])),
      lastLine(third.start(["-e", threadsProbe(LIMITS.threads + 8)])),
      endOfLoop(fourth),
    ]);
    if (loot === undefined) throw new MachineError(`The sandbox does not start here.\n${HOW_TO_GET}`);
    const walls = [
      ...wallsOf(JSON.parse(loot) as Loot),
      ...limits(Number(memory ?? 0), Number(threads ?? 0)),
      loop,
    ];
    return { walls, hasGroup: first.hasGroup };
  } finally {
    server.close();
    await Promise.all(launchers.map((launcher) => launcher.close()));
  }
}

/** What the probe found, as walls that hold or do not. */
export function wallsOf(loot: Loot): Wall[] {
  const {
    read,
    roots,
    wrote,
    connected,
    processes,
    spawned,
    environment,
    descriptors,
    status,
    parent,
    disk,
  } = loot;
  const strange = roots.filter(
    (name) => !["dev", "lib", "lib64", "node", "proc", "runner", "tmp"].includes(name),
  );
  const open = descriptors.filter((each) => !/^(socket|pipe|anon_inode):|^\/dev\/null$/.test(each));
  return [
    wall("It reads no file of the machine", [...read, ...strange]),
    wall("It writes no file but in its own folder", wrote),
    wall(`Its folder holds at most ${LIMITS.disk / 1e6} MB`, disk > LIMITS.disk ? [`${disk} bytes`] : []),
    wall("It reaches no network", connected ? ["a port of this machine"] : []),
    wall("It sees no other process", [
      ...processes.filter((id) => id !== "1"),
      ...(parent === 0 ? [] : [String(parent)]),
    ]),
    wall("It starts no process", spawned ? ["Node"] : []),
    wall(
      "It sees nothing of the environment",
      environment.filter((name) => name !== "PWD"),
    ),
    wall("It has no open file of the grader", open),
    wall("It has no rights to give away", /^0+$/.test(status.CapEff ?? "") ? [] : [status.CapEff ?? "?"]),
    wall("It gets no new rights", status.NoNewPrivs === "1" ? [] : ["NoNewPrivs is off"]),
    wall("It is not the administrator", status.Uid?.startsWith("0\t") ? ["user 0"] : []),
    wall("Its system calls are filtered", status.Seccomp === "2" ? [] : ["no filter"]),
  ];
}

function limits(memory: number, threads: number): Wall[] {
  return [
    wall(
      `It takes at most ${LIMITS.data / 1e6} MB of memory`,
      memory > LIMITS.data ? [`${memory / 1e6} MB`] : [],
    ),
    wall(`It has at most ${LIMITS.threads} threads`, threads > LIMITS.threads ? [String(threads)] : []),
  ];
}

async function endOfLoop(launcher: SandboxLauncher): Promise<Wall> {
  const running = launcher.start(["-e", LOOP_PROBE]);
  await Promise.race([once(running.channel, "data"), running.exited]);
  await running.kill();
  return wall("It ends when it is told to", existsSync(`/proc/${running.pid}`) ? ["still there"] : []);
}

function wall(name: string, found: readonly string[]): Wall {
  return found.length === 0 ? { name, holds: true } : { name, holds: false, found: found.join(", ") };
}

async function lastLine({ channel, exited }: Running): Promise<string | undefined> {
  let text = "";
  channel.on("data", (chunk: Buffer) => (text += chunk.toString()));
  // A process that was ended for its memory resets the channel.
  channel.on("error", () => undefined);
  await exited;
  await new Promise((resolve) =>
    channel.readableEnded || channel.destroyed ? resolve(0) : channel.once("close", resolve),
  );
  const last = text.trim().split("\n").at(-1);
  return last === "" ? undefined : last;
}
