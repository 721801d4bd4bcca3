/** A person who presses stop gets the kernel back at once, with all that the session had, whatever the cell does. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints, told } from "./expect.js";
import { errorOf, printed } from "./kernel.js";

/** Cells that would go on for ever, by the way they do. */
const ENDLESS = {
  "a loop": "for (;;) {}",
  "a loop that prints": 'for (;;) console.log("zombie")',
  "a loop after an await": "await 1; for (;;) {}",
  "a loop after a wait": "await new Promise((resolve) => setTimeout(resolve, 50)); for (;;) {}",
  "a loop that yields by setTimeout":
    'for (;;) { await new Promise((resolve) => setTimeout(resolve, 1)); console.log("zombie") }',
  "a loop that yields by setImmediate":
    'for (;;) { await new Promise((resolve) => setImmediate(resolve)); console.log("zombie") }',
  "a loop of awaits": "for (;;) await null",
  "a loop that catches": "for (;;) { try { await new Promise((r) => setImmediate(r)) } catch {} }",
  "a loop in a function":
    "async function spin() { for (;;) await new Promise((r) => setTimeout(r, 1)) } await spin()",
  "a promise that stays pending": "await new Promise(() => {})",
  "an endless recursion of promises":
    "const again = (): Promise<void> => Promise.resolve().then(again); await again()",
  "an expression that never ends": "/^(a+)+$/.test('a'.repeat(60) + 'b')",
};

describe("an interrupt", function () {
  this.timeout(60_000);
  const kernel = kernelFor();

  before(() => kernel().run("let state = [1, 2]; class Kept { n = 3 }"));

  for (const [kind, code] of Object.entries(ENDLESS)) {
    ours(`stops ${kind}`, async () => {
      const cell = await kernel().run(code, { interrupt: 0.5 });
      assert.equal(cell.reply.status, "error");
      assert.equal(cell.reply.ename, errorOf(cell)?.ename);
      assert.ok(cell.ms < 2500, `it took ${cell.ms} ms`);
      const later =
        "await new Promise((resolve) => setTimeout(resolve, 300)); console.log(state, new Kept().n)";
      assert.equal(
        await prints(kernel(), later),
        "[ 1, 2 ] 3\n",
        "state is kept, and nothing else is printed",
      );
    });
  }

  ours("stops a cell that asks", async () => {
    const asked = await kernel().send('prompt("Name?")', { allow_stdin: true });
    await kernel().listen(asked, 0.5);
    await kernel().interrupt();
    assert.equal((await kernel().answerTo(asked)).reply.status, "error");
    assert.equal(await prints(kernel(), "console.log(state.length)"), "2\n");
  });

  ours("leaves nothing of the stopped cell behind", async () => {
    const asked = await kernel().send(
      'setInterval(() => console.log("zombie"), 20); for (;;) await new Promise((r) => setTimeout(r, 5))',
    );
    await kernel().listen(asked, 0.3);
    await kernel().interrupt();
    await kernel().answerTo(asked);
    const next = await kernel().run("await new Promise((resolve) => setTimeout(resolve, 500))");
    assert.equal(printed(next), "");
    const { late } = await kernel().listen(asked, 0.3);
    assert.deepEqual(late, []);
  });

  ours("drops the cells that wait", async () => {
    const first = await kernel().send("for (;;) {}");
    const second = await kernel().send('console.log("never")');
    await kernel().listen(first, 0.5);
    await kernel().interrupt();
    assert.equal((await kernel().answerTo(first)).reply.status, "error");
    const dropped = await kernel().answerTo(second);
    assert.deepEqual([dropped.reply.status, printed(dropped)], ["aborted", ""]);
  });

  ours("keeps what the cell had declared", async () => {
    const cell = await kernel().run("let reached = 0; for (;;) reached++", { interrupt: 0.4 });
    assert.match(told(cell), /stop|interrupt/i);
    assert.equal(await prints(kernel(), "console.log(reached > 0)"), "true\n");
  });

  everywhere("does no harm where nothing runs", async () => {
    await kernel().interrupt();
    assert.equal(await prints(kernel(), "console.log(1)"), "1\n");
  });

  ours("lets a cell run again right after", async () => {
    for (let i = 0; i < 5; i++) {
      assert.equal((await kernel().run("for (;;) {}", { interrupt: 0.1 })).reply.status, "error");
      assert.equal(await prints(kernel(), `console.log(${i})`), `${i}\n`);
    }
  });
});
