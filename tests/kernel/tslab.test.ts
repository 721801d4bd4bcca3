/** What holds for any kernel holds for tslab as well, so that what is said of kernels here is not only true of ours. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { root } from "../../scripts/setup/project.mjs";
import { ours } from "./expect.js";

describe("tslab", function () {
  this.timeout(240_000);

  ours("passes the tests that are for every kernel", () => {
    const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
    const { status, stdout } = spawnSync(
      process.execPath,
      [mocha, "--reporter", "spec", join(import.meta.dirname, "*.test.ts")],
      { cwd: root, encoding: "utf8", env: { ...process.env, GRADUS_KERNEL: "tslab" } },
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\d\d passing/);
  });
});
