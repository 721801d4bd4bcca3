/** `npm test`: which tests run, in which order, and what the last line counts. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { root } from "../../scripts/setup/project.mjs";
import { addUp, readCounts } from "../../scripts/test/counts.mjs";
import { inOrder, inRows, isSelected, testFiles } from "../../scripts/test/select.mjs";
import { folderWith, removeFolders } from "./folder.js";

afterEach(removeFolders);

describe("the sum of all runs", () => {
  it("adds what each run wrote, and tells which run a failure is from", () => {
    const written = [
      { run: "a", passed: 3, failures: [] },
      { run: "b", passed: 4, failures: ["one (Error: no)", "two (Error: no)"] },
    ];
    assert.deepEqual(addUp(written, ["a", "b"], true), {
      passed: 7,
      failures: ["b: one (Error: no)", "b: two (Error: no)"],
    });
  });

  it("counts a run that died without a word as one failure", () => {
    assert.deepEqual(addUp([{ run: "a", passed: 3, failures: [] }], ["a", "b"], true), {
      passed: 3,
      failures: ["b: ended before its tests did"],
    });
  });

  it("counts a program that failed after its tests passed as one failure", () => {
    assert.deepEqual(addUp([{ run: "a", passed: 3, failures: [] }], ["a"], true), {
      passed: 3,
      failures: ["a: ended with an error, though no test failed"],
    });
  });

  it("does not count twice", () => {
    const { failures } = addUp([{ run: "a", passed: 3, failures: ["one (Error: no)"] }], ["a"], true);
    assert.deepEqual(failures, ["a: one (Error: no)"]);
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
    assert.deepEqual(count(source), [{ run: "some", passed: 2, failures: ["c (Error: no)"] }]);
  });

  it("names a test by its place, and gives the first lines of the reason", () => {
    const source =
      "describe('a', () => describe('b', () => it('c', () => { throw new Error('no\\n'.repeat(99)) })));";
    const reason = `Error: ${"no\n".repeat(16).trimEnd()}`;
    assert.deepEqual(count(source), [{ run: "some", passed: 0, failures: [`a b c (${reason})`] }]);
  });

  it("counts a failing hook", () => {
    assert.deepEqual(count("before(() => { throw new Error('no') }); it('a', () => {});"), [
      { run: "some", passed: 0, failures: ['"before all" hook for "a" (Error: no)'] },
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

  it("runs what counts sandboxes one after the other, and the rest beside it", () => {
    const names = ["repository", "setup", "grading", "kernel", "queue", "browser"];
    const { first, rows } = inRows(names.map((name) => [`tests/${name}`] as const));
    const short = (row: readonly (readonly [string])[]) =>
      row.map(([folder]) => folder.replace("tests/", ""));
    assert.deepEqual(short(first), ["repository", "setup"]);
    assert.deepEqual(rows.map(short), [
      ["grading", "queue"],
      ["kernel", "browser"],
    ]);
  });
});
