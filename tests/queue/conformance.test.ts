/** What every queue does, whatever engine is behind it. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { BullQueue } from "../../packages/grader/src/queue/bull.js";
import { MemoryQueue } from "../../packages/grader/src/queue/memory.js";
import {
  ATTEMPTS,
  type Job,
  type Queue,
  type Taker,
  type Work,
} from "../../packages/grader/src/queue/queue.js";
import { Postgres, postgresPrograms } from "../../packages/grader/test/service/postgres.js";
import { Redis } from "./support/redis.js";
import { until } from "./support/room.js";

interface Engine {
  /** A new queue without jobs, and the same one as another program has it. */
  open(): Promise<{ queue: Queue; again: () => Promise<Queue> }>;
  end(): Promise<void>;
}

const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  "in this process": () =>
    Promise.resolve({
      open() {
        const queue = new MemoryQueue();
        return Promise.resolve({ queue, again: () => Promise.resolve(queue) });
      },
      end: () => Promise.resolve(),
    }),
  "on Redis": async () => {
    const redis = await Redis.start();
    return { open: opener(redis.url), end: () => redis.remove() };
  },
  "on PostgreSQL": async () => {
    const postgres = new Postgres(postgresPrograms()!);
    await postgres.ready();
    return { open: opener(postgres.url), end: () => postgres.end() };
  },
};

let versions = 0;

function opener(url: string): Engine["open"] {
  return async () => {
    const version = keyOf(`version ${versions++}`);
    const again = (): Promise<Queue> => BullQueue.open(url, { version, lease: 2 });
    return { queue: await again(), again };
  };
}

const keyOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const jobOf = (text: string): Job => ({ key: keyOf(text), course: keyOf("course") });

