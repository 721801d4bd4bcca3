/** A Redis of its own for a test, which can be killed, started again, filled, and looked into. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis as Client, type RedisOptions } from "ioredis";
import type { Certificate } from "./certificate.js";

/** As the documentation tells everybody to set it. */
const SETTINGS = [
  ...["--appendonly", "yes", "--appendfsync", "everysec"],
  ...["--maxmemory-policy", "noeviction", "--save", "", "--bind", "127.0.0.1"],
];

export class Redis {
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-redis-"));
  readonly port: number;
  readonly #settings: readonly string[];
  readonly #connection: RedisOptions;
  #server: ChildProcess | undefined;

  private constructor(port: number, settings: readonly string[], connection: RedisOptions) {
    this.port = port;
    this.#settings = settings;
    this.#connection = { host: "127.0.0.1", port, ...connection };
  }

  /** @param connection what the test's own client needs beside host and port */
  static async start(settings: readonly string[] = [], connection: RedisOptions = {}): Promise<Redis> {
    const port = await freePort();
    const redis = new Redis(port, ["--port", String(port), ...settings], connection);
    await redis.again();
    return redis;
  }

  static async startWithTls({ cert, key }: Certificate): Promise<Redis> {
    const port = await freePort();
    const files = ["--tls-cert-file", cert, "--tls-key-file", key, "--tls-auth-clients", "no"];
    const settings = ["--port", "0", "--tls-port", String(port), ...files];
    const redis = new Redis(port, settings, { tls: { ca: readFileSync(cert) } });
    await redis.again();
    return redis;
  }

  get url(): string {
    return `redis${this.#connection.tls ? "s" : ""}://127.0.0.1:${this.port}`;
  }

  /** With what it has on its disk. */
  async again(): Promise<void> {
    const settings = ["--dir", this.folder, ...SETTINGS, ...this.#settings];
    this.#server = spawn("redis-server", settings, { stdio: "ignore" });
    await this.#answers();
  }

  async kill(): Promise<void> {
    const server = this.#server;
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill("SIGKILL");
    await exited;
  }

  /** Also forgets what it has on its disk. */
  async lose(): Promise<void> {
    await this.kill();
    rmSync(join(this.folder, "appendonlydir"), { recursive: true, force: true });
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ ...this.#connection, lazyConnect: true, retryStrategy: () => null });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  /** All that it was ever told to keep, and what is not forgotten yet of the rest. */
  told(): string {
    const log = join(this.folder, "appendonlydir");
    return readdirSync(log)
      .map((file) => readFileSync(join(log, file), "utf8"))
      .join("\n");
  }

  /** In bytes: what it holds beside what it needs when it is empty. */
  async memory(): Promise<number> {
    const about = await this.ask((client) => client.info("memory"));
    return Number(/^used_memory:(\d+)/m.exec(about)![1]);
  }

  async #answers(): Promise<void> {
    for (let i = 0; ; i++)
      try {
        // It refuses this while it still reads its disk.
        await this.ask((client) => client.dbsize());
        return;
      } catch (error) {
        if (i === 100) throw error;
        await sleep(50);
      }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
