/** Takes more than there is: memory, threads, files, output. */

import { ALL, BUT_TRAINING, REQUIRE, training, WRONG_TRAINING, type Attack } from "./attack.js";

/** @param takes runs while the training is tested */
function during(name: string, takes: string): Attack {
  const code = `${REQUIRE}\nconst kept = [];\nfunction train(network, epochs, random) { ${takes}; return []; }`;
  return { name, cells: { "f-train": code }, gets: BUT_TRAINING };
}

export const memory: readonly Attack[] = [
  during("fills the heap with lists", "for (;;) kept.push(Array(1e5).fill(kept.length))"),
  during(
    "fills the heap with texts",
    "for (let text = 'x'; ; ) kept.push((text += text + kept.length).split(''))",
  ),
  during("fills a map", "const map = new Map(); for (let i = 0; ; i++) map.set(i, { i })"),
  during("allocates buffers", "for (;;) kept.push(Buffer.alloc(5e7, 1))"),
  during("allocates one buffer of 100 GB", "kept.push(Buffer.alloc(1e11, 1))"),
  during("allocates shared memory", "for (;;) kept.push(new Uint8Array(new SharedArrayBuffer(1e8)).fill(1))"),
  during(
    "grows the memory of WebAssembly",
    "for (;;) { const { buffer } = new WebAssembly.Memory({ initial: 4096 }); new Uint8Array(buffer).fill(1); kept.push(buffer); }",
  ),
  during(
    "lifts the limit of the heap",
    `require("node:v8").setFlagsFromString("--max-old-space-size=100000"); for (;;) kept.push(Array(1e5).fill(kept.length))`,
  ),
  during(
    "starts threads that start threads",
    `const { Worker } = require("node:worker_threads");
const bomb = "const { Worker } = require('node:worker_threads'); for (;;) try { new Worker(process.env.BOMB ?? 'for (;;);', { eval: true }); } catch {}";
for (let i = 0; i < 200; i++) try { new Worker(bomb, { eval: true, env: { BOMB: bomb } }).on("error", () => {}); } catch {}`,
  ),
  {
    name: "leaves sixty threads at work when it ends its process, for the next task to find",
    cells: {
      "f-network": `${REQUIRE}
const { Worker } = require("node:worker_threads");
function xorNetwork() { for (let i = 0; i < 60; i++) try { new Worker("for (;;);", { eval: true }).on("error", () => {}); } catch {} process.exit(0); }`,
    },
    gets: { ...BUT_TRAINING, network: 0 },
  },
  {
    name: "starts processes",
    cells: training(`${REQUIRE}
const { spawnSync, execSync, fork, spawn } = require("node:child_process");
for (const start of [() => execSync("id"), () => spawnSync("/node", ["-e", "for (;;);"]).status ?? (() => { throw 1; })(), () => fork("/runner/boot.cjs")])
  try { start(); } catch {}
for (let i = 0; i < 100; i++) spawn("/node", ["-e", "for (;;);"], { detached: true, stdio: "ignore" }).on("error", () => {}).unref();`),
    gets: BUT_TRAINING,
  },
  during(
    "fills the disk",
    "const fs = require('node:fs'); for (let i = 0; ; i++) fs.writeFileSync('/tmp/' + i, Buffer.alloc(1e6))",
  ),
  {
    name: "makes a hundred thousand files",
    cells: training(
      "const fs = process.mainModule.require('node:fs'); try { for (let i = 0; i < 1e5; i++) fs.writeFileSync('/tmp/' + i, ''); } catch {}",
    ),
    gets: BUT_TRAINING,
  },
  during(
    "nests folders",
    "const fs = process.mainModule.require('node:fs'); for (;;) { fs.mkdirSync('x'); process.chdir('x'); }",
  ),
  during(
    "opens all files that there can be",
    "for (;;) kept.push(process.mainModule.require('node:fs').openSync('/node', 'r'))",
  ),
  {
    name: "writes 200 MB to each of its outputs",
    cells: training(`${REQUIRE} const fs = require("node:fs"); const much = Buffer.alloc(1e8, 65);
for (const fd of [1, 2]) for (let i = 0; i < 2; i++) try { fs.writeSync(fd, much); } catch {}
console.log("x".repeat(1e7)); process.stdout.write("x"); process.stderr.write("x");`),
    gets: BUT_TRAINING,
  },
  {
    name: "prints terminal codes and takes away the console",
    cells: { "f-train": `console.log("\\x1b]0;evil\\x07\\x1b[2J"); console.log = null;\n${WRONG_TRAINING}` },
    gets: BUT_TRAINING,
  },
  {
    name: "is honest, and keeps fifty megabytes",
    change: ({ cells }) => {
      cells.push({
        cell_type: "code",
        id: "keeps",
        metadata: {},
        source: "const keeps = Buffer.alloc(5e7, 1);",
      });
    },
    gets: ALL,
  },
];
