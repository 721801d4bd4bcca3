/** The file of Docker Compose, as data. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { deploy, run, tool } from "./tools.js";

export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

export interface Service {
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly read_only: boolean;
  readonly tmpfs: readonly string[];
  readonly networks: Readonly<Record<string, unknown>>;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly {
    readonly host_ip: string;
    readonly target: number;
    readonly published: string;
  }[];
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly { readonly source: string; readonly target: string }[];
}

/** As Docker Compose understands it. */
export function compose(context: Mocha.Context): Compose {
  const file = join(deploy, "docker-compose.yml");
  const { status, stdout, stderr } = run(tool("docker-compose", context), [
    ...["--file", file, "config", "--format", "json"],
  ]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Compose;
}