for (const [name, start] of Object.entries(ENGINES))
  describe(`a queue ${name}`, function () {
    this.timeout(60_000);
    let engine: Engine;
    let queue: Queue;
    let again: () => Promise<Queue>;
    const takers: Taker[] = [];
    const others = new Set<Queue>();
    const take = (jobs: number, work: Work, from = queue): Taker => {
      const taker = from.take(jobs, work);
      takers.push(taker);
      return taker;
    };

    before(async () => {
      engine = await start();
    });
    after(() => engine.end());
    beforeEach(async () => {
      ({ queue, again } = await engine.open());
    });
    afterEach(async () => {
      await Promise.all(takers.splice(0).map((taker) => taker.close()));
      for (const each of new Set([queue, ...others])) await each.close();
      others.clear();
    });

    it("brings each job to somebody who works, as it was added", async () => {
      const jobs = Array.from({ length: 100 }, (_, i) => jobOf(`job ${i}`));
      const worked: Job[] = [];
      take(4, (job) => {
        worked.push(job);
        return Promise.resolve();
      });
      await Promise.all(jobs.map((job) => queue.add(job)));
      await until(() => worked.length >= jobs.length);
      const inOrder = (list: readonly Job[]): Job[] => [...list].sort((a, b) => a.key.localeCompare(b.key));
      assert.deepEqual(inOrder(worked), inOrder(jobs));
    });

    it("keeps jobs for whoever comes later", async () => {
      await queue.add(jobOf("early"));
      assert.equal(await queue.standing(keyOf("early")), "waiting");
      const worked: string[] = [];
      take(1, ({ key }) => {
        worked.push(key);
        return Promise.resolve();
      });
      await until(() => worked.length > 0);
      assert.deepEqual(worked, [keyOf("early")]);
    });

    it("has a job once, however often it is added while it waits or is worked at", async () => {
      let runs = 0;
      let finish!: () => void;
      const finished = new Promise<void>((resolve) => (finish = resolve));
      for (let i = 0; i < 5; i++) await queue.add(jobOf("same"));
      take(3, () => {
        runs++;
        return finished;
      });
      await until(() => runs > 0);
      for (let i = 0; i < 5; i++) await queue.add(jobOf("same"));
      assert.equal(await queue.standing(keyOf("same")), "waiting");
      finish();
      await until(async () => (await queue.standing(keyOf("same"))) === "unknown");
      await sleep(200);
      assert.equal(runs, 1);
    });

    it("forgets what is done, and does it again when it is added again", async () => {
      let runs = 0;
      take(1, () => {
        runs++;
        return Promise.resolve();
      });
      assert.equal(await queue.standing(keyOf("one")), "unknown");
      for (const expected of [1, 2]) {
        await queue.add(jobOf("one"));
        await until(() => runs === expected);
        await until(async () => (await queue.standing(keyOf("one"))) === "unknown");
      }
    });

    it("gives nobody more than it can do at a time", async () => {
      let [now, most, done] = [0, 0, 0];
      take(3, async () => {
        most = Math.max(most, ++now);
        await sleep(20);
        now--;
        done++;
      });
      await Promise.all(Array.from({ length: 30 }, (_, i) => queue.add(jobOf(`many ${i}`))));
      await until(() => done === 30);
      assert.equal(most, 3);
    });

    it("tries again what fails, and in the end says why it has failed", async () => {
      let runs = 0;
      take(1, () => Promise.reject(new Error(`no disk, ${++runs}`)));
      await queue.add(jobOf("failing"));
      await until(async () => typeof (await queue.standing(keyOf("failing"))) === "object");
      assert.deepEqual(await queue.standing(keyOf("failing")), { failed: `no disk, ${ATTEMPTS}` });
      assert.equal(runs, ATTEMPTS);
    });

    it("is glad when a second attempt works", async () => {
      let runs = 0;
      take(1, () => (++runs === 1 ? Promise.reject(new Error("a bad moment")) : Promise.resolve()));
      await queue.add(jobOf("unlucky"));
      await until(async () => (await queue.standing(keyOf("unlucky"))) === "unknown");
      assert.equal(runs, 2);
    });

    it("takes what has failed anew, when it is added again", async () => {
      let isGood = false;
      take(1, () => (isGood ? Promise.resolve() : Promise.reject(new Error("not yet"))));
      await queue.add(jobOf("later"));
      await until(async () => typeof (await queue.standing(keyOf("later"))) === "object");
      isGood = true;
      await queue.add(jobOf("later"));
      await until(async () => (await queue.standing(keyOf("later"))) === "unknown");
    });

    it("tells when a job has come to its end, good or bad", async () => {
      const heard = new Set<string>();
      queue.onEnd((key) => heard.add(key));
      // Whoever listens on an engine needs a moment until it does.
      await sleep(300);
      take(2, ({ key }) => (key === keyOf("bad") ? Promise.reject(new Error("bad")) : Promise.resolve()));
      await queue.add(jobOf("good"));
      await queue.add(jobOf("bad"));
      await until(() => heard.size === 2);
      assert.deepEqual(heard, new Set([keyOf("good"), keyOf("bad")]));
    });

    it("shares its jobs among all who work, none of them twice", async () => {
      const by: string[][] = [[], []];
      for (const mine of by) {
        const other = await again();
        others.add(other);
        take(
          2,
          async ({ key }) => {
            mine.push(key);
            await sleep(5);
          },
          other,
        );
      }
      await Promise.all(Array.from({ length: 200 }, (_, i) => queue.add(jobOf(`shared ${i}`))));
      await until(() => by.flat().length >= 200);
      await sleep(100);
      assert.equal(new Set(by.flat()).size, 200);
      assert.equal(by.flat().length, 200);
      assert.ok(
        by.every((mine) => mine.length > 20),
        by.map(({ length }) => length).join(" and "),
      );
    });

    it("lets somebody leave who finishes what they have begun, and takes nothing new", async () => {
      let [begun, done] = [0, 0];
      const taker = take(2, async () => {
        begun++;
        await sleep(300);
        done++;
      });
      await Promise.all(Array.from({ length: 10 }, (_, i) => queue.add(jobOf(`left ${i}`))));
      await until(() => begun === 2);
      await taker.close();
      assert.equal(done, begun);
      assert.ok(begun <= 3, `${begun} were begun`);
      await sleep(200);
      assert.equal(begun, done);
      const rest: string[] = [];
      take(4, ({ key }) => {
        rest.push(key);
        return Promise.resolve();
      });
      await until(() => rest.length === 10 - done);
    });

    it("has no trouble while somebody works", async () => {
      take(1, () => Promise.resolve());
      await until(async () => (await queue.trouble()) === undefined);
    });
  });
