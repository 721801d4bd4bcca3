/** systemd takes the units, and what is in them fits the program and its sandbox. */

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { understood } from "./support/commands.js";
import { deploy, run, withBroken, type Outcome } from "./support/tools.js";

const UNITS = ["gradus-serve.service", "gradus-worker.service"] as const;

/** In a tree in which the program is where the units look for it. */
function verify(unit: string): Outcome {
  const tree = mkdtempSync(join(tmpdir(), "gradus-units-"));
  try {
    const [units, programs] = [join(tree, "etc/systemd/system"), join(tree, "usr/local/bin")];
    for (const folder of [units, programs]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(programs, "gradus"), "");
    chmodSync(join(programs, "gradus"), 0o755);
    for (const name of ["network-online.target", "multi-user.target", "sysinit.target", "shutdown.target"])
      writeFileSync(join(units, name), "[Unit]\n");
    const name = basename(unit);
    writeFileSync(join(units, name), readFileSync(unit));
    return run("systemd-analyze", ["verify", `--root=${tree}`, name]);
  } finally {
    rmSync(tree, { recursive: true });
  }
}

/** How much of the machine is open to a service, from 0 to 10, times 10: systemd fails above that. */
const exposure = (file: string, most: number): Outcome =>
  run("systemd-analyze", ["security", "--offline=yes", "--no-pager", `--threshold=${most}`, file]);

const settings = (unit: string): [name: string, value: string][] =>
  readFileSync(join(deploy, unit), "utf8")
    .split("\n")
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);

describe("the units of systemd", () => {
  for (const unit of UNITS)
    it(`${unit} passes systemd without a word`, () => {
      const { status, stdout, stderr } = verify(join(deploy, unit));
      assert.deepEqual([status, stdout + stderr], [0, ""]);
    });

  it("would be complained about with a setting that there is not", () => {
    withBroken("gradus-worker.service", ["KillMode", "KillMod"], (file) => {
      assert.match(verify(file).stderr, /Unknown key.* 'KillMod'/);
    });
  });

  it("would be complained about with a value that makes no sense", () => {
    withBroken("gradus-worker.service", ["RestartSec=10", "RestartSec=soon"], (file) => {
      assert.match(verify(file).stderr, /Failed to parse .*: soon/);
    });
  });

  it("keep the machine closed, the worker as far as sandboxes allow", () => {
    for (const [unit, most] of [
      ["gradus-serve.service", 20],
      ["gradus-worker.service", 40],
    ] as const) {
      const { status, stdout } = exposure(join(deploy, unit), most);
      assert.equal(status, 0, stdout);
    }
    withBroken("gradus-worker.service", ["SystemCallFilter=", "# "], (file) => {
      assert.notEqual(exposure(file, 40).status, 0);
    });
  });

  it("have commands that the program understands", () => {
    for (const unit of UNITS) {
      const found = settings(unit);
      const [program, ...args] = found.find(([name]) => name === "ExecStart")![1].split(" ");
      assert.equal(program, "/usr/local/bin/gradus");
      const environment = found
        .filter(([name]) => name === "Environment")
        .map(([, value]) => value.split("="));
      const variables = { ...Object.fromEntries(environment), GRADUS_QUEUE: "redis://x" } as Record<
        string,
        string
      >;
      const { variables: read } = understood(args, variables);
      for (const each of Object.keys(variables)) assert.ok(read.includes(each), `${unit}: ${each}`);
    }
  });

  it("let the service write where its command says", () => {
    const { options } = understood(
      settings("gradus-serve.service")
        .find(([name]) => name === "ExecStart")![1]
        .split(" ")
        .slice(1),
      { GRADUS_QUEUE: "redis://x" },
    );
    const state = settings("gradus-serve.service").find(([name]) => name === "StateDirectory")![1];
    assert.equal(options.data, `/var/lib/${state}`);
  });

  // What covers a part of /proc keeps bubblewrap from making a new one.
  it("leave the worker a /proc of which nothing is covered, and namespaces", () => {
    const names = settings("gradus-worker.service").map(([name]) => name);
    for (const each of [
      ...["RestrictNamespaces", "ProtectKernelTunables", "ProtectKernelLogs", "ProtectKernelModules"],
      ...["ProtectControlGroups", "ProtectHostname", "ProtectProc", "ProcSubset", "MemoryDenyWriteExecute"],
    ])
      assert.ok(!names.includes(each), each);
  });
});
