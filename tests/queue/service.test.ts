/** `gradus serve` with a queue: whoever hands in gets feedback from workers elsewhere. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { processesOfSandboxes } from "../grading/leftovers.js";
import { solution } from "../grading/service/handIns.js";
import { RunningService } from "../grading/service/service.js";
import { Redis } from "./support/redis.js";
import { Room, stop } from "./support/room.js";

describe("a service with a queue", function () {
  this.timeout(120_000);
  let redis: Redis;
  let room: Room;
  const service = new RunningService();
  const place = (): string[] => ["--queue", room.url, "--store", room.store];
  before(async () => {
    redis = await Redis.start();
    room = new Room();
    room.url = redis.url;
    await service.enrol("ada", "bea");
    await service.start(...place());
  });
  after(async () => {
    await service.remove();
    await room.remove();
    await redis.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  it("gives back what a worker has graded", async () => {
    const { id, status } = await service.handIn("ada", solution("ada"));
    assert.equal(status, "waiting");
    await room.worker();
    const { status: settled, points } = await service.settled("ada", id);
    assert.deepEqual([settled, points!.score], ["graded", points!.of]);
  });

  it("loses nothing when service, worker and Redis are killed while somebody waits", async () => {
    const worker = await room.worker();
    const receipts = await Promise.all(
      ["ada", "bea"].map(async (each) => ({
        each,
        ...(await service.handIn(each, solution(`${each} again`))),
      })),
    );
    await Promise.all([service.stop("SIGKILL"), stop(worker, "SIGKILL"), redis.lose()]);
    await redis.again();
    await service.start(...place());
    await room.worker();
    for (const { each, id } of receipts)
      assert.equal((await service.settled(each, id)).status, "graded", join(each, service.stderr));
  });
});
