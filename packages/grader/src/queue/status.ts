/** How far a queue is, and who works for it. */

import type { Job as BullJob, Queue as BullMQ } from "bullmq";
import { NAME_START, whyFailed } from "./names.js";

/** How much there is to do, in numbers alone. */
export interface QueueCounts {
  readonly waiting: number;
  /** Graded just now. */
  readonly active: number;
  /** Done since the queue is there. */
  readonly graded: number;
  readonly failed: number;
  readonly workers: number;
}

export interface QueueStatus extends Omit<QueueCounts, "workers"> {
  readonly queue: string;
  /** The latest first, and no more than a hundred. */
  readonly failures: readonly Failure[];
  /** `machine-process` of each. */
  readonly workers: readonly string[];
  /** Over the last minutes; undefined before the first has passed. */
  readonly perMinute?: number;
  readonly minutesLeft?: number;
  /** Queues of other versions of the grader, on the same Redis. */
  readonly others: readonly string[];
}

export interface Failure {
  readonly key: string;
  readonly why: string;
  readonly at: string;
}

const MOST_FAILURES = 100;
/** The rate is that of the latest minutes: workers come and go. */
const MINUTES = 5;

/** Cheap enough to be asked by everybody. */
export async function countsOf(bull: BullMQ): Promise<QueueCounts> {
  const [{ waiting, delayed, active, failed }, { meta }, workers] = await Promise.all([
    bull.getJobCounts("waiting", "delayed", "active", "failed"),
    bull.getMetrics("completed", 0, 0),
    bull.getWorkersCount(),
  ]);
  // One that has failed and is tried again waits for it, too.
  return { waiting: waiting! + delayed!, active: active!, graded: meta.count, failed: failed!, workers };
}

export async function statusOf(bull: BullMQ): Promise<QueueStatus> {
  const [counts, { data }, failed, clients, others] = await Promise.all([
    countsOf(bull),
    bull.getMetrics("completed", 0, MINUTES - 1),
    bull.getJobs("failed", 0, MOST_FAILURES - 1),
    bull.getWorkers(),
    otherQueues(bull),
  ]);
  const perMinute = data.length > 0 ? data.reduce((sum, each) => sum + each, 0) / data.length : undefined;
  return {
    ...{ queue: bull.name, ...counts },
    failures: failed.map(failureOf),
    workers: clients.map(({ rawname }) => rawname?.split(":w:")[1] ?? "without a name").sort(),
    ...(perMinute !== undefined && { perMinute }),
    ...(perMinute && { minutesLeft: (counts.waiting + counts.active) / perMinute }),
    others,
  };
}

const failureOf = (job: BullJob): Failure => ({
  ...{ key: job.id!, why: whyFailed(job) },
  at: new Date(job.finishedOn ?? job.timestamp).toISOString(),
});

/** Only Redis can tell; in PostgreSQL each has its rows in the same tables. */
async function otherQueues({ name, backend }: BullMQ): Promise<string[]> {
  const client = await backend.client;
  if (!("scanStream" in client)) return [];
  const found = new Set<string>();
  for await (const keys of client.scanStream({ match: `bull:${NAME_START}*:meta`, count: 1000 }))
    for (const key of keys as string[]) found.add(key.split(":")[1]!);
  found.delete(name);
  return [...found].sort();
}

/** For Prometheus, in its text format. */
export function printMetrics({ waiting, active, failed, graded, workers }: QueueCounts): string {
  return [
    "# HELP gradus_queue_handins Hand-ins in the queue, by where they are.",
    "# TYPE gradus_queue_handins gauge",
    ...Object.entries({ waiting, active, failed }).map(
      ([state, count]) => `gradus_queue_handins{state="${state}"} ${count}`,
    ),
    "# HELP gradus_queue_graded_total Hand-ins that were graded since the queue is there.",
    "# TYPE gradus_queue_graded_total counter",
    `gradus_queue_graded_total ${graded}`,
    "# HELP gradus_queue_workers Programs that take hand-ins from the queue.",
    "# TYPE gradus_queue_workers gauge",
    `gradus_queue_workers ${workers}`,
    "",
  ].join("\n");
}
