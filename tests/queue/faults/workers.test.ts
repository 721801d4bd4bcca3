/** Workers that die, freeze, or are others than they should be. */

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@gradus/core";
import { groupsOf, processesOfSandboxes } from "../../grading/leftovers.js";
import type { Running } from "../../grading/gradus.js";
import { Redis } from "../support/redis.js";
import { NOTEBOOK, reportOf, Room, stop, until } from "../support/room.js";

describe("hand-ins in a queue, with workers", function () {
  this.timeout(180_000);
  let redis: Redis;
  let room: Room;
  before(async () => {
    redis = await Redis.start();
  });
  after(() => redis.remove());
  beforeEach(async () => {
    room = new Room();
    room.url = redis.url;
    await redis.ask((client) => client.flushall());
  });
  afterEach(async () => {
    await room.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  /** A sign that somebody works at a hand-in; another one each time somebody begins. */
  const begun = async (): Promise<string | null> =>
    redis.ask(async (client) => {
      const [lock] = await client.keys("bull:gradus-*:lock");
      return lock === undefined ? null : client.get(lock);
    });

  it("that are killed at random moments, are graded once each", async () => {
    const count = 200;
    room.handIn(count);
    const random = seededRandom(11);
    const killed: number[] = [];
    let worker = await room.worker();
    await room.worker();
    const grading = room.grade();
    let isOver = false;
    void grading.ended.then(() => (isOver = true));
    while (!isOver && killed.length < 6) {
      await sleep(900 * random());
      killed.push(worker.child.pid!);
      await stop(worker, "SIGKILL");
      worker = await room.worker();
    }
    const report = reportOf(await grading.ended);
    assert.deepEqual([report.graded, report.problems], [count, []]);
    assert.ok(killed.length >= 3, `only ${killed.length} were killed`);
    await room.assertAllGraded(count);
    assert.deepEqual(groupsOf(killed), []);
  });

  it("of which one freezes and wakes up when others have done its work, are graded once each", async () => {
    const count = 20;
    room.handIn(count);
    const frozen = await room.worker();
    const grading = room.grade();
    await until(async () => room.kept().length > 0 && (await begun()) !== null);
    frozen.child.kill("SIGSTOP");
    const helper = await room.worker();
    const report = reportOf(await grading.ended);
    frozen.child.kill("SIGCONT");
    assert.deepEqual([report.graded, report.problems], [count, []]);
    // It ends what it was at when it froze, finds the same result, and takes no harm.
    await sleep(1500);
    const { code, stderr } = await stop(frozen);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr + helper.output.stderr, /different results/);
    await room.assertAllGraded(count);
  });

  it("that all die of one hand-in, are graded but for that one, which is told by name", async () => {
    // It takes its time, and meanwhile its worker dies.
    room.course.handIn(
      "poison",
      NOTEBOOK,
      "poison\nfor (const end = Date.now() + 1500; Date.now() < end; );",
    );
    const poisoned = room.grade();
    const signs = new Set<string | null>([null]);
    for (let deaths = 0; deaths < 3; deaths++) {
      const worker = await room.worker();
      await until(async () => !signs.has(await begun()));
      signs.add(await begun());
      await stop(worker, "SIGKILL");
    }
    room.handIn(5);
    await room.worker();
    const ended = await poisoned.ended;
    const { problems } = reportOf(ended);
    assert.equal(ended.code, 3);
    assert.deepEqual(
      problems.map(({ student, why }) => [student, why]),
      [["poison", "3 workers died of it, or were silent for too long."]],
    );

    // The next run tries it again: the workers may have died of something else.
    const rest = reportOf(await room.grade().ended);
    assert.deepEqual([rest.graded, rest.problems], [6, []]);
    await room.assertAllGraded(6);
  });

  it("of another version, wait for those of this one", async () => {
    const older = await olderWorker(room);
    room.handIn(5);
    const grading = room.grade();
    await until(() => grading.output.stderr.includes("No worker of this version"));
    assert.equal(room.kept().length, 0);
    await room.worker();
    const report = reportOf(await grading.ended);
    assert.deepEqual([report.graded, report.problems], [5, []]);
    const { stderr } = await stop(older);
    assert.match(stderr, /Done: 0 hand-ins graded/);
  });

  it("of which one is told to end, are not dropped: it finishes what it has begun", async () => {
    const count = 16;
    room.handIn(count);
    const [first, second] = [await room.worker(), await room.worker()];
    const grading = room.grade();
    await until(() => room.kept().length > 1);
    const { code, stderr } = await stop(first);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Finishes what it has begun\.[^]*Done: \d+ hand-ins graded/);
    const report = reportOf(await grading.ended);
    assert.deepEqual([report.graded, report.problems], [count, []]);
    const graded = [stderr, (await stop(second)).stderr].map((text) => Number(/Done: (\d+)/.exec(text)![1]));
    // Had it dropped one, nobody would have counted it.
    assert.equal(graded[0]! + graded[1]!, count);
  });
});

/** A worker whose code for grading is other code. */
async function olderWorker(room: Room): Promise<Running> {
  const grader = join(room.folder, "older/packages/grader");
  mkdirSync(grader, { recursive: true });
  for (const part of ["bin", "dist", "package.json"])
    cpSync(join("packages/grader", part), join(grader, part), { recursive: true });
  for (const [from, to] of [
    ["packages/grader/node_modules", join(grader, "node_modules")],
    ["node_modules", join(room.folder, "older/node_modules")],
  ] as const)
    symlinkSync(resolve(from), to);
  appendFileSync(join(grader, "dist/grade/gradeNotebook.js"), "\n// Another version.\n");
  return room.worker({ program: join(grader, "bin/gradus.js") });
}
