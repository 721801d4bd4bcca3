/** `gradus status`: in words, as JSON, for Prometheus, and on a page. */

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { processesOfSandboxes } from "../grading/leftovers.js";
import { gradus, start } from "../grading/gradus.js";
import { launchBrowser } from "../support/browser.js";
import { Redis } from "./support/redis.js";
import { reportOf, Room, stop, until } from "./support/room.js";

interface Status {
  readonly queue: string;
  readonly waiting: number;
  readonly graded: number;
  readonly failed: number;
  readonly workers: readonly string[];
  readonly failures: readonly { readonly why: string; readonly whose: readonly string[] }[];
  readonly others: readonly string[];
}

describe("gradus status", function () {
  this.timeout(90_000);
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

  const ask = async (...more: readonly string[]): Promise<Status> => {
    const { stdout, stderr } = await gradus("status", "--queue", room.url, "--json", ...more);
    assert.notEqual(stdout, "", stderr);
    return JSON.parse(stdout) as Status;
  };

  it("counts what waits, and says that nobody works", async () => {
    room.handIn(5);
    const grading = room.grade();
    await until(async () => (await ask()).waiting === 5);
    const { code, stdout } = await gradus("status", "--queue", room.url);
    assert.equal(code, 0);
    assert.match(stdout, /^gradus-[0-9a-f]{12} at redis:/);
    assert.match(stdout, /5 waiting, 0 being graded, 0 graded, 0 failed/);
    assert.match(stdout, /No worker of this version/);
    await stop(grading);
  });

  it("names the workers, counts what they have done, and ends a watch when all is done", async () => {
    room.handIn(5);
    const worker = await room.worker();
    const grading = room.grade();
    const watching = start(["status", "--queue", room.url, "--watch"]);
    assert.deepEqual(reportOf(await grading.ended).problems, []);
    assert.equal((await watching.ended).code, 0);
    const { waiting, graded, workers } = await ask();
    assert.deepEqual([waiting, graded, workers], [0, 5, [`${hostname()}-${worker.child.pid!}`]]);
  });

  it("tells failed hand-ins by their reasons, and by name to whoever has the assignment", async () => {
    room.handIn(2);
    const grading = room.grade();
    await until(async () => (await ask()).waiting === 2);
    rmSync(join(room.store, "handins"), { recursive: true });
    await room.worker();
    assert.equal((await grading.ended).code, 3);
    const { failed, failures } = await ask(room.course.folder);
    assert.equal(failed, 2);
    assert.match(failures[0]!.why, /Do all workers use the same store\?/);
    assert.deepEqual(failures.flatMap(({ whose }) => whose).sort(), [
      "student-0, 3-2-computational-graphs",
      "student-1, 3-2-computational-graphs",
    ]);
    const { code, stdout } = await gradus("status", "--queue", room.url);
    assert.equal(code, 1);
    assert.doesNotMatch(stdout, /student/);
  });

  it("tells of queues of other versions", async () => {
    await redis.ask((client) => client.hset("bull:gradus-0123456789ab:meta", "version", "x"));
    assert.deepEqual((await ask()).others, ["gradus-0123456789ab"]);
  });

  it("gives the same numbers to Prometheus, and shows them on a page that changes nothing", async () => {
    room.handIn(3);
    await room.worker();
    assert.deepEqual(reportOf(await room.grade().ended).problems, []);
    const { stdout } = await gradus("status", "--queue", room.url, "--prometheus");
    assert.match(stdout, /^gradus_queue_graded_total 3$/m);
    assert.match(stdout, /^gradus_queue_workers 1$/m);
    assert.match(stdout, /^gradus_queue_handins\{state="waiting"\} 0$/m);

    const page = start(["status", "--queue", room.url, "--dashboard", "0"]);
    await until(() => page.output.stdout.includes("Shows the queue at"));
    const address = /at (\S+)/.exec(page.output.stdout)![1]!;
    const metrics = await fetch(`${address}/metrics`);
    assert.match(metrics.headers.get("content-type")!, /^text\/plain/);
    assert.equal((await metrics.text()).trim(), stdout.trim());
    const browser = await launchBrowser();
    try {
      const view = await browser.newPage();
      await view.goto(address);
      await view
        .getByText((await ask()).queue)
        .first()
        .waitFor();
      assert.equal(await view.getByText(/student/).count(), 0);
    } finally {
      await browser.close();
    }
    const { queue } = await ask();
    const attempt = await fetch(`${address}/api/queues/${queue}/clean/failed`, { method: "PUT" });
    assert.ok(attempt.status >= 400, `${attempt.status}`);
    const { code } = await stop(page);
    assert.equal(code, 0);
  });
});
