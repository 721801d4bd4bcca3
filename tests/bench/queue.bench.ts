/**
 * What a queue costs, and what it keeps its promises with: the same hand-ins graded in one process, and by workers with a
 * real Redis between, all on this machine. Then many, with a worker killed every few seconds.
 */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@gradus/core";
import { gradus, type Running } from "../grading/gradus.js";
import { ScratchCourse } from "../grading/scratchCourse.js";
import { BullQueue } from "../../packages/grader/src/queue/bull.js";
import { Redis } from "../queue/support/redis.js";
import { reportOf, Room, stop } from "../queue/support/room.js";

/** The exercise with all gates and the training. */
const EXERCISE = "3-4-computational-graphs";
const COUNT = 200;
const MANY = 2000;
/** In milliseconds, on average. */
const BETWEEN_KILLS = 4000;
const JOBS = 10_000;

export async function run(): Promise<Record<string, number>> {
  const redis = await Redis.start();
  try {
    const here = await inProcess();
    const one = await byWorkers(redis, 1);
    const two = await byWorkers(redis, 2);
    return {
      handins_per_s_in_process_1_job: COUNT / here,
      handins_per_s_1_worker: COUNT / one,
      handins_per_s_2_workers: COUNT / two,
      queue_overhead_ms_per_handin: (1000 * (one - here)) / COUNT,
      ...(await underFire(redis)),
      redis_mb_per_10k_handins: await megabytes(redis),
    };
  } finally {
    await redis.remove();
  }
}

/** In seconds, with one job at a time. */
async function inProcess(): Promise<number> {
  const course = new ScratchCourse();
  try {
    handIn(course, COUNT);
    // The start of the program is no part of it: one hand-in is graded, then all.
    await timed(() => gradus("grade", course.folder, "--student", "student-0", "--jobs", "1"));
    const start = await timed(() => gradus("grade", course.folder, "--student", "student-0", "--jobs", "1"));
    return (await timed(() => gradus("grade", course.folder, "--jobs", "1"))) - start;
  } finally {
    course.remove();
  }
}

/** In seconds, with workers that are there already. */
async function byWorkers(redis: Redis, workers: number): Promise<number> {
  const room = new Room();
  try {
    room.url = redis.url;
    handIn(room.course, COUNT);
    for (let i = 0; i < workers; i++) await room.worker();
    await room.grade("--student", "student-0").ended;
    const start = await timed(() => room.grade("--student", "student-0").ended);
    return (
      (await timed(async () => {
        const { graded, problems } = reportOf(await room.grade().ended);
        assert.deepEqual([graded, problems], [COUNT - 1, []]);
      })) - start
    );
  } finally {
    await room.remove();
  }
}

async function underFire(redis: Redis): Promise<Record<string, number>> {
  const room = new Room();
  try {
    room.url = redis.url;
    handIn(room.course, MANY);
    const random = seededRandom(3);
    const workers = [await room.worker(), await room.worker()];
    const dead: Promise<unknown>[] = [];
    const said: Running[] = [...workers];
    const grading = room.grade();
    let isOver = false;
    void grading.ended.then(() => (isOver = true));
    while (!isOver) {
      await Promise.race([sleep(2 * BETWEEN_KILLS * random()), grading.ended]);
      if (isOver) break;
      dead.push(stop(workers.shift()!, "SIGKILL"));
      const next = await room.worker();
      workers.push(next);
      said.push(next);
    }
    const { total } = reportOf(await grading.ended);
    assert.equal(total, MANY);
    await Promise.all([...dead, ...workers.map((worker) => stop(worker))]);
    const results = readdirSync(join(room.course.folder, "graded/results"));
    const differing = said.filter(({ output }) => output.stderr.includes("different results"));
    return {
      handins: MANY,
      workers_killed: dead.length,
      lost: MANY - room.course.results().size,
      // Each hand-in is another text, so it has one key; a second result that differs is told by its worker.
      doubled: Math.max(0, results.length - MANY) + differing.length,
    };
  } finally {
    await room.remove();
  }
}

/** What Redis holds for so many hand-ins that wait. */
async function megabytes(redis: Redis): Promise<number> {
  await redis.ask((client) => client.flushall());
  const before = await redis.memory();
  const queue = await BullQueue.open(redis.url, { version: "0".repeat(64) });
  const course = "f".repeat(64);
  for (let i = 0; i < JOBS; i += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, j) =>
        queue.add({ key: (i + j).toString(16).padStart(64, "a"), course }),
      ),
    );
  const after = await redis.memory();
  await queue.close();
  return ((after - before) / 1e6) * (10_000 / JOBS);
}

function handIn(course: ScratchCourse, count: number): void {
  for (let i = 0; i < count; i++) course.handIn(`student-${i}`, EXERCISE);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}
