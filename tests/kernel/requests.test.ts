/** What front ends ask besides running cells: completions, explanations, history, comms. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours } from "./expect.js";
import type { Answer } from "./kernel.js";

describe("a kernel", function () {
  this.timeout(60_000);
  const kernel = kernelFor();

  ours("says what it is", async () => {
    const { reply } = await kernel().ask("kernel_info_request", {});
    const info = reply as { protocol_version: string; language_info: Record<string, string>; status: string };
    assert.equal(info.status, "ok");
    assert.match(info.protocol_version, /^5\.\d/);
    assert.equal(info.language_info.name, "typescript");
    assert.equal(info.language_info.file_extension, ".ts");
  });

  const complete = (code: string, cursor_pos = code.length): Promise<Answer> =>
    kernel().ask("complete_request", { code, cursor_pos });

  everywhere("completes names of earlier cells and their members", async () => {
    await kernel().run("const capital = { paris: 1, prague: 2, rome: 3 }");
    const { reply } = await complete("capital.p");
    assert.deepEqual((reply.matches as string[]).filter((name) => name.startsWith("p")).sort(), [
      "paris",
      "prague",
    ]);
    assert.deepEqual([reply.cursor_start, reply.cursor_end], [8, 9]);
    assert.ok(((await complete("capi")).reply.matches as string[]).includes("capital"));
  });

  ours("counts places in code points, as the protocol has it", async () => {
    await kernel().run("const capital = { paris: 1, prague: 2, rome: 3 }");
    const { reply } = await complete('"🎈🎈"; capital.pa');
    assert.deepEqual(reply.matches, ["paris"]);
    assert.deepEqual([reply.cursor_start, reply.cursor_end], [14, 16]);
  });

  ours("says of completions what they are", async () => {
    const { reply } = await complete("Math.ma");
    const metadata = reply.metadata as { _jupyter_types_experimental?: { text: string; type: string }[] };
    const max = metadata._jupyter_types_experimental?.find(({ text }) => text === "max");
    assert.ok(max?.type);
  });

  everywhere("explains what stands at a place", async () => {
    await kernel().run("/** How far. */\nconst distance: number = 5");
    const code = "distance + 1";
    const { reply } = await kernel().ask("inspect_request", { code, cursor_pos: 3, detail_level: 0 });
    assert.equal(reply.found, true);
    const text = (reply.data as Record<string, string>)["text/plain"]!;
    assert.match(text, /const distance: number/);
    assert.match(text, /How far/);
  });

  ours("finds nothing to explain where there is nothing", async () => {
    const { reply } = await kernel().ask("inspect_request", { code: "  ", cursor_pos: 1, detail_level: 0 });
    assert.deepEqual([reply.status, reply.found], ["ok", false]);
  });

  ours("knows when a cell is complete", async () => {
    const cases = { "let a = 1": "complete", "function f() {": "incomplete", "let a = `one": "incomplete" };
    for (const [code, status] of Object.entries(cases))
      assert.equal((await kernel().ask("is_complete_request", { code })).reply.status, status, code);
  });

  ours("knows when a cell cannot be right any more", async () => {
    const { reply } = await kernel().ask("is_complete_request", { code: "let 1a = )" });
    assert.equal(reply.status, "invalid");
  });

  ours("remembers what was run", async () => {
    await kernel().run("const remembered = 1");
    await kernel().run("const unremembered = 1", { store_history: false });
    await kernel().run("const remembered2 = 2");
    const request = { output: false, raw: true, hist_access_type: "tail", n: 2 };
    const { reply } = await kernel().ask("history_request", request);
    const sources = (reply.history as [number, number, string][]).map(([, , source]) => source);
    assert.deepEqual(sources, ["const remembered = 1", "const remembered2 = 2"]);
  });

  ours("closes a comm that nobody in the kernel waits for, and keeps none", async () => {
    const comm_id = "comm-of-the-test";
    const { messages } = await kernel().post("comm_open", { comm_id, target_name: "nobody", data: {} });
    const closed = messages.find(({ type }) => type === "comm_close");
    assert.equal(closed?.content.comm_id, comm_id);
    await kernel().post("comm_msg", { comm_id, data: {} });
    await kernel().post("comm_close", { comm_id, data: {} });
    const { reply } = await kernel().ask("comm_info_request", {});
    assert.deepEqual([reply.status, reply.comms], ["ok", {}]);
  });

  ours("survives requests that it does not know", async () => {
    await kernel()
      .post("no_such_request", { a: 1 })
      .catch(() => undefined);
    assert.equal((await kernel().run("1")).reply.status, "ok");
  });
});
