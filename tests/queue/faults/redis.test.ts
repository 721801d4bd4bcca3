/** An engine that is killed, loses all, is full, or cannot be heard. */

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { processesOfSandboxes } from "../../grading/leftovers.js";
import { Redis } from "../support/redis.js";
import { reportOf, Room, stop, until } from "../support/room.js";
import { StallingNetwork } from "../support/stallingNetwork.js";

const COUNT = 100;

describe("hand-ins in a queue, when Redis", function () {
  this.timeout(180_000);
  let redis: Redis;
  let room: Room;
  beforeEach(async () => {
    redis = await Redis.start();
    room = new Room();
    room.url = redis.url;
    room.handIn(COUNT);
  });
  afterEach(async () => {
    await room.remove();
    await redis.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  const underWay = (graded = 5): Promise<void> => until(() => room.kept().length >= graded);

  for (const [what, isLost] of [
    ["is killed twice and started again, are graded once each", false],
    ["is killed twice and has lost all it knew, are graded once each", true],
  ] as const)
    it(what, async () => {
      await room.worker();
      const grading = room.grade();
      for (const graded of [5, 30]) {
        await underWay(graded);
        await (isLost ? redis.lose() : redis.kill());
        await sleep(500);
        await redis.again();
      }
      const { graded, problems } = reportOf(await grading.ended);
      assert.deepEqual([graded, problems], [COUNT, []]);
      await room.assertAllGraded(COUNT);
    });

  it("is full, wait until it has room again, and the instructor learns what to do", async () => {
    const used = await redis.memory();
    await redis.ask((client) => client.config("SET", "maxmemory", String(used + 20_000)));
    const grading = room.grade();
    await until(() => grading.output.stderr.includes("maxmemory"));
    assert.match(grading.output.stderr, /Give Redis more, or wait until it has less to do/);
    await redis.ask((client) => client.config("SET", "maxmemory", "0"));
    await room.worker();
    const ended = await grading.ended;
    const { graded, problems } = reportOf(ended);
    assert.deepEqual([graded, problems], [COUNT, []]);
    assert.match(ended.stderr, /It goes on/);
    await room.assertAllGraded(COUNT);
  });

  it("stays away, are told by name when patience is over, and taken up by the next run", async () => {
    await room.worker();
    const grading = room.grade("--patience", "0.1");
    await underWay();
    await redis.kill();
    const ended = await grading.ended;
    assert.equal(ended.code, 3);
    const first = reportOf(ended);
    assert.equal(first.graded + first.known + first.problems.length, COUNT);
    assert.ok(first.problems.length > 0);
    const [problem] = first.problems;
    assert.match(problem!.student, /^student-\d+$/);
    assert.match(problem!.why, /\S{4,}/);

    await redis.again();
    const second = reportOf(await room.grade().ended);
    assert.deepEqual([second.problems, second.graded + second.known], [[], COUNT]);
    await room.assertAllGraded(COUNT);
  });

  it("stays away, keeps no worker from ending when it is told to, with what it has begun", async () => {
    const workers = [await room.worker(), await room.worker()];
    room.grade();
    await underWay();
    await redis.kill();
    for (const worker of workers) {
      const { code, stderr } = await stop(worker);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /Done: \d+ hand-ins graded/);
    }
  });

  it("cannot be heard for longer than a worker may be silent, are graded once each", async () => {
    const network = await StallingNetwork.to(redis.port);
    try {
      await room.worker({ url: network.url });
      const grading = room.grade();
      await underWay();
      network.stall();
      await sleep(6000);
      network.goOn();
      const { graded, problems } = reportOf(await grading.ended);
      assert.deepEqual([graded, problems], [COUNT, []]);
    } finally {
      await network.remove();
    }
    await room.assertAllGraded(COUNT);
  });

  it("cannot be heard by whoever wants them graded, are graded once each all the same", async () => {
    const network = await StallingNetwork.to(redis.port);
    try {
      await room.worker();
      room.url = network.url;
      const grading = room.grade();
      await underWay();
      network.stall();
      // The store tells what the queue does not.
      await until(() => grading.output.stderr.length > 0);
      network.goOn();
      const { graded, problems } = reportOf(await grading.ended);
      assert.deepEqual([graded, problems], [COUNT, []]);
    } finally {
      await network.remove();
    }
    await room.assertAllGraded(COUNT);
  });
});
