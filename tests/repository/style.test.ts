/** The whole repository is linted, formatted and typed, without a single warning. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { npm } from "../../scripts/setup/npm.mjs";
import { root } from "../../scripts/setup/project.mjs";

/** Runs a program at the root of the repository; what it says becomes the failure's message. */
function passes(program: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, `\n${stdout}${stderr}`);
}

describe("the repository", function () {
  this.timeout(180_000);

  it("passes the linter and the formatter", () => {
    passes(...npm(), "run", "lint");
  });

  it("passes the type check of its tests and scripts", () => {
    passes(process.execPath, "node_modules/typescript/bin/tsc", "-p", "tsconfig.json");
  });
});
