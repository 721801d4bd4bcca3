/** What a request to run a cell may ask for besides, and what happens to the cells after one that failed. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints } from "./expect.js";
import { errorOf, printed, resultOf } from "./kernel.js";

const FAILS = 'throw new Error("no")';
const statuses = (cells: readonly { reply: { status: string } }[]): string[] =>
  cells.map(({ reply }) => reply.status);

describe("a request to run a cell", function () {
  this.timeout(60_000);
  const kernel = kernelFor();

  everywhere("is answered by what the error output says", async () => {
    const cell = await kernel().run('throw new RangeError("too much")');
    const { status, ename, evalue, traceback } = cell.reply;
    assert.equal(status, "error");
    assert.deepEqual([ename, evalue], ["RangeError", "too much"]);
    const shown = errorOf(cell)!;
    assert.deepEqual(
      { ename, evalue, traceback },
      { ename: shown.ename, evalue: shown.evalue, traceback: shown.traceback },
    );
    assert.ok(traceback!.length > 0);
  });

  ours("drops those that were sent already, once a cell failed, and no later ones", async () => {
    const cells = await kernel().burst([FAILS, 'console.log("second")', 'console.log("third")']);
    assert.deepEqual(statuses(cells), ["error", "aborted", "aborted"]);
    assert.deepEqual(
      cells.slice(1).map((cell) => printed(cell)),
      ["", ""],
    );
    assert.equal(await prints(kernel(), 'console.log("right after")'), "right after\n");
  });

  ours("runs the others where the client wants it to", async () => {
    const cells = await kernel().burst([FAILS, 'console.log("next")', FAILS, "1"], { stop_on_error: false });
    assert.deepEqual(statuses(cells), ["error", "ok", "error", "ok"]);
    assert.equal(printed(cells[1]!), "next\n");
  });

  ours("drops what follows a type error, too", async () => {
    const cells = await kernel().burst(['const wrong: number = "a"', 'console.log("second")']);
    assert.deepEqual(statuses(cells), ["error", "aborted"]);
  });

  ours("shows and counts nothing when it is silent, and still runs", async () => {
    const before = await kernel().run("let hidden = 0");
    const silent = await kernel().run('hidden = 7; console.log("never seen"); hidden', { silent: true });
    assert.equal(silent.reply.status, "ok");
    assert.deepEqual(silent.messages, []);
    const after = await kernel().run("hidden");
    assert.equal(resultOf(after), "7");
    assert.equal(after.reply.execution_count, before.reply.execution_count + 1);
  });

  ours("does not count when it stores no history", async () => {
    const before = await kernel().run("1");
    const shown = await kernel().run('console.log("seen")', { store_history: false });
    assert.equal(printed(shown), "seen\n");
    const after = await kernel().run("1");
    assert.equal(after.reply.execution_count, before.reply.execution_count + 1);
  });

  ours("counts, and says its number with its source", async () => {
    const first = await kernel().run("1");
    const second = await kernel().run("2");
    assert.equal(second.reply.execution_count, first.reply.execution_count + 1);
    const { content } = second.messages.find(({ type }) => type === "execute_input")!;
    assert.equal(content.execution_count, second.reply.execution_count);
  });

  ours("answers with the values of expressions, and the errors of those that fail", async () => {
    const { reply } = await kernel().run("const width = 6", {
      user_expressions: {
        good: "width * 7",
        bad: "nowhere.at",
        thrown: '(() => { throw new Error("x") })()',
      },
    });
    assert.equal(reply.status, "ok");
    const { good, bad, thrown } = reply.user_expressions!;
    assert.equal(good!.status, "ok");
    assert.equal(good!.data!["text/plain"], "42");
    assert.equal(bad!.status, "error");
    assert.equal(thrown!.status, "error");
    assert.equal(thrown!.evalue, "x");
  });

  ours("lets a cell ask the person", async () => {
    const cell = await kernel().run('console.log(`Hello ${prompt("Name?")}, ${prompt("And?")}`)', {
      answers: ["Ada", "no"],
    });
    assert.equal(printed(cell), "Hello Ada, no\n");
    assert.deepEqual(
      cell.asked?.map(({ prompt, password }) => [prompt, password]),
      [
        ["Name?", false],
        ["And?", false],
      ],
    );
  });

  ours("fails where a cell asks and nobody can answer", async () => {
    const cell = await kernel().run('prompt("Name?")');
    assert.equal(cell.reply.status, "error");
    assert.equal(cell.asked, undefined);
  });

  everywhere("keeps what cells declare for the next ones", async () => {
    await kernel().run("let kept = [1]; function push(n: number): number { return kept.push(n) }");
    assert.equal(await prints(kernel(), "push(2); console.log(kept.join())"), "1,2\n");
  });
});
