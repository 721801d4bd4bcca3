/** A course is graded whatever happens to the grader: killed, interrupted, started again. */

import assert from "node:assert/strict";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@gradus/core";
import { gradus, start } from "./gradus.js";
import { groupsOf, processesOfSandboxes } from "./leftovers.js";
import { ScratchCourse } from "./scratchCourse.js";

const NOTEBOOK = "3-2-computational-graphs";
const COUNT = 200;
const KILLS = 20;

function course(count: number): ScratchCourse {
  const made = new ScratchCourse();
  for (let i = 0; i < count; i++) made.handIn(`student-${i}`, NOTEBOOK);
  return made;
}

describe("a batch", function () {
  this.timeout(300_000);
  const courses: ScratchCourse[] = [];
  after(() => {
    for (const each of courses) each.remove();
  });

  it(`that is killed at ${KILLS} moments ends with ${COUNT} results, none doubled, none different`, async () => {
    const [killed, calm] = [course(COUNT), course(COUNT)];
    courses.push(killed, calm);
    const random = seededRandom(7);
    const pids: number[] = [];
    for (let i = 0; i < KILLS; i++) {
      const { child, ended } = start(["grade", killed.folder]);
      pids.push(child.pid!);
      await sleep(600 + 2400 * random());
      child.kill("SIGKILL");
      await ended;
    }
    const last = await gradus("grade", killed.folder, "--json");
    assert.equal(last.code, 0, last.stderr);
    const { graded, known } = JSON.parse(last.stdout) as { graded: number; known: number };
    assert.equal(graded + known, COUNT);

    // The numbers of the tests follow from the secret.
    cpSync(join(killed.folder, "graded/secret"), join(calm.folder, "graded/secret"));
    assert.equal((await gradus("grade", calm.folder)).code, 0);
    assert.deepEqual(killed.results(), calm.results());
    assert.equal(killed.results().size, COUNT);
    const kept = readdirSync(join(killed.folder, "graded/results"));
    assert.equal(kept.length, COUNT);
    assert.deepEqual(
      kept.filter((name) => !/^[0-9a-f]{64}\.json$/.test(name)),
      [],
    );
    assert.deepEqual(await processesOfSandboxes(), []);
    assert.deepEqual(groupsOf(pids), []);
  });

  it("that is interrupted says how many are left, and goes on there", async () => {
    const made = course(30);
    courses.push(made);
    const { child, ended } = start(["grade", made.folder, "--json"]);
    while (!isUnderWay(made)) await sleep(20);
    child.kill("SIGINT");
    const first = await ended;
    assert.equal(first.code, 130, first.stderr);
    const before = JSON.parse(first.stdout) as { graded: number; isInterrupted: boolean };
    assert.ok(before.isInterrupted && before.graded < 30);
    assert.deepEqual(await processesOfSandboxes(), []);

    const second = await gradus("grade", made.folder, "--json");
    const after = JSON.parse(second.stdout) as { graded: number; known: number };
    assert.deepEqual([after.known, after.graded], [before.graded, 30 - before.graded]);
  });

  it("grades what is the same only once", async () => {
    const made = new ScratchCourse();
    courses.push(made);
    for (const student of ["ada", "bea", "cem"]) made.handIn(student, NOTEBOOK, "the same");
    const { stdout } = await gradus("grade", made.folder, "--json", "--jobs", "1");
    const { graded, known } = JSON.parse(stdout) as { graded: number; known: number };
    assert.deepEqual([graded, known], [1, 2]);
    assert.equal(new Set(made.results().values()).size, 1);
    assert.equal(made.results().size, 3);
  });

  it("tells of what is not gradable, and grades the rest", async () => {
    const made = new ScratchCourse();
    courses.push(made);
    made.handIn("ada", NOTEBOOK);
    made.write("bea", NOTEBOOK, "This is no notebook.");
    const { code, stdout } = await gradus("grade", made.folder, "--json");
    assert.equal(code, 1);
    assert.equal((JSON.parse(stdout) as { notGradable: number }).notGradable, 1);
    const [ada, bea] = [...made.results().values()].map(
      (text) => JSON.parse(text) as { status: string; reason?: string },
    );
    assert.equal(ada!.status, "graded");
    assert.deepEqual([bea!.status, bea!.reason!.includes("not JSON")], ["not gradable", true]);
  });

  it("runs no more than one hand-in without a sandbox, and says so", async () => {
    const made = new ScratchCourse();
    courses.push(made);
    for (const student of ["ada", "bea"]) made.handIn(student, NOTEBOOK);
    const refused = await gradus("grade", made.folder, "--unsafe-no-sandbox");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /--student/);
    const { code, stderr } = await gradus("grade", made.folder, "--unsafe-no-sandbox", "--student", "ada");
    assert.equal(code, 0);
    assert.match(stderr, /NO sandbox/);
    const [ada] = [...made.results().values()].map((text) => JSON.parse(text) as { sandbox: string });
    assert.equal(ada!.sandbox, "none");
  });
});

function isUnderWay(made: ScratchCourse): boolean {
  try {
    return readdirSync(join(made.folder, "graded/results")).length >= 3;
  } catch {
    return false;
  }
}
