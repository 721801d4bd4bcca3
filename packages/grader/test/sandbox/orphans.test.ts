/** A sandbox ends with the program that has started it, whenever that is. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLine, FILTER } from "../../src/sandbox/command.js";
import { SandboxLauncher } from "../../src/sandbox/launcher.js";
import { endOrphans } from "../../src/sandbox/orphans.js";
import { prepareStage } from "../../src/sandbox/stage.js";
import { CHANNEL } from "../../src/wire/messages.js";

const SLOT = 75;

describe("a sandbox", function () {
  this.timeout(60_000);

  let launcher: SandboxLauncher;
  const channels: Socket[] = [];

  beforeEach(() => {
    launcher = new SandboxLauncher(SLOT);
  });

  /** Also after a failure: an open channel would keep this process alive, and the runner at its other end. */
  afterEach(async () => {
    for (const channel of channels.splice(0)) channel.destroy();
    await launcher.close();
  });

  function watch(channel: Socket): { isClosed: () => Promise<boolean> } {
    channels.push(channel);
    const closed = once(channel.resume(), "close").then(() => true);
    return { isClosed: () => Promise.race([closed, sleep(5000, false, { ref: false })]) };
  }

  it("is ended at any moment of its start", async () => {
    for (let moment = 0; moment < 40; moment++) {
      const running = launcher.start();
      channels.push(running.channel);
      await sleep(moment % 20);
      await running.kill();
      assert.ok(running.channel.destroyed, `after ${moment % 20} ms`);
    }
  });

  it("whose maker was killed while it made it is ended by the next grader", async () => {
    for (let moment = 0; moment < 80; moment++) {
      const { pid, channel, exited } = launcher.start();
      const { isClosed } = watch(channel);
      await sleep(moment % 20);
      process.kill(pid, "SIGKILL");
      await exited;
      endOrphans(prepareStage().runner);
      assert.ok(await isClosed(), `after ${moment % 20} ms`);
    }
  });

  it("that became a runner just before it would have been bound to its maker is ended too", async () => {
    const stage = prepareStage();
    const [command, ...args] = commandLine({ stage, slot: SLOT, groups: [] }).filter(
      (word) => word !== "--die-with-parent",
    );
    const filter = openSync(stage.filter, "r");
    const stdio: ("ignore" | "pipe" | number)[] = ["ignore", "ignore", "ignore", "ignore", "ignore"];
    stdio[CHANNEL] = "pipe";
    stdio[FILTER] = filter;
    const maker = spawn(command!, args, { stdio });
    closeSync(filter);
    const channel = maker.stdio[CHANNEL] as Socket;
    const { isClosed } = watch(channel);
    await once(channel, "data");
    maker.kill("SIGKILL");
    await once(maker, "exit");
    assert.ok(!channel.destroyed, "it is alive, and its maker is not");
    endOrphans(stage.runner);
    assert.ok(await isClosed());
  });

  it("whose grader is alive is left alone", async () => {
    for (let moment = 0; moment < 20; moment++) {
      const running = launcher.start();
      channels.push(running.channel);
      const ready = once(running.channel, "data").then(() => true);
      await sleep(moment);
      endOrphans(prepareStage().runner);
      assert.ok(await Promise.race([ready, running.exited.then(() => false)]), `after ${moment} ms`);
      endOrphans(prepareStage().runner);
      const exit = await Promise.race([running.exited, sleep(20, undefined)]);
      assert.equal(exit, undefined, `after ${moment} ms`);
      await running.kill();
    }
  });
});
