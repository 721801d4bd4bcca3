/** A store whose disk is full. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processesOfSandboxes } from "../../grading/leftovers.js";
import { Redis } from "../support/redis.js";
import { reportOf, Room, until } from "../support/room.js";

const COUNT = 6;

describe("hand-ins in a queue, when the disk of the store is full", function () {
  this.timeout(120_000);
  let redis: Redis;
  let room: Room;
  let disk: string;
  before(async function () {
    // Only an administrator can make a disk.
    if (process.getuid?.() !== 0) this.skip();
    redis = await Redis.start();
  });
  after(() => redis.remove());
  beforeEach(() => {
    room = new Room();
    room.url = redis.url;
    disk = join(room.folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", disk]);
    room.store = join(disk, "store");
    room.handIn(COUNT);
  });
  afterEach(async () => {
    // A worker must not be in the middle of writing when its disk goes.
    execFileSync("umount", ["--lazy", disk]);
    await room.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  const fill = (): void => {
    try {
      writeFileSync(join(disk, "full"), Buffer.alloc(2_000_000));
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
    }
  };
  const makeRoom = (): void => {
    rmSync(join(disk, "full"));
  };

  it("before they are there, are told by name, and taken up by the next run", async () => {
    await room.worker();
    fill();
    const ended = await room.grade().ended;
    assert.equal(ended.code, 3);
    const first = reportOf(ended);
    assert.equal(first.graded + first.problems.length, COUNT);
    for (const { why } of first.problems) assert.match(why, /store at .* cannot be written to: ENOSPC/);

    makeRoom();
    const second = reportOf(await room.grade().ended);
    assert.deepEqual([second.problems, second.graded + second.known], [[], COUNT]);
    await room.assertAllGraded(COUNT);
  });

  it("before their results are there, are told by name, and taken up by the next run", async () => {
    const grading = room.grade();
    await until(async () => (await waiting(redis)) === COUNT);
    fill();
    await room.worker();
    const ended = await grading.ended;
    assert.equal(ended.code, 3);
    const { problems } = reportOf(ended);
    assert.equal(problems.length, COUNT);
    for (const { student, why } of problems) {
      assert.match(student, /^student-\d$/);
      assert.match(why, /store at .* cannot be written to: ENOSPC/);
    }

    makeRoom();
    const second = reportOf(await room.grade().ended);
    assert.deepEqual([second.graded, second.problems], [COUNT, []]);
    await room.assertAllGraded(COUNT);
  });

  it("or has lost them, are told by name with what to look at", async () => {
    const grading = room.grade();
    await until(async () => (await waiting(redis)) === COUNT);
    rmSync(join(room.store, "handins"), { recursive: true });
    await room.worker();
    const { problems } = reportOf(await grading.ended);
    assert.equal(problems.length, COUNT);
    for (const { why } of problems) assert.match(why, /Do all workers use the same store\?/);
  });
});

const waiting = (redis: Redis): Promise<number> =>
  redis.ask(async (client) => {
    const [list] = await client.keys("bull:gradus-*:wait");
    return list === undefined ? 0 : client.llen(list);
  });
