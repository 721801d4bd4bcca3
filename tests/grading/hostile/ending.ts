/** Ends its process, or tries to end others. */

import { ALL, BUT_TRAINING, REQUIRE, training, type Attack } from "./attack.js";
import { cellOf } from "../support/course.js";

/** @param ends runs while the training is tested */
function during(name: string, ends: string, says = /ended its own process|more memory/): Attack {
  const code = `${REQUIRE}\nfunction train(network, epochs, random) { ${ends}; return []; }`;
  return { name, cells: { "f-train": code }, gets: BUT_TRAINING, says };
}

/** Where the process goes on: the training is wrong, and says nothing. */
const harmless = (name: string, code: string): Attack => during(name, code, /returns|history/);

export const ending: readonly Attack[] = [
  {
    name: "exits at once, with the code for all right",
    cells: training("process.exit(0);"),
    gets: BUT_TRAINING,
  },
  during("exits while it is tested", "process.exit(0)"),
  during("exits with a code that looks like a signal", "process.reallyExit(137)"),
  during("exits with the code for points", "process.exit(3)"),
  during("aborts", "process.abort()"),
  during("raises a fault of memory", `process.dlopen({ exports: {} }, "/runner/boot.cjs")`, /\S/),
  during(
    "crashes the engine",
    `require("node:v8").setFlagsFromString("--allow-natives-syntax"); new Function("%AbortJS('x')")()`,
    /\S/,
  ),
  during("overflows the stack", "(function again() { again(); })()", /RangeError/),
  during("exits in a getter", "return { get length() { process.exit(0); } }", /\S/),
  {
    name: "exits when its gate is read",
    cells: { "f-network": `function xorNetwork() { return { get x1() { process.exit(0); } }; }` },
    gets: { ...BUT_TRAINING, network: 0 },
  },
  {
    name: "exits a moment later",
    cells: {
      "f-train": `function train() { setTimeout(() => process.exit(0), 20); return new Promise(() => {}); }`,
    },
    gets: BUT_TRAINING,
  },
  {
    name: "exits in a finalizer",
    cells: training(`${REQUIRE} require("node:v8").setFlagsFromString("--expose-gc");
new FinalizationRegistry(() => process.exit(0)).register({}, 1);
require("node:vm").runInNewContext("gc")();`),
    gets: BUT_TRAINING,
  },
  {
    name: "exits when it is asked to exit",
    cells: training(`process.on("exit", () => { for (;;); });`),
    gets: BUT_TRAINING,
  },
  harmless(
    "kills every process that it sees",
    "for (const pid of [0, -1, 1]) for (const signal of ['SIGKILL', 'SIGTERM', 'SIGSTOP']) try { process.kill(pid, signal); } catch {}",
  ),
  harmless("stops itself", "process.kill(process.pid, 'SIGSTOP')"),
  harmless(
    "listens to all signals",
    "for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2']) process.on(signal, () => {}); process.kill(process.pid, 'SIGUSR1')",
  ),
  harmless(
    "kills by the numbers of the machine's processes",
    "for (let pid = 2; pid < 5000; pid++) try { process.kill(pid, 'SIGKILL'); } catch {}",
  ),
  {
    name: "leaves rejections that nobody handles",
    change: (notebook) => {
      const more = "for (let i = 0; i < 100; i++) void Promise.reject(new Error('nobody'));";
      const cell = cellOf(notebook, "f-train");
      cell.source = [cell.source, more].flat().join("");
    },
    gets: ALL,
  },
  {
    name: "throws where nobody catches",
    cells: training(
      "setTimeout(() => { throw new Error('nobody'); }, 0); process.nextTick(() => { throw null; });",
    ),
    gets: BUT_TRAINING,
  },
  {
    name: "makes each rejection the end",
    cells: training(
      "process.removeAllListeners('unhandledRejection'); process.removeAllListeners('beforeExit'); void Promise.reject(1);",
    ),
    gets: BUT_TRAINING,
  },
  ...[
    "undefined",
    "null",
    "0",
    "''",
    "Symbol('x')",
    "1n",
    "Object.create(null)",
    "new Proxy({}, { get() { throw 1; } })",
    "{ get message() { process.exit(0); } }",
    "{ toString() { throw 1; } }",
    "{ name: 'x'.repeat(1e7), message: 'y'.repeat(1e7) }",
    "Object.assign(new Error('x'), { name: {}, message: [] })",
  ].map((thrown): Attack => ({
    name: `throws ${thrown.slice(0, 60)}`,
    cells: { "f-train": `function train() { throw ${thrown}; }` },
    gets: BUT_TRAINING,
  })),
];
