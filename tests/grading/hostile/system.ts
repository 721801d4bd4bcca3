/** Tries what Node and the system would let a program do. */

import { BUT_TRAINING, REQUIRE, training, type Attack } from "./attack.js";

/** What came of it is said by the cell's error, which the result tells. */
function tries(name: string, came: string, says: RegExp): Attack {
  const code = `${REQUIRE}
const attempt = async (f) => { try { return (await f()) ?? "done"; } catch (error) { return error.code ?? error.name; } };
const failed = (emitter) => new Promise((resolve) => emitter.on("error", (error) => resolve(error.code ?? "failed")));
throw new Error("came " + JSON.stringify(await (async () => (${came}))()));`;
  return { name, cells: { "f-train": code }, gets: BUT_TRAINING, says };
}

/** It may not even be tried: the sandbox may end the process. */
function survives(name: string, code: string): Attack {
  return { name, cells: training(`${REQUIRE} try { ${code} } catch {}`), gets: BUT_TRAINING };
}

const NO_SOCKET =
  /came .{0,3}(ENOSYS|EPERM|ENETUNREACH|EACCES|ERR_\w+|failed|TypeError|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|EAFNOSUPPORT)/;

export const system: readonly Attack[] = [
  tries("connects to a server", `await failed(require("node:net").connect(80, "1.1.1.1"))`, NO_SOCKET),
  tries(
    "connects to the machine itself",
    `await failed(require("node:net").connect(22, "127.0.0.1"))`,
    NO_SOCKET,
  ),
  tries(
    "connects to a socket of the system",
    `await failed(require("node:net").connect("/run/dbus/system_bus_socket"))`,
    NO_SOCKET,
  ),
  tries("listens for connections", `await failed(require("node:net").createServer().listen(0))`, NO_SOCKET),
  tries(
    "listens at a socket in its folder",
    `await failed(require("node:net").createServer().listen("/tmp/socket"))`,
    NO_SOCKET,
  ),
  tries(
    "sends a packet",
    `await attempt(() => new Promise((yes, no) => { const s = require("node:dgram").createSocket("udp4"); s.on("error", no); s.send("x", 53, "1.1.1.1", (e) => (e ? no(e) : yes("sent"))); }))`,
    NO_SOCKET,
  ),
  tries(
    "looks up a name",
    `await attempt(() => require("node:dns").promises.lookup("example.org"))`,
    NO_SOCKET,
  ),
  tries(
    "asks a name server",
    `await attempt(() => { const r = new (require("node:dns").promises.Resolver)({ timeout: 100, tries: 1 }); return r.resolve4("example.org"); })`,
    NO_SOCKET,
  ),
  tries("fetches a page", `await attempt(() => fetch("http://1.1.1.1/"))`, NO_SOCKET),
  tries("asks over HTTPS", `await failed(require("node:https").get("https://1.1.1.1/"))`, NO_SOCKET),
  survives("opens the inspector", `require("node:inspector").open(0, "127.0.0.1");`),
  survives(
    "debugs itself",
    `const { Session } = require("node:inspector"); const s = new Session(); s.connect(); s.post("Debugger.enable"); s.post("Debugger.pause");`,
  ),
  survives(
    "loads a library that it wrote",
    `const fs = require("node:fs"); fs.writeFileSync("/tmp/evil.node", Buffer.concat([Buffer.from([127, 69, 76, 70, 2, 1, 1]), Buffer.alloc(4000)])); process.dlopen({ exports: {} }, "/tmp/evil.node");`,
  ),
  survives(
    "calls what Node hides",
    `for (const name of ["fs", "spawn_sync", "tty_wrap", "tcp_wrap", "pipe_wrap", "contextify"]) { const binding = process.binding(name); for (const key of Object.keys(binding)) if (typeof binding[key] === "function" && /spawn|open|chmod|mount|TCP|Pipe/.test(key)) try { new binding[key](0).bind("127.0.0.1", 8080); } catch {} }`,
  ),
  tries(
    "becomes root",
    `[await attempt(() => process.setuid(0)), await attempt(() => process.setgid(0)), await attempt(() => process.setgroups([0])), process.getuid() !== 0]`,
    /came \[.*E\w+.*E\w+.*E\w+.*true\]/,
  ),
  tries(
    "takes a better place among the processes",
    `await attempt(() => require("node:os").setPriority(0, -20))`,
    /came .{0,3}(ENOSYS|EPERM|EACCES|ERR_SYSTEM_ERROR)/,
  ),
  tries(
    "makes links and devices",
    `[await attempt(() => require("node:fs").symlinkSync("/etc/passwd", "/tmp/link")), await attempt(() => require("node:fs").linkSync("/node", "/tmp/node")), await attempt(() => require("node:fs").chmodSync("/tmp", 0o777)), await attempt(() => require("node:fs").chownSync("/tmp", 0, 0))]`,
    /came \[.*E\w+.*E\w+.*E\w+.*E\w+/,
  ),
  survives(
    "leaves through vm",
    `require("node:vm").runInNewContext("this.constructor.constructor('return process')().exit(0)");`,
  ),
  survives("watches the runner's folder", `require("node:fs").watch("/runner", () => {});`),
  survives(
    "writes a core of its memory",
    `process.report.writeReport("/tmp/report"); require("node:v8").setFlagsFromString("--abort-on-uncaught-exception");`,
  ),
  survives("compiles a module that looks for parents", `require("node:module").runMain("/runner/boot.cjs");`),
  survives(
    "starts the runner a second time",
    `delete require.cache["/runner/boot.cjs"]; require("/runner/boot.cjs");`,
  ),
  survives(
    "gives the engine strange flags",
    `for (const flag of ["--stack-size=1000000", "--jitless", "--no-opt", "--single-threaded", "--predictable"]) require("node:v8").setFlagsFromString(flag);`,
  ),
  survives(
    "turns the clock back",
    `Date.now = () => 0; performance.now = () => 0; globalThis.setTimeout = (f) => f(); process.hrtime = () => [0, 0];`,
  ),
];
