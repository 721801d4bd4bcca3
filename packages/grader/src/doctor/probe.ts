/**
 * The hostile program of `gradus doctor`: it tries from within to get out, and tells what it found. It is sent as text, so
 * each attempt uses nothing but what Node gives it.
 */

/** What an attempt can use of the world outside. */
export interface Bait {
  /** Files of the machine that there must not be within. */
  readonly files: readonly string[];
  /** A port at which this program listens. */
  readonly port: number;
}

/** What the probe reports, as lines of JSON. */
export interface Loot {
  readonly read: readonly string[];
  readonly roots: readonly string[];
  readonly wrote: readonly string[];
  readonly connected: boolean;
  readonly processes: readonly string[];
  readonly spawned: boolean;
  readonly environment: readonly string[];
  readonly descriptors: readonly string[];
  readonly status: Readonly<Record<string, string>>;
  readonly parent: number;
  /** Bytes that fit into its folder. */
  readonly disk: number;
}

export function probe({ files, port }: Bait): string {
  return `
const fs = require("node:fs");
const tries = (run) => { try { run(); return true; } catch { return false; } };
const loot = {
  read: [...${JSON.stringify(files)}, "/etc/passwd", "/etc/hostname", "/root", "/home", "/sys", "/var", "/usr"].filter((path) =>
    tries(() => (fs.statSync(path).isFile() ? fs.readFileSync(path) : fs.readdirSync(path)))),
  roots: fs.readdirSync("/"),
  wrote: ["/x", "/dev/x", "/lib/x", "/runner/x", "/proc/sys/kernel/x"].filter((path) => tries(() => fs.writeFileSync(path, "x"))),
  connected: false,
  processes: fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)),
  spawned: require("node:child_process").spawnSync(process.execPath, ["-e", "0"]).status === 0,
  environment: Object.keys(process.env),
  descriptors: fs.readdirSync("/proc/self/fd").flatMap((fd) => { try { return [fs.readlinkSync("/proc/self/fd/" + fd)]; } catch { return []; } }),
  status: Object.fromEntries(fs.readFileSync("/proc/self/status", "utf8").split("\\n").map((line) => line.split(":\\t"))),
  parent: process.ppid,
  disk: 0,
};
const piece = Buffer.alloc(1e6);
tries(() => { for (; loot.disk < 1e8; loot.disk += piece.length) fs.writeFileSync("./" + loot.disk, piece); });
const end = () => { fs.writeSync(3, JSON.stringify(loot) + "\\n"); process.exit(0); };
const socket = require("node:net").connect(${port}, "127.0.0.1");
socket.on("connect", () => { loot.connected = true; end(); });
socket.on("error", end);
`;
}

/** Takes memory until there is no more; it tells how much it had. */
export const MEMORY_PROBE = `
const fs = require("node:fs");
const taken = [];
try { for (let i = 0; i < 100; i++) { taken.push(Buffer.alloc(5e7, 1)); fs.writeSync(3, taken.length * 5e7 + "\\n"); } } catch {}
process.exit(0);
`;

/**
 * Starts so many threads at once, and tells how many there are then; it dies where it may not have them. They are those in
 * which Node reads files: workers of JavaScript run out of memory before they are many.
 */
export const threadsProbe = (count: number): string => `
const fs = require("node:fs");
process.env.UV_THREADPOOL_SIZE = "${count}";
fs.stat("/", () => 0);
fs.writeSync(3, /Threads:\\s*(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1] + "\\n");
process.exit(0);
`;

/** Never ends. */
export const LOOP_PROBE = `require("node:fs").writeSync(3, "on\\n"); for (;;);`;
