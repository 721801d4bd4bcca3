/** A kernel whose cell spins still says that it lives; one that is told to end does, whatever its cells left running. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints } from "./expect.js";
import { Kernel } from "./kernel.js";

const LEFT_RUNNING = `
  setInterval(() => {}, 10);
  import http from "node:http";
  http.createServer(() => {}).listen(0, "127.0.0.1");
`;

describe("a kernel whose cell spins", function () {
  this.timeout(60_000);
  const kernel = kernelFor();

  ours("sends heartbeats back and says on control what it is", async () => {
    const asked = await kernel().send("for (;;) {}");
    await kernel().listen(asked, 0.3);
    for (let i = 0; i < 5; i++) {
      const beat = await kernel().beat();
      assert.ok(beat < 500, `${beat} ms`);
      const { reply, ms } = await kernel().ask("kernel_info_request", {}, true);
      assert.equal(reply.status, "ok");
      assert.ok(ms < 500, `${ms} ms`);
    }
    await kernel().interrupt();
    assert.equal((await kernel().answerTo(asked)).reply.status, "error");
  });

  ours("completes meanwhile, or as soon as it is stopped", async () => {
    const asked = await kernel().send("for (;;) {}");
    await kernel().listen(asked, 0.3);
    await kernel().interrupt();
    const { reply } = await kernel().ask("complete_request", { code: "Math.ma", cursor_pos: 7 });
    assert.ok((reply.matches as string[]).includes("max"));
  });
});

describe("the end of a kernel", function () {
  this.timeout(60_000);

  const withKernel = async (use: (kernel: Kernel) => Promise<void>): Promise<void> => {
    const kernel = await Kernel.start();
    try {
      await use(kernel);
    } finally {
      await kernel.close();
    }
  };

  ours("comes within two seconds, though timers and a server are open", () =>
    withKernel(async (kernel) => {
      await prints(kernel, LEFT_RUNNING);
      const { ms } = await kernel.shutDown();
      assert.ok(ms < 2000, `${ms} ms`);
    }),
  );

  ours("comes while a cell spins, and with an answer", () =>
    withKernel(async (kernel) => {
      const asked = await kernel.send("for (;;) {}");
      await kernel.listen(asked, 0.3);
      const { ms, reply } = await kernel.shutDown();
      assert.ok(ms < 2000, `${ms} ms`);
      assert.deepEqual(reply, { status: "ok", restart: false });
    }),
  );

  everywhere("may be a new start, which knows nothing of before", () =>
    withKernel(async (kernel) => {
      await kernel.run("const before = 1");
      await kernel.restart();
      const cell = await kernel.run("before");
      assert.equal(cell.reply.status, "error");
      assert.equal(cell.reply.execution_count, 1);
      assert.equal(await prints(kernel, "const before = 2; console.log(before)"), "2\n");
    }),
  );
});
