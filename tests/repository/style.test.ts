/** The whole repository is linted, formatted and typed, without a single warning. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";

import { npm } from "../../scripts/setup/npm.mjs";
import { root } from "../../scripts/setup/project.mjs";

/** Runs a program at the root of the repository. @returns what it complains about */
const complaintsOf = (program: string, ...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve(error ? `${error.message}\n${stdout}${stderr}` : "");
    });
  });

describe("the repository", function () {
  this.timeout(180_000);

  // Both at a time, since each works on one processor only.
  let lint: Promise<string>;
  let types: Promise<string>;
  before(() => {
    lint = complaintsOf(...npm(), "run", "lint");
    types = complaintsOf(process.execPath, "node_modules/typescript/bin/tsc", "-p", "tsconfig.json");
  });

  it("passes the linter and the formatter", async () => {
    assert.equal(await lint, "");
  });

  it("passes the type check of its tests and scripts", async () => {
    assert.equal(await types, "");
  });
});
