/** Draws graphs one after the other in a worker that it starts late, watches, and replaces when it breaks. */
import { Cache } from "../cache.js";
import {
  DotTooLargeError,
  DrawingError,
  EmptyDotError,
  GraphvizError,
  NoGraphError,
  PictureTooLargeError,
  TimeLimitError,
  TooDeepError,
  WorkerLostError,
} from "../errors.js";
import type { Layout } from "./layout.js";
import type { LayoutReply, LayoutRequest } from "./protocol.js";

/** A worker as the client sees it; the tests bring their own. */
export interface LayoutWorker {
  post(request: LayoutRequest): void;
  terminate(): void;
}

/** Starts a worker that reports through the two callbacks. May throw if the browser forbids it. */
export type StartWorker = (events: {
  reply: (reply: LayoutReply) => void;
  crash: (reason: string) => void;
}) => LayoutWorker;

/** Lengths in characters, times in milliseconds. */
export interface LayoutLimits {
  readonly dot: number;
  readonly svg: number;
  /** For one drawing, counted from when Graphviz is loaded. */
  readonly time: number;
  /** For loading Graphviz, which takes its time on a slow network. */
  readonly start: number;
  readonly cache: number;
}

export const defaultLimits: LayoutLimits = {
  dot: 1_000_000,
  svg: 10_000_000,
  time: 10_000,
  start: 60_000,
  cache: 20_000_000,
};

interface Waiter {
  readonly resolve: (svg: string) => void;
  readonly reject: (error: unknown) => void;
}

/** One DOT text to draw, and all the outputs that show it. */
interface Job {
  readonly dot: string;
  readonly waiters: Set<Waiter>;
}

export class LayoutClient implements Layout {
  /** For one drawing, in milliseconds. It holds from the next drawing on. */
  timeLimit: number;
  readonly #startWorker: StartWorker;
  readonly #limits: LayoutLimits;
  readonly #cache: Cache<string>;
  /** Jobs by DOT text in the order of arrival; the running one is taken out. */
  readonly #queue = new Map<string, Job>();
  #running: Job | undefined;
  #worker: LayoutWorker | undefined;
  #ready = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(startWorker: StartWorker, limits: Partial<LayoutLimits> = {}) {
    this.#startWorker = startWorker;
    this.#limits = { ...defaultLimits, ...limits };
    this.timeLimit = this.#limits.time;
    this.#cache = new Cache(this.#limits.cache);
  }

  async layout(dot: string, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    if (dot.length > this.#limits.dot) throw new DotTooLargeError(dot.length, this.#limits.dot);
    if (dot.trim() === "") throw new EmptyDotError();
    return this.#cache.get(dot) ?? (await this.#enqueue(dot, signal));
  }

  #enqueue(dot: string, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const job = this.#jobFor(dot);
      const waiter: Waiter = { resolve, reject };
      job.waiters.add(waiter);
      signal?.addEventListener("abort", () => {
        job.waiters.delete(waiter);
        // A job that runs already is left alone: it ends within the time limit, and its drawing is kept.
        if (job.waiters.size === 0 && this.#queue.get(dot) === job) this.#queue.delete(dot);
        reject(signal.reason as Error);
      });
      this.#next();
    });
  }

  #jobFor(dot: string): Job {
    if (this.#running?.dot === dot) return this.#running;
    const job = this.#queue.get(dot) ?? { dot, waiters: new Set() };
    this.#queue.set(dot, job);
    return job;
  }

  /** Hands the oldest job to the worker, if there is one and it is free. */
  #next(): void {
    const [job] = this.#queue.values();
    if (job === undefined || this.#running !== undefined) return;
    if (this.#worker === undefined) {
      this.#start();
    } else if (this.#ready) {
      this.#queue.delete(job.dot);
      this.#running = job;
      const { timeLimit } = this;
      this.#watch(timeLimit, () => new TimeLimitError(timeLimit));
      this.#worker.post({ dot: job.dot });
    }
  }

  #start(): void {
    this.#watch(this.#limits.start, () => new WorkerLostError("Graphviz did not load in time"));
    // A worker that was given up may still have messages on the way: only the present one is heard.
    const isPresent = (): boolean => this.#worker === worker;
    let worker: LayoutWorker | undefined;
    try {
      worker = this.#startWorker({
        reply: (reply) => {
          if (isPresent()) this.#hear(reply);
        },
        crash: (reason) => {
          if (isPresent()) this.#giveUp(new WorkerLostError(reason));
        },
      });
      this.#worker = worker;
    } catch (error) {
      this.#giveUp(new WorkerLostError(error instanceof Error ? error.message : String(error)));
    }
  }

  #hear(reply: LayoutReply): void {
    clearTimeout(this.#timer);
    switch (reply.kind) {
      case "ready":
        this.#ready = true;
        this.#next();
        break;
      case "drawn":
        this.#finish(this.#faultOf(reply.svg) ?? reply.svg);
        break;
      case "refused":
        this.#finish(new GraphvizError(reply.message));
        break;
      case "broken":
        this.#giveUp(brokenBy(reply.message));
        break;
    }
  }

  #finish(result: string | DrawingError): void {
    const job = this.#running;
    this.#running = undefined;
    if (job !== undefined && typeof result === "string") {
      this.#cache.set(job.dot, result, job.dot.length + result.length);
      for (const waiter of job.waiters) waiter.resolve(result);
    } else if (job !== undefined && result instanceof DrawingError) {
      reject(job, result);
    }
    this.#next();
  }

  #faultOf(svg: string): DrawingError | undefined {
    if (svg === "") return new NoGraphError();
    if (svg.length > this.#limits.svg) return new PictureTooLargeError(svg.length, this.#limits.svg);
    return undefined;
  }

  /** Ends the worker and the job it was at; the other jobs go on with a new worker. */
  #giveUp(error: DrawingError): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    // A worker that never got ready will not get ready for the others either: tell all of them.
    const lost = this.#ready ? [this.#running] : [...this.#queue.values()];
    if (!this.#ready) this.#queue.clear();
    this.#ready = false;
    this.#running = undefined;
    for (const job of lost) if (job !== undefined) reject(job, error);
    this.#next();
  }

  #watch(milliseconds: number, error: () => DrawingError): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#giveUp(error());
    }, milliseconds);
  }
}

function reject(job: Job, error: DrawingError): void {
  for (const waiter of job.waiters) waiter.reject(error);
}

function brokenBy(message: string): DrawingError {
  // Chromium and Safari say the first, Firefox says the second.
  return /call stack|recursion/i.test(message) ? new TooDeepError() : new WorkerLostError(message);
}
