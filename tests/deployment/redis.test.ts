/** Redis starts as the deployment starts it: with its password, and so that it loses nothing. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis as Client } from "ioredis";
import { freePort } from "../queue/support/redis.js";
import { compose } from "./support/compose.js";
import { kustomized, Manifests } from "./support/manifests.js";

const PASSWORD = "a3f0";

/** Where the script looks for the password, and where it writes. */
type Places = readonly [password: string, run: string];

/** Starts the script's Redis with other places, and asks what it has made of its settings. */
async function started(script: string, [password, running]: Places): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "gradus-redis-script-"));
  const port = await freePort();
  mkdirSync(join(folder, "run"));
  writeFileSync(join(folder, "password"), `${PASSWORD}\n`);
  const code = script
    .trim()
    .replaceAll(password, join(folder, "password"))
    .replaceAll(running, join(folder, "run"));
  const child = spawn("/bin/sh", ["-c", `${code} --port ${port} --bind 127.0.0.1 --dir ${folder}`], {
    stdio: "ignore",
  });
  try {
    const client = await connected(port);
    const pairs = await client.config("GET", "*");
    client.disconnect();
    const { mode } = statSync(join(folder, "run/password.conf"));
    assert.equal(mode & 0o077, 0);
    assert.ok(!readFileSync(`/proc/${child.pid!}/cmdline`, "utf8").includes(PASSWORD));
    return new Map(pairs.flatMap((name, i) => (i % 2 === 0 ? [[name, pairs[i + 1]!]] : [])));
  } finally {
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    rmSync(folder, { recursive: true });
  }
}

async function connected(port: number): Promise<Client> {
  for (let i = 0; ; i++) {
    const client = new Client({
      host: "127.0.0.1",
      port,
      password: PASSWORD,
      lazyConnect: true,
      retryStrategy: () => null,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.disconnect();
      if (i === 100) throw error;
      await sleep(50);
    }
  }
}

function assertSafe(settings: ReadonlyMap<string, string>): void {
  for (const [name, value] of [
    ...[
      ["requirepass", PASSWORD],
      ["appendonly", "yes"],
      ["appendfsync", "everysec"],
      ["save", ""],
    ],
    ...[
      ["maxmemory-policy", "noeviction"],
      ["maxmemory", String(256 * 1024 * 1024)],
    ],
  ])
    assert.equal(settings.get(name!), value, name);
}

describe("the queue's Redis", function () {
  this.timeout(20_000);

  it("starts as Docker Compose starts it", async function () {
    const { command } = compose(this).services.redis!;
    assertSafe(
      await started(command[0]!.replaceAll("$$", "$"), ["/run/secrets/redis-password", "/run/redis"]),
    );
  });

  it("starts as Kubernetes starts it", async function () {
    const { args } = new Manifests(kustomized("kubernetes", this)).found("StatefulSet", "redis").spec
      .template!.spec.containers[0]!;
    assertSafe(await started(args[0]!, ["/secret/password", "/run/redis"]));
  });
});
