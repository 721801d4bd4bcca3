/** Cells when the compiler has died: they go on without a check of types, and the person is told once. */
import assert from "node:assert/strict";

import { kernelFor, ours, prints } from "./expect.js";
import { printed, type Cell } from "./kernel.js";

/** Ends what the kernel has started: the compiler is its only child. */
const KILL = `
import { readdirSync, readFileSync } from "node:fs";
const tasks = "/proc/self/task";
const children = readdirSync(tasks).flatMap((task) =>
  readFileSync(\`\${tasks}/\${task}/children\`, "utf8").split(" ").filter(Boolean));
for (const pid of children) process.kill(Number(pid), "SIGKILL");
console.log(children.length);`;

describe("a kernel whose compiler dies", function () {
  this.timeout(60_000);
  const kernel = kernelFor();

  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  ours("says once that types are not checked any more, keeps what there was, and goes on", async () => {
    await prints(kernel(), "const before = 20; let count = 1");
    assert.equal(await prints(kernel(), KILL), "1\n");
    const cells: Cell[] = [];
    for (const code of ["count += before", "const wrong: number = 'text'", "console.log(count, wrong)"])
      cells.push(await kernel().run(code));
    assert.deepEqual(
      cells.map(({ reply }) => reply.status),
      ["ok", "ok", "ok"],
    );
    assert.equal(printed(cells[2]!), "21 text\n");
    const said = cells.map((cell) => printed(cell, "stderr")).join("");
    assert.equal(said.match(/Types are not checked any more/g)?.length, 1, said);
    assert.match(said, /Restart the kernel to have them back/);
  });

  ours("takes a new definition for the old one, as JavaScript does", async () => {
    await prints(kernel(), "function half(n: number) { return n / 2 }");
    await prints(kernel(), "const use = () => half(8)");
    await prints(kernel(), "function half(n: number) { return n / 4 }");
    assert.equal(await prints(kernel(), "console.log(use())"), "2\n");
  });
});
