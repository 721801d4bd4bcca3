/** Whatever a cell prints and shows arrives, once, in order, and before the front end hears that the cell is done. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints } from "./expect.js";
import { printed, resultOf } from "./kernel.js";

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${i}\n`).join("");

/** The line to the notebook that libraries use. */
const NOTEBOOK = `const notebook = (globalThis as any)[Symbol.for("gradus.kernel")];`;

describe("output of a cell", function () {
  this.timeout(120_000);
  const kernel = kernelFor();

  everywhere("loses none of 20,000 lines printed at once, and is there before idle", async () => {
    const cell = await kernel().run("for (let i = 0; i < 20000; i++) console.log(i)");
    assert.equal(printed(cell), lines(20_000));
    assert.deepEqual([cell.busy, cell.idle, cell.late], [1, 1, []]);
  });

  ours("loses nothing over 400 cells with three lines each", async () => {
    const cells = await kernel().burst(Array<string>(400).fill("for (let i = 0; i < 3; i++) console.log(i)"));
    assert.deepEqual(new Set(cells.map((cell) => printed(cell))), new Set([lines(3)]));
    assert.deepEqual(new Set(cells.map(({ idle, late }) => `${idle} ${late.length}`)), new Set(["1 0"]));
  });

  ours("keeps the order between standard output, standard error and pictures", async () => {
    await kernel().run(NOTEBOOK);
    const { messages } = await kernel().run(
      'console.log("a"); console.error("b"); notebook.display({ "text/plain": "c" }); void process.stdout.write("d")',
    );
    const seen = messages
      .filter(({ type }) => type !== "execute_input")
      .map(({ type, content }) => [type, content.name ?? "", content.text ?? content.data?.["text/plain"]]);
    assert.deepEqual(seen, [
      ["stream", "stdout", "a\n"],
      ["stream", "stderr", "b\n"],
      ["display_data", "", "c"],
      ["stream", "stdout", "d"],
    ]);
  });

  ours("has the value of the last expression as a result with the cell's number", async () => {
    const cell = await kernel().run("const six = 6\nsix * 7");
    assert.equal(resultOf(cell), "42");
    const { content } = cell.messages.find(({ type }) => type === "execute_result")!;
    assert.equal(content.execution_count, cell.reply.execution_count);
    assert.deepEqual(content.metadata, {});
  });

  everywhere("has no result where there is nothing to show", async () => {
    for (const code of ["const nothing = 1", "let x = 5; x = 6", "undefined", "void 0", ""])
      assert.equal(resultOf(await kernel().run(code)), undefined, code);
  });

  ours("has objects, promises' values and strings as results", async () => {
    assert.equal(resultOf(await kernel().run('({ a: [1, 2], b: "c" })')), "{ a: [ 1, 2 ], b: 'c' }");
    assert.equal(resultOf(await kernel().run('await Promise.resolve("soon")')), "'soon'");
    assert.equal(resultOf(await kernel().run("null")), "null");
  });

  ours("may be a picture by the object's own account", async () => {
    const { messages } = await kernel().run(
      '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>bold</b>", "text/plain": "bold" }) })',
    );
    const { data } = messages.find(({ type }) => type === "execute_result")!.content;
    assert.deepEqual(data, { "text/html": "<b>bold</b>", "text/plain": "bold" });
  });

  ours("can be shown with metadata, replaced by its id, and cleared", async () => {
    await kernel().run(NOTEBOOK);
    const { messages } = await kernel().run(`
      notebook.display({ "text/plain": "one" }, { "text/plain": { tall: true } }, "an-id");
      notebook.display({ "text/plain": "two" }, {}, "an-id", true);
      notebook.clearOutput(true);
    `);
    const [shown, replaced, cleared] = messages.filter(({ type }) => type !== "execute_input");
    assert.equal(shown!.type, "display_data");
    assert.deepEqual(shown!.content.metadata, { "text/plain": { tall: true } });
    assert.deepEqual(shown!.content.transient, { display_id: "an-id" });
    assert.equal(replaced!.type, "update_display_data");
    assert.deepEqual(replaced!.content.data, { "text/plain": "two" });
    assert.deepEqual(replaced!.content.transient, { display_id: "an-id" });
    assert.equal(cleared!.type, "clear_output");
    assert.equal(cleared!.content.wait, true);
  });

  ours("that is no JSON is an error of its cell, and harms nothing", async () => {
    await kernel().run(NOTEBOOK);
    for (const code of [
      'notebook.display({ "application/json": { n: 1n } })',
      'const round: any = {}; round.self = round; ({ [Symbol.for("Jupyter.display")]: () => ({ "application/json": round }) })',
    ])
      assert.equal((await kernel().run(code)).reply.ename, "TypeError", code);
    assert.equal(resultOf(await kernel().run("1 + 1")), "2");
  });

  everywhere("takes pictures by way of tslab's module", async () => {
    const { messages } = await kernel().run(
      'import * as tslab from "tslab"; tslab.display.html("<i>hi</i>")',
    );
    const { content } = messages.find(({ type }) => type === "display_data")!;
    assert.equal(content.data?.["text/html"], "<i>hi</i>");
  });

  ours("of a timer belongs to the cell that set it", async () => {
    const asked = await kernel().send('setTimeout(() => console.log("late"), 500); console.log("now")');
    await kernel().answerTo(asked);
    const next = await kernel().run(
      "await new Promise((resolve) => setTimeout(resolve, 900)); console.log('next')",
    );
    assert.equal(printed(next), "next\n", "no output of another cell");
    const { late } = await kernel().listen(asked, 0.2);
    assert.deepEqual(
      late.map(({ content }) => content.text),
      ["late\n"],
    );
  });

  everywhere("has all letters", async () => {
    assert.equal(await prints(kernel(), 'console.log("ä 漢 🎈 \\u0000|")'), "ä 漢 🎈 \u0000|\n");
  });
});
