/** The filter of system calls for Docker names calls that there are, and leaves what sandboxes are made with. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ALLOWED } from "../../packages/grader/src/sandbox/seccomp/syscalls.js";
import { deploy, run } from "./support/tools.js";

interface Profile {
  readonly defaultAction: string;
  readonly syscalls: readonly { readonly names: readonly string[]; readonly action: string }[];
}

const { defaultAction, syscalls } = JSON.parse(readFileSync(join(deploy, "seccomp.json"), "utf8")) as Profile;
const refused = syscalls.flatMap(({ names }) => names);

/** @returns the number, -1 for one that libseccomp has never heard of; others have no number here and are below -1 */
const numberOf = (name: string): number => Number(run("scmp_sys_resolver", [name]).stdout);

describe("seccomp.json", () => {
  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  it("names calls that libseccomp knows, each once", () => {
    for (const name of refused) assert.notEqual(numberOf(name), -1, name);
    assert.equal(new Set(refused).size, refused.length);
    assert.equal(numberOf("ptrase"), -1);
  });

  it("refuses them, and nothing else", () => {
    assert.equal(defaultAction, "SCMP_ACT_ALLOW");
    for (const { action } of syscalls) assert.equal(action, "SCMP_ACT_ERRNO");
  });

  it("leaves what a sandbox is made with, and what runs in it", () => {
    for (const name of [
      ...["clone", "clone3", "unshare", "mount", "umount2", "pivot_root"],
      ...Object.keys(ALLOWED),
    ])
      assert.ok(!refused.includes(name), name);
  });
});
