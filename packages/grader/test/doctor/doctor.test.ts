/** The doctor: what it says of a sandbox that holds, and of none. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { examined, wallsOf } from "../../src/doctor/doctor.js";
import { probe, threadsProbe, type Loot } from "../../src/doctor/probe.js";
import { SandboxLauncher } from "../../src/sandbox/launcher.js";
import { LIMITS } from "../../src/sandbox/limits.js";

describe("the doctor", function () {
  this.timeout(30_000);

  it("finds that every wall of this machine's sandbox holds", async () => {
    const { walls } = await examined();
    assert.deepEqual(
      walls.filter(({ holds }) => !holds),
      [],
    );
    assert.ok(walls.length >= 15);
  });

  it("sees a hole where there is no wall", async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), "gradus-probe-"));
    const said = await saidOutside(probe({ files: [import.meta.filename], port }), folder);
    server.close();
    rmSync(folder, { recursive: true });
    const broken = wallsOf(JSON.parse(said) as Loot).filter(({ holds }) => !holds);
    for (const name of [
      "It reads no file of the machine",
      "It reaches no network",
      "It sees no other process",
      "It starts no process",
      "It sees nothing of the environment",
      "Its folder holds at most 16 MB",
      "Its system calls are filtered",
    ])
      assert.ok(
        broken.some((wall) => wall.name === name && wall.found !== undefined),
        name,
      );
  });

  it("finds too many threads where nothing bounds them, and in the sandbox nothing that does so before", async () => {
    const { threads } = LIMITS;
    assert.ok(Number(await saidOutside(threadsProbe(threads + 8))) > threads);
    const launcher = new SandboxLauncher(2950);
    try {
      const { channel } = launcher.start(["-e", threadsProbe(threads - 12)]);
      const [said] = (await once(channel, "data")) as [Buffer];
      assert.ok(Number(said.toString()) > threads - 12);
    } finally {
      await launcher.close();
    }
  });
});

/** What a probe tells without any sandbox around it. */
async function saidOutside(program: string, cwd = tmpdir()): Promise<string> {
  const child = spawn(process.execPath, ["-e", program], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    cwd,
  });
  const [said] = (await once(child.stdio[3] as Readable, "data")) as [Buffer];
  return said.toString();
}
