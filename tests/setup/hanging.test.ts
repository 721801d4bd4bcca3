/** `npm test`: what hangs is ended, named and counted, and what comes after it runs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { root } from "../../scripts/setup/project.mjs";
import { readCounts } from "../../scripts/test/counts.mjs";
import { folderWith, removeFolders } from "./folder.js";

afterEach(removeFolders);

/** Keeps a process, and whoever reads what it says, waiting for ever. */
const lasting = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "inherit" })`;

/** Nothing of ours must hang because what is tested here does. */
const within = { timeout: 50_000, killSignal: "SIGKILL", encoding: "utf8" } as const;

describe("tests that hang", function () {
  this.timeout(60_000);

  /** Runs all tests of a project, with few seconds for each step. */
  function runTests(base: string, limit: number): { counts: unknown; said: string } {
    symlinkSync(join(root, "node_modules"), join(base, "node_modules"), "dir");
    const { href } = pathToFileURL(join(root, "scripts/test/run.mjs"));
    const script = `import { runTests } from ${JSON.stringify(href)};
      const counts = await runTests(${JSON.stringify(base)}, [], ${limit});
      console.log("\\n" + JSON.stringify(counts));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], within);
    return { counts: JSON.parse(stdout.trimEnd().split("\n").at(-1)!), said: stderr };
  }

  it("in a folder of tests/ are ended with all that they started", () => {
    const base = folderWith({
      "package.json": "{}",
      ".mocharc.json": '{ "node-option": ["import=tsx"] }',
      "packages/README.md": "",
      "tests/a/a.test.ts": `it("a", () => { ${lasting}; for (;;); });`,
      "tests/b/b.test.ts": `it("b", () => {});`,
    });
    const { counts, said } = runTests(base, 12_000);
    assert.deepEqual(counts, { passed: 1, failures: ["tests/a: ended before its tests did"] });
    assert.match(said, /The tests in tests\/a did not end within 0\.2 minutes[^]*Not heard of: tests\/a$/m);
  });

  it("in a package are ended, through Lerna and npm", () => {
    const base = folderWith({
      "package.json": '{ "name": "all", "private": true, "workspaces": ["packages/*"] }',
      "lerna.json": '{ "version": "0.1.0", "npmClient": "npm" }',
      "nx.json": '{ "useDaemonProcess": false, "neverConnectToCloud": true, "analytics": false }',
      "packages/a/package.json": '{ "name": "a", "version": "0.1.0", "scripts": { "test": "mocha" } }',
      "packages/a/test/a.test.ts": "",
      "packages/a/test/a.cjs": `it("a", () => { ${lasting}; for (;;); });`,
    });
    const { counts, said } = runTests(base, 10_000);
    assert.deepEqual(counts, { passed: 0, failures: ["packages/a: ended before its tests did"] });
    assert.match(said, /The tests of the packages did not end[^]*Not heard of: packages.a$/m);
  });

  it("after they are over are ended, and count as one failure more", () => {
    const base = folderWith({
      "some.test.cjs": `it("a", () => void setInterval(() => {}, 1e6)); it("b", () => { throw new Error("no"); });`,
    });
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, "node_modules/mocha/bin/mocha.js"), "--no-config", "some.test.cjs"],
      {
        ...within,
        cwd: base,
        env: {
          ...process.env,
          MOCHA_OPTIONS: `--reporter ${JSON.stringify(join(root, "scripts/test/reporter.cjs"))} --reporter-option grace=200`,
          GRADUS_COUNTS: join(base, "counts"),
          GRADUS_RUN: "some",
        },
      },
    );
    const [first, second] = readCounts(join(base, "counts"));
    assert.deepEqual(first, { run: "some", passed: 1, failures: ["b (Error: no)"] });
    assert.match(second!.failures.join(), /^The tests are over, but something is left open .*Timeout/);
    assert.equal(status, 1);
    assert.match(stderr, /something is left open .*Timeout/);
  });
});
