/** A sandbox ends with the program that has started it, whenever that is. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxLauncher } from "../../src/sandbox/launcher.js";
import { endOrphans } from "../../src/sandbox/orphans.js";
import { prepareStage } from "../../src/sandbox/stage.js";

const SLOT = 75;

describe("a sandbox", function () {
  this.timeout(60_000);

  it("is ended at any moment of its start", async () => {
    const launcher = new SandboxLauncher(SLOT);
    for (let moment = 0; moment < 40; moment++) {
      const running = launcher.start();
      await sleep(moment % 20);
      await running.kill();
      assert.ok(running.channel.destroyed, `after ${moment % 20} ms`);
    }
    await launcher.close();
  });

  it("whose maker was killed while it made it is ended by the next grader", async () => {
    const launcher = new SandboxLauncher(SLOT);
    for (let moment = 0; moment < 40; moment++) {
      const { pid, channel, exited } = launcher.start();
      const closed = once(channel.resume(), "close");
      await sleep(moment % 10);
      process.kill(pid, "SIGKILL");
      await exited;
      endOrphans(prepareStage().runner);
      const isClosed = await Promise.race([closed.then(() => true), sleep(5000, false)]);
      assert.ok(isClosed, `after ${moment % 10} ms`);
    }
    await launcher.close();
  });
});
