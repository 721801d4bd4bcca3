/**
 * What a queue costs, and what it keeps its promises with: the same hand-ins graded in one process, and by workers with a
 * real Redis between, all on this machine. Then many, with a worker killed every few seconds.
 */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@gradus/core";
import { start, type Running } from "../grading/gradus.js";
import { ScratchCourse } from "../grading/scratchCourse.js";
import { BullQueue } from "../../packages/grader/src/queue/bull.js";
import { processorTime } from "../../packages/grader/src/sandbox/processorTime.js";
import { Redis } from "../queue/support/redis.js";
import { reportOf, Room, stop } from "../queue/support/room.js";
import { quantile } from "./notebook/quantile.js";

/** The exercise with all gates and the training. */
const EXERCISE = "3-4-computational-graphs";
const COUNT = 100;
/** The cost of a queue is small beside how much a machine's speed changes from one minute to the next. */
const ROUNDS = 7;
/** Of these, with two workers. */
const ROUNDS_OF_TWO = 3;
const MANY = 2000;
/** In milliseconds, on average. */
const BETWEEN_KILLS = 4000;
const JOBS = 10_000;

export async function run(): Promise<Record<string, number>> {
  const redis = await Redis.start();
  try {
    const [here, one, two]: [Cost[], Cost[], Cost[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      // The other way round each time, so that neither always comes first.
      if (round % 2 === 0) here.push(await inProcess());
      one.push(await byWorkers(redis, 1));
      if (round % 2 === 1) here.push(await inProcess());
      if (round < ROUNDS_OF_TWO) two.push(await byWorkers(redis, 2));
    }
    return {
      handins_per_s_in_process_1_job: 1000 / median(here, "passed"),
      handins_per_s_1_worker: 1000 / median(one, "passed"),
      handins_per_s_2_workers: 1000 / median(two, "passed"),
      queue_overhead_ms_per_handin: quantile(
        one.map(({ passed }, round) => passed - here[round]!.passed),
        0.5,
      ),
      processor_ms_per_handin: median(one, "machine"),
      command_processor_ms_per_handin: median(one, "command"),
      ...(await underFire(redis)),
      redis_mb_per_10k_handins: await megabytes(redis),
    };
  } finally {
    await redis.remove();
  }
}

/** In milliseconds. */
interface Cost {
  readonly passed: number;
  /** What all processors worked meanwhile. */
  readonly machine: number;
  /** And of that, the command of the instructor. */
  readonly command: number;
}

const median = (costs: readonly Cost[], what: keyof Cost): number =>
  quantile(
    costs.map((cost) => cost[what]),
    0.5,
  );

/** With one job at a time. */
async function inProcess(): Promise<Cost> {
  const course = new ScratchCourse();
  try {
    handIn(course, COUNT);
    return await costOfOne((...more) => start(["grade", course.folder, "--jobs", "1", "--json", ...more]));
  } finally {
    course.remove();
  }
}

/** With workers that have begun to work already. */
async function byWorkers(redis: Redis, workers: number): Promise<Cost> {
  const room = new Room();
  try {
    room.url = redis.url;
    handIn(room.course, COUNT);
    for (let i = 0; i < workers; i++) await room.worker();
    await room.grade("--student", "student-0").ended;
    return await costOfOne((...more) => room.grade(...more));
  } finally {
    await room.remove();
  }
}

/** The start of the program is no part of it: one hand-in is graded, then all that are left. */
async function costOfOne(grade: (...more: readonly string[]) => Running): Promise<Cost> {
  const first = await costOf(grade("--student", "student-1"));
  const rest = await costOf(grade());
  assert.ok(rest.graded > COUNT - 3, `${rest.graded} were graded`);
  const perHandIn = (what: keyof Cost): number => (rest[what] - first[what]) / (rest.graded - first.graded);
  return { passed: perHandIn("passed"), machine: perHandIn("machine"), command: perHandIn("command") };
}

async function costOf({ child, ended }: Running): Promise<Cost & { readonly graded: number }> {
  const [since, before] = [performance.now(), machineTime()];
  let command = 0;
  // A process that has ended tells nothing any more.
  const timer = setInterval(() => {
    command = Math.max(command, processorTime(child.pid!).worked);
  }, 20);
  const { graded, problems } = reportOf(await ended);
  clearInterval(timer);
  assert.deepEqual(problems, []);
  return { passed: performance.now() - since, machine: machineTime() - before, command, graded };
}

const machineTime = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);

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
