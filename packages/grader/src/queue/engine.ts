/** BullMQ's classes for an address. Its two backends differ in how they are connected to, and in nothing else here. */

import {
  createPostgresBackend,
  Queue,
  QueueEvents,
  withBackend,
  Worker,
  type ConnectionOptions,
} from "bullmq";
import type { Address } from "./address.js";

export interface Engine {
  readonly Queue: typeof Queue;
  readonly QueueEvents: typeof QueueEvents;
  readonly Worker: typeof Worker;
  /** For commands that are answered at once: an engine that is away or hangs becomes an error, not a wait. */
  readonly prompt: ConnectionOptions;
  /** For waiting until something comes. Goes on by itself when the engine is back. */
  readonly patient: ConnectionOptions;
}

/** In milliseconds. */
const ANSWER = 5000;
/** Longer than BullMQ waits in one command. */
const SILENCE = 30_000;

export function engineOf({ engine, url }: Address): Engine {
  if (engine === "Redis")
    return {
      ...{ Queue, QueueEvents, Worker },
      prompt: { url, maxRetriesPerRequest: 1, connectTimeout: ANSWER, commandTimeout: ANSWER, retryStrategy },
      patient: { url, maxRetriesPerRequest: null, socketTimeout: SILENCE, retryStrategy },
    };
  const connection = {
    ...{ connectionString: url, migrate: true, connectionTimeoutMillis: ANSWER },
    ...{ statement_timeout: ANSWER, query_timeout: 2 * ANSWER, keepAlive: true },
  };
  return {
    // The two backends' classes have the same methods, and only their types know which connection they take.
    ...(withBackend(createPostgresBackend) as unknown as Pick<Engine, "Queue" | "QueueEvents" | "Worker">),
    prompt: connection,
    patient: connection,
  };
}

const retryStrategy = (times: number): number => Math.min(100 * times, 2000);
