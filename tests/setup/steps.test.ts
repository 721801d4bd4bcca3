/** The steps of the setup: done once, and again when their inputs change. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { isInstalled } from "../../scripts/setup/npm.mjs";
import { fingerprint } from "../../scripts/setup/fingerprint.mjs";
import { registerKernels, tslabSpec } from "../../scripts/setup/kernel.mjs";
import { CommandFailed } from "../../scripts/setup/problem.mjs";
import { runStep as runStepAloud, stamped, type Step } from "../../scripts/setup/step.mjs";
import { writeIfChanged } from "../../scripts/setup/write.mjs";
import { folderWith, removeFolders, write } from "./folder.js";

afterEach(removeFolders);

const runStep = (base: string, step: Step): Promise<void> =>
  runStepAloud(base, step, () => ({
    detail: () => undefined,
    done: () => undefined,
    failed: () => undefined,
  }));

/** A step that copies input.txt to output.txt, and how often it did. */
function copying(base: string): { step: Step; times: () => number } {
  let times = 0;
  const step: Step = {
    ...stamped(
      base,
      "copy",
      () => fingerprint(base, ["input.txt"]),
      () => existsSync(join(base, "output.txt")),
    ),
    sentence: "Copying",
    action: () => {
      times++;
      write(base, { "output.txt": readFileSync(join(base, "input.txt"), "utf8") });
      return Promise.resolve();
    },
  };
  return { step, times: () => times };
}

describe("a step", () => {
  it("runs once for the same inputs", async () => {
    const base = folderWith({ "input.txt": "a" });
    const { step, times } = copying(base);
    await runStep(base, step);
    await runStep(base, step);
    assert.equal(times(), 1);
  });

  it("runs again after its input changed, or after its output was deleted", async () => {
    const base = folderWith({ "input.txt": "a" });
    const { step, times } = copying(base);
    await runStep(base, step);
    write(base, { "input.txt": "b" });
    await runStep(base, step);
    assert.equal(readFileSync(join(base, "output.txt"), "utf8"), "b");
    rmSync(join(base, "output.txt"));
    await runStep(base, step);
    assert.equal(times(), 3);
  });

  it("runs again after it failed", async () => {
    const base = folderWith({ "input.txt": "a" });
    const { step, times } = copying(base);
    const failing: Step = { ...step, action: () => Promise.reject(new CommandFailed("copy", "disk full")) };
    await assert.rejects(
      runStep(base, failing),
      /disk full[^]*Copying failed .*the whole log is .*copy\.log/,
    );
    await runStep(base, step);
    assert.equal(times(), 1);
  });

  it("runs once when two commands want it at the same moment", async () => {
    const base = folderWith({ "input.txt": "a" });
    const { step, times } = copying(base);
    const slow: Step = { ...step, action: (run) => sleep(300).then(() => step.action(run)) };
    await Promise.all([runStep(base, slow), runStep(base, slow)]);
    assert.equal(times(), 1);
  });

  it("does not wait for a command that was broken off", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    const base = folderWith({ "input.txt": "a", ".gradus/lock": String(gone) });
    const { step, times } = copying(base);
    await runStep(base, step);
    assert.equal(times(), 1);
    assert.ok(!existsSync(join(base, ".gradus/lock")));
  });

  it("shows the error even when much was said after it", async () => {
    const base = folderWith({ "input.txt": "a" });
    const output = `core: error TS2322: wrong\n${"notebook: building\n".repeat(100)}`;
    const failing: Step = {
      ...copying(base).step,
      action: () => Promise.reject(new CommandFailed("build", output)),
    };
    await assert.rejects(runStep(base, failing), /error TS2322: wrong/);
  });

  it("says in one sentence that there is no network", async () => {
    const base = folderWith({ "input.txt": "a" });
    const offline = new CommandFailed("npm ci", "npm error code ENOTFOUND");
    const failing: Step = { ...copying(base).step, action: () => Promise.reject(offline) };
    await assert.rejects(
      runStep(base, failing),
      /^Problem: Copying needs the network, which cannot be reached: connect/,
    );
  });

  it("keeps what its programs said in a log", async () => {
    const base = folderWith({ "input.txt": "a" });
    const { step } = copying(base);
    const talking: Step = { ...step, action: (run) => run(process.execPath, ["-e", "console.log('hello')"]) };
    await runStep(base, talking);
    assert.match(readFileSync(join(base, ".gradus/logs/copy.log"), "utf8"), /^hello$/m);
  });
});

