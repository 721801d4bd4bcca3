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
import { probe, type Loot } from "../../src/doctor/probe.js";

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
    const child = spawn(process.execPath, ["-e", probe({ files: [import.meta.filename], port })], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
      cwd: folder,
    });
    const [said] = (await once(child.stdio[3] as Readable, "data")) as [Buffer];
    server.close();
    rmSync(folder, { recursive: true });
    const broken = wallsOf(JSON.parse(said.toString()) as Loot).filter(({ holds }) => !holds);
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
});
