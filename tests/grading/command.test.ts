/** The command as a shell sees it: words where they belong, and exit codes that mean something. */

import assert from "node:assert/strict";
import { gradus } from "./gradus.js";

describe("gradus", function () {
  this.timeout(20_000);

  for (const args of [["--help"], ["help", "grade"], ["collect", "--help"], ["--version"]])
    it(`${args.join(" ")} is answered, and no error`, async () => {
      const { code, stdout, stderr } = await gradus(...args);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.ok(stdout.length > 0);
    });

  for (const [args, words] of [
    [["grad"], /unknown command.*grad/],
    [["grade"], /missing required argument/],
    [["grade", "notebooks/exercise-3", "--jobs", "none"], /whole number/],
    [["grade", "notebooks/exercise-3", "--fast"], /unknown option/],
    [["grade", "nowhere"], /no folder "source"/],
    [["grade", "notebooks/exercise-3", "--student", "nobody"], /Nobody called nobody/],
    [["release", "tests"], /no folder "source"/],
    [["export", "notebooks/exercise-3", "--format", "excel"], /csv, moodle, canvas/],
  ] as const)
    it(`${args.join(" ")} ends with 2 and says why`, async () => {
      const { code, stdout, stderr } = await gradus(...args);
      assert.equal(code, 2);
      assert.match(stderr, words);
      assert.equal(stdout, "");
    });
});
