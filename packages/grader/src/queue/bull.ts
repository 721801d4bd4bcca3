/** The queue on BullMQ, for any number of machines. */

import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Queue as BullMQ, QueueEvents, Telemetry } from "bullmq";
import { MachineError } from "../errors.js";
import { parseAddress, type Address } from "./address.js";
import { engineOf, type Engine } from "./engine.js";
import { DEATHS, queueName, whyFailed } from "./names.js";
import { ATTEMPTS, type Job, type Queue, type Standing, type Taker, type Work } from "./queue.js";
import { countsOf, statusOf, type QueueCounts, type QueueStatus } from "./status.js";
import { apart, telemetry } from "./telemetry.js";

export interface BullOptions {
  /**
   * Of the program that grades. Each version has a queue of its own: a worker never gets a job whose key it would have
   * made differently.
   */
  readonly version: string;
  /** In seconds: how long a worker may be silent before another one does its work. */
  readonly lease?: number;
  /** What goes wrong with the engine; it is tried again all the time. */
  readonly onTrouble?: (message: string) => void;
}

/** In milliseconds. */
const FIRST_ANSWER = 6000;
/** In milliseconds. */
const GOODBYE = 1000;
/** In seconds. */
const LEASE = 20;
/** Failed jobs are kept for `gradus status`, in seconds and in number. */
const KEPT = { age: 14 * 24 * 3600, count: 10_000 };
/** Minutes for which each minute's number of graded hand-ins is known. */
const HISTORY = 24 * 60;

export class BullQueue implements Queue {
  readonly address: Address;
  readonly name: string;
  readonly #options: BullOptions;
  readonly #engine: Engine;
  readonly #telemetry: Telemetry | undefined;
  /** The engine's own. */
  readonly bull: BullMQ<Pick<Job, "course">>;
  #events: QueueEvents | undefined;

  private constructor(address: Address, options: BullOptions, traces: Telemetry | undefined) {
    this.address = address;
    this.name = queueName(options.version);
    this.#options = options;
    this.#engine = engineOf(address);
    this.#telemetry = traces;
    this.bull = new this.#engine.Queue(this.name, {
      connection: this.#engine.prompt,
      ...(traces && { telemetry: traces }),
    });
    this.bull.on("error", this.#trouble);
  }

  /** @throws UsageError, or MachineError when it cannot be used at this address */
  static async open(address: string, options: BullOptions): Promise<BullQueue> {
    const queue = new BullQueue(parseAddress(address), options, await telemetry());
    try {
      await queue.#firstAnswer();
      return queue;
    } catch (error) {
      await queue.bull.close().catch(() => undefined);
      const { engine, shown } = queue.address;
      const { message, code } = error as NodeJS.ErrnoException;
      throw new MachineError(
        `${engine} cannot be used at ${shown} (${message || code}). Does it run there, and are name and password right?`,
      );
    }
  }

  /** Later, an engine that is away is waited for. At the start, the address is more likely to be wrong. */
  async #firstAnswer(): Promise<void> {
    const answer = Promise.race([
      this.bull.getJobCounts(),
      new Promise((_, reject) => this.bull.once("error", reject)),
    ]);
    if (!(await withinTime(FIRST_ANSWER, answer))) throw new Error("nobody answers");
  }

  async add({ key, course }: Job): Promise<void> {
    const there = await this.bull.getJob(key);
    if (there && (await there.isFailed())) await there.remove();
    else if (there) return;
    const settings = {
      ...{ jobId: key, attempts: ATTEMPTS, backoff: { type: "exponential", delay: 1000 } },
      ...{ removeOnComplete: true, removeOnFail: KEPT },
    };
    try {
      await apart(this.#telemetry, () => this.bull.add("grade", { course }, settings));
    } catch (error) {
      throw (error as Error).message.startsWith("OOM") ? new MachineError(fullAt(this.address)) : error;
    }
  }

  async standing(key: string): Promise<Standing> {
    const state = await this.bull.getJobState(key);
    if (state !== "failed") return state === "unknown" || state === "completed" ? "unknown" : "waiting";
    const job = await this.bull.getJob(key);
    return job ? { failed: whyFailed(job) } : "unknown";
  }

  onEnd(heard: (key: string) => void): void {
    this.#events = new this.#engine.QueueEvents(this.name, { connection: this.#engine.patient });
    const ended = ({ jobId }: { jobId: string }): void => {
      heard(jobId);
    };
    this.#events.on("completed", ended).on("failed", ended).on("error", this.#trouble);
  }

  take(jobs: number, work: Work): Taker {
    const lease = 1000 * (this.#options.lease ?? LEASE);
    const running = new Set<Promise<void>>();
    const worker = new this.#engine.Worker<Pick<Job, "course">>(
      this.name,
      ({ id, data: { course } }) => {
        const done = work({ key: id!, course }).finally(() => running.delete(done));
        running.add(done);
        return done;
      },
      {
        ...{ connection: this.#engine.patient, concurrency: jobs, name: `${hostname()}-${process.pid}` },
        ...{ lockDuration: lease, stalledInterval: lease / 2, maxStalledCount: DEATHS - 1 },
        ...{ metrics: { maxDataPoints: HISTORY }, runRetryDelay: 2000 },
        ...(this.#telemetry && { telemetry: this.#telemetry }),
      },
    );
    worker.on("error", this.#trouble);
    return {
      async close() {
        const closed = worker.close();
        while (running.size > 0) await Promise.allSettled(running);
        await leave(closed, [worker]);
      },
    };
  }

  async trouble(): Promise<string | undefined> {
    if ((await this.bull.getWorkersCount()) === 0)
      return `No worker of this version takes work from ${this.address.shown}. Start one: gradus worker --queue … --store …`;
    return (await isFull(this.bull, this.address)) ? fullAt(this.address) : undefined;
  }

  counts(): Promise<QueueCounts> {
    return countsOf(this.bull);
  }

  status(): Promise<QueueStatus> {
    return statusOf(this.bull);
  }

  async close(): Promise<void> {
    const parts = [this.bull, ...(this.#events ? [this.#events] : [])];
    await leave(Promise.allSettled(parts.map((part) => part.close())), parts);
  }

  readonly #trouble = (error: Error): void => {
    this.#options.onTrouble?.(error.message);
  };
}

/** An engine that is away hears no goodbye. What it should have heard, it learns from the store, or by silence. */
async function leave(
  closed: Promise<unknown>,
  parts: readonly { disconnect(): Promise<void> }[],
): Promise<void> {
  if (await withinTime(GOODBYE, closed)) return;
  for (const part of parts) void part.disconnect().catch(() => undefined);
}

/** @returns whether the promise was kept in time, in milliseconds */
async function withinTime(time: number, promise: Promise<unknown>): Promise<boolean> {
  const kept = new AbortController();
  try {
    return await Promise.race([promise.then(() => true), sleep(time, false, { signal: kept.signal })]);
  } finally {
    kept.abort();
  }
}

const fullAt = ({ shown }: Address): string =>
  `${shown} has no memory left for more (maxmemory). Give Redis more, or wait until it has less to do.`;

/** Redis takes nothing new then, and even a worker cannot say that it is done. */
async function isFull({ backend }: BullMQ, { engine }: Address): Promise<boolean> {
  if (engine !== "Redis") return false;
  const about = await (await backend.client).info();
  const numberOf = (field: string): number =>
    Number(new RegExp(`^${field}:(\\d+)`, "m").exec(about)?.[1] ?? 0);
  const most = numberOf("maxmemory");
  return most > 0 && numberOf("used_memory") >= most;
}