describe("a fingerprint", () => {
  it("sees contents, names and files deep below, and not what is skipped", () => {
    const base = folderWith({ "a/b/one.txt": "1", "a/dist/made.txt": "x" });
    const skipped = new Set(["dist"]);
    const seen = [fingerprint(base, ["a"], skipped)];
    write(base, { "a/dist/made.txt": "y" });
    assert.equal(fingerprint(base, ["a"], skipped), seen[0]);
    write(base, { "a/b/one.txt": "2" });
    seen.push(fingerprint(base, ["a"], skipped));
    write(base, { "a/b/two.txt": "" });
    seen.push(fingerprint(base, ["a"], skipped));
    assert.equal(new Set(seen).size, 3);
  });

  it("stays the same when the checkout moves", () => {
    const files = { "a/one.txt": "1" };
    assert.equal(fingerprint(folderWith(files), ["a"]), fingerprint(folderWith(files), ["a"]));
  });
});

describe("the check of the npm packages", () => {
  const lock = (packages: object): string => JSON.stringify({ packages });
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  };

  it("is content with what the lock names, without other systems' optional packages", () => {
    const base = folderWith({
      "package-lock.json": lock(wanted),
      "node_modules/.package-lock.json": lock({ "node_modules/a": { version: "1.0.0" } }),
    });
    assert.ok(isInstalled(base));
  });

  it("asks for an installation when there is none, or one of another version", () => {
    const base = folderWith({ "package-lock.json": lock(wanted) });
    assert.ok(!isInstalled(base));
    write(base, { "node_modules/.package-lock.json": lock({ "node_modules/a": { version: "1.0.1" } }) });
    assert.ok(!isInstalled(base));
  });
});

describe("the kernels' registration", () => {
  const written = (base: string, name: string): { argv: string[]; display_name: string } =>
    JSON.parse(readFileSync(join(base, `env/share/jupyter/kernels/${name}/kernel.json`), "utf8")) as {
      argv: string[];
      display_name: string;
    };

  it("names this Node and this checkout, because Jupyter starts kernels elsewhere", async () => {
    const base = folderWith({});
    await registerKernels(base, join(base, "env"));
    const { argv, display_name } = written(base, "gradus");
    assert.equal(display_name, "TypeScript (Gradus)");
    assert.equal(argv[0], process.execPath);
    assert.ok(existsSync(argv.find((each) => each.endsWith("kernel.js"))!), argv.join(" "));
    assert.deepEqual(tslabSpec("/somewhere/gradus", "/programs/node"), {
      argv: [
        "/programs/node",
        join("/somewhere/gradus", "scripts", "kernel", "tslab.cjs"),
        "kernel",
        "--config-path={connection_file}",
      ],
      display_name: "TypeScript (tslab)",
      language: "typescript",
      interrupt_mode: "signal",
      env: { NODE_OPTIONS: "--max-old-space-size=256" },
    });
  });

  it("is written again after the checkout moved", async () => {
    const base = folderWith({ "env/share/jupyter/kernels/tslab/kernel.json": '{"argv":["old"]}' });
    await registerKernels(base, join(base, "env"));
    assert.deepEqual(written(base, "tslab"), tslabSpec(base));
  });

  it("leaves a file alone that is right", () => {
    const base = folderWith({ "a.txt": "same" });
    assert.ok(!writeIfChanged(join(base, "a.txt"), "same"));
    assert.ok(writeIfChanged(join(base, "new/b.txt"), "other"));
  });
});
