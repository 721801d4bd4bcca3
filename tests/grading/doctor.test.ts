/** Without a sandbox nothing is graded. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gradus } from "./gradus.js";
import { ScratchCourse } from "./scratchCourse.js";

describe("gradus doctor", function () {
  this.timeout(60_000);

  it("says that each wall holds", async () => {
    const { code, stdout } = await gradus("doctor");
    assert.equal(code, 0, stdout);
    assert.ok(!stdout.includes("✗"), stdout);
    assert.ok((stdout.match(/^✓/gm) ?? []).length >= 15, stdout);
  });

  it("says how to get bubblewrap where there is none, and no hand-in is graded", () => {
    const course = new ScratchCourse();
    const programs = mkdtempSync(join(tmpdir(), "gradus-path-"));
    try {
      course.handIn("ada", "3-2-computational-graphs");
      for (const name of ["setpriv", "unshare", "prlimit"])
        symlinkSync(`/usr/bin/${name}`, join(programs, name));
      for (const args of [["doctor"], ["grade", course.folder]]) {
        const { status, stderr } = spawnSync(process.execPath, ["packages/grader/bin/gradus.js", ...args], {
          env: { PATH: programs },
          encoding: "utf8",
        });
        assert.equal(status, 3);
        assert.match(stderr, /apt-get install bubblewrap/);
      }
      assert.equal(existsSync(join(course.folder, "graded/students")), false);
    } finally {
      course.remove();
      rmSync(programs, { recursive: true });
    }
  });
});
