/** Docker Compose takes the file, and what is in it fits the program. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { understood } from "./support/commands.js";
import { compose, type Compose, type Service } from "./support/compose.js";
import { deploy, root, run, tool, withBroken } from "./support/tools.js";

const dollars = (text: string): string => text.replaceAll("$$", "$");

describe("docker-compose.yml", () => {
  let file: Compose;
  let serve: Service;
  let worker: Service;
  before(function () {
    file = compose(this);
    [serve, worker] = [file.services.serve!, file.services.worker!];
  });

  it("would not pass Docker Compose with a word that it does not know", function () {
    const program = tool("docker-compose", this);
    withBroken("docker-compose.yml", ["pids_limit", "pid_limit"], (copy) => {
      const { status, stderr } = run(program, ["--file", copy, "config"]);
      assert.notEqual(status, 0);
      assert.match(stderr, /pid_limit/);
    });
  });

  it("has commands that the program understands, with its address from a file", () => {
    for (const { command, entrypoint, environment, secrets } of [serve, worker]) {
      const script = dollars(entrypoint.at(-2)!);
      const [, variable, path] = /^(\w+)="\$\(cat (\S+)\)" exec gradus "\$@"$/.exec(script)!;
      assert.ok(secrets!.some(({ target }) => target === path));
      const { variables } = understood(command, { ...environment, [variable!]: "redis://x" });
      for (const each of [variable!, ...Object.keys(environment!)])
        assert.ok(variables.includes(each), `${command[0]} does not read ${each}`);
    }
  });

  it("hands the address on to the program, and its arguments", () => {
    const [script, name] = serve.entrypoint.slice(-2);
    const code = dollars(script!)
      .replace("/run/secrets/queue", "-")
      .replace("exec gradus", `exec sh -c 'echo "$GRADUS_QUEUE $1 $2"' gradus`);
    const { stdout } = run("/bin/sh", ["-c", code, name!, "a b", "c"], "redis://x");
    assert.equal(stdout, "redis://x a b c\n");
  });

  it("listens where the proxy and the question for health look, and nowhere else", () => {
    const { options } = understood(serve.command, { GRADUS_QUEUE: "redis://x" });
    const port = options.port as number;
    assert.deepEqual(
      serve.ports!.map(({ host_ip, target, published }) => [host_ip, target, published]),
      [["127.0.0.1", port, String(port)]],
    );
    assert.match(serve.healthcheck!.test.at(-1)!, new RegExp(`http://127.0.0.1:${port}/healthz`));
    assert.equal(options.trustProxy, true);
    for (const folder of ["/store", options.data, "/courses"])
      assert.ok(serve.volumes!.some(({ target }) => target === folder));
  });

  it("gives the worker and Redis no way out", () => {
    for (const each of [worker, file.services.redis!])
      for (const name of Object.keys(each.networks)) assert.equal(file.networks[name]!.internal, true);
  });

  it("takes no rights along, and files that there are", () => {
    for (const each of Object.values(file.services)) {
      assert.deepEqual([each.cap_drop, each.read_only], [["ALL"], true]);
      assert.ok(each.security_opt.includes("no-new-privileges:true"));
    }
    assert.ok(existsSync(join(root, serve.build!.dockerfile)));
    const seccomp = worker.security_opt.find((each) => each.startsWith("seccomp="))!;
    assert.ok(existsSync(join(deploy, seccomp.slice("seccomp=".length))));
  });
});
