/** Comms, as widgets use them: lines between a library in a cell and the notebook's page, opened by either side. */
import assert from "node:assert/strict";

import { kernelFor, ours } from "./expect.js";
import type { Message } from "./kernel.js";

const NOTEBOOK = `const notebook = (globalThis as any)[Symbol.for("gradus.kernel")];`;

type CommContent = Message["content"] & { readonly target_name?: string };

const said = (messages: readonly Message[]): [string, unknown][] =>
  messages
    .filter(({ type }) => type.startsWith("comm_"))
    .map(({ type, content }) => [type, (content as CommContent).data]);

describe("a comm", function () {
  this.timeout(60_000);
  const kernel = kernelFor();

  ours("is opened by the page, heard and closed", async () => {
    await kernel().run(`${NOTEBOOK}
      const heard: unknown[] = [];
      notebook.registerTarget("echo", (comm: any, { data }: any) => {
        comm.onMessage = (message: any) => comm.send({ twice: 2 * message.data.n });
        comm.onClose = (message: any) => heard.push(message.data);
        comm.send({ hello: data.name });
      });`);
    const line = { comm_id: "a-line" };
    const opened = await kernel().post("comm_open", { ...line, target_name: "echo", data: { name: "page" } });
    assert.deepEqual(said(opened.messages), [["comm_msg", { hello: "page" }]]);
    const { reply } = await kernel().ask("comm_info_request", { target_name: "echo" });
    assert.deepEqual(reply.comms, { "a-line": { target_name: "echo" } });
    const answered = await kernel().post("comm_msg", { ...line, data: { n: 21 } });
    assert.deepEqual(said(answered.messages), [["comm_msg", { twice: 42 }]]);
    await kernel().post("comm_close", { ...line, data: { bye: true } });
    const cell = await kernel().run("console.log(JSON.stringify(heard))");
    assert.equal(cell.messages.at(-1)!.content.text, '[{"bye":true}]\n');
    assert.deepEqual((await kernel().ask("comm_info_request", {})).reply.comms, {});
  });

  ours("is opened by a cell, and closed by it", async () => {
    const cell = await kernel().run(
      'const mine = notebook.openComm("view", { model: 1 }); mine.send({ model: 2 }); mine.close()',
    );
    assert.deepEqual(said(cell.messages), [
      ["comm_open", { model: 1 }],
      ["comm_msg", { model: 2 }],
      ["comm_close", {}],
    ]);
    assert.equal(
      (cell.messages.find(({ type }) => type === "comm_open")!.content as CommContent).target_name,
      "view",
    );
    assert.deepEqual((await kernel().ask("comm_info_request", {})).reply.comms, {});
  });

  ours("whose listener throws says so and harms nothing", async () => {
    await kernel().run('notebook.registerTarget("bad", () => { throw new Error("in a listener") })');
    const opened = await kernel().post("comm_open", { comm_id: "bad-line", target_name: "bad", data: {} });
    const later = await kernel().run("1 + 1");
    assert.equal(later.reply.status, "ok");
    const texts = [...opened.messages, ...opened.late, ...later.messages].map(
      ({ content }) => content.text ?? "",
    );
    assert.match(texts.join(""), /in a listener/);
  });
});
