/** `npm test`: which tests run, in which order, and what the last line counts. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { root } from "../../scripts/setup/project.mjs";
import { addUp, readCounts } from "../../scripts/test/counts.mjs";
import { inOrder, isSelected, testFiles } from "../../scripts/test/select.mjs";
import { folderWith, removeFolders } from "./folder.js";

afterEach(removeFolders);

describe("the sum of all runs", () => {
  it("adds what each run wrote", () => {
    const written = [
      { run: "a", passed: 3, failed: 0 },
      { run: "b", passed: 4, failed: 2 },
    ];
    assert.deepEqual(addUp(written, ["a", "b"], true), { passed: 7, failed: 2 });
  });

  it("counts a run that died without a word as one failure", () => {
    assert.deepEqual(addUp([{ run: "a", passed: 3, failed: 0 }], ["a", "b"], true), { passed: 3, failed: 1 });
  });

  it("counts a program that failed after its tests passed as one failure", () => {
    assert.deepEqual(addUp([{ run: "a", passed: 3, failed: 0 }], ["a"], true), { passed: 3, failed: 1 });
  });

  it("does not count twice", () => {
    assert.deepEqual(addUp([{ run: "a", passed: 3, failed: 1 }], ["a"], true), { passed: 3, failed: 1 });
  });
});

describe("the counting reporter", () => {
  /** Runs a test file with the real mocha, and returns what was counted. */
  function count(source: string): object[] {
    const base = folderWith({ "some.test.cjs": source });
    const counts = join(base, "counts");
    const mocha = join(root, "node_modules/mocha/bin/mocha.js");
    spawnSync(process.execPath, [mocha, "--no-config", "some.test.cjs"], {
      cwd: base,
      env: {
        ...process.env,
        MOCHA_OPTIONS: `--reporter ${JSON.stringify(join(root, "scripts/test/reporter.cjs"))}`,
        GRADUS_COUNTS: counts,
        GRADUS_RUN: "some",
      },
    });
    return readCounts(counts);
  }

  it("writes passed and failed tests; a pending one is neither", () => {
    const source = "it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no') }); it('d');";
    assert.deepEqual(count(source), [{ run: "some", passed: 2, failed: 1 }]);
  });

  it("counts a failing hook", () => {
    assert.deepEqual(count("before(() => { throw new Error('no') }); it('a', () => {});"), [
      { run: "some", passed: 0, failed: 1 },
    ]);
  });

  it("writes nothing when the file does not load or the process dies", () => {
    assert.deepEqual(count("throw new Error('no')"), []);
    assert.deepEqual(count("it('a', () => process.kill(process.pid, 'SIGKILL'));"), []);
  });
});

describe("the selection of tests", () => {
  it("takes everything without words, and otherwise what a word is part of", () => {
    assert.ok(isSelected("tests/setup/start.test.ts", []));
    assert.ok(isSelected("tests/setup/start.test.ts", ["core", "setup"]));
    assert.ok(!isSelected("packages/core", ["setup"]));
  });

  it("finds test files and nothing else, however deep", () => {
    const base = folderWith({ "tests/a/b/c.test.ts": "", "tests/a/helper.ts": "", "tests/d.test.ts": "" });
    assert.deepEqual(testFiles(base, "tests"), ["tests/a/b/c.test.ts", "tests/d.test.ts"]);
  });

  it("runs the quick folders first and the browser last", () => {
    const files = ["renderer/a", "browser/b", "notebooks/c", "setup/d", "repository/e", "setup/f"];
    const paths = files.map((file) => `tests/${file}.test.ts`);
    const folders = inOrder(paths).map(([folder]) => folder.replace("tests/", ""));
    assert.deepEqual(folders, ["repository", "setup", "notebooks", "renderer", "browser"]);
  });
});
