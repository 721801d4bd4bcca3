/** A PostgreSQL of its own for a test, reached by a socket in a folder of its own. */

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const ROOT = "/usr/lib/postgresql";

/** Undefined where there is none on this machine. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).sort() : [];
  const folders = versions.map((version) => join(ROOT, version, "bin"));
  return folders.filter((folder) => existsSync(join(folder, "initdb"))).at(-1);
}

export class Postgres {
  readonly #folder = mkdtempSync(join(tmpdir(), "gradus-postgres-"));
  readonly #child: ChildProcess;

  constructor(programs: string) {
    const data = join(this.#folder, "data");
    const user = process.getuid!() === 0 ? idsOf("nobody") : undefined;
    if (user) chownSync(this.#folder, user.uid, user.gid);
    chmodSync(this.#folder, 0o700);
    const options = { ...user, stdio: "ignore", cwd: this.#folder } as const;
    execFileSync(join(programs, "initdb"), ["-D", data, "-U", "gradus", "--auth=trust", "-N"], options);
    const settings = ["-k", this.#folder, "-c", "listen_addresses=", "-c", "fsync=off"];
    this.#child = spawn(join(programs, "postgres"), ["-D", data, ...settings], options);
  }

  get url(): string {
    return `postgres://gradus@/postgres?host=${encodeURIComponent(this.#folder)}`;
  }

  async ready(): Promise<void> {
    for (let i = 0; ; i++) {
      const client = new pg.Client(this.url);
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (i === 100) throw error;
        await sleep(100);
      }
    }
  }

  async empty(): Promise<void> {
    const client = new pg.Client(this.url);
    await client.connect();
    await client.query("drop schema public cascade; create schema public");
    await client.end();
  }

  async end(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGQUIT");
    await exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** It refuses to run as root. */
function idsOf(name: string): { uid: number; gid: number } {
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(execFileSync("id", [flag, name], { encoding: "utf8" })),
  );
  return { uid: uid!, gid: gid! };
}
