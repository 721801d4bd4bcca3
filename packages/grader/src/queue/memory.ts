/** The queue within one process: what `gradus grade` uses where nothing else is asked for. */

import { ATTEMPTS, type Job, type Queue, type Standing, type Taker, type Work } from "./queue.js";

export class MemoryQueue implements Queue {
  readonly #waiting: Job[] = [];
  readonly #standings = new Map<string, Standing>();
  readonly #takers = new Set<MemoryTaker>();
  #heard: (key: string) => void = () => undefined;

  add(job: Job): Promise<void> {
    if (this.#standings.get(job.key) !== "waiting") {
      this.#standings.set(job.key, "waiting");
      this.#waiting.push(job);
      this.#pump();
    }
    return Promise.resolve();
  }

  standing(key: string): Promise<Standing> {
    return Promise.resolve(this.#standings.get(key) ?? "unknown");
  }

  onEnd(heard: (key: string) => void): void {
    this.#heard = heard;
  }

  take(jobs: number, work: Work): Taker {
    const taker = new MemoryTaker(jobs, work);
    this.#takers.add(taker);
    this.#pump();
    return {
      close: async () => {
        this.#takers.delete(taker);
        await Promise.all(taker.running);
      },
    };
  }

  trouble(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  close(): Promise<void> {
    this.#waiting.length = 0;
    return Promise.resolve();
  }

  #pump(): void {
    for (const taker of this.#takers)
      while (this.#waiting.length > 0 && taker.running.size < taker.jobs) {
        const run = this.#run(this.#waiting.shift()!, taker).finally(() => {
          taker.running.delete(run);
          this.#pump();
        });
        taker.running.add(run);
      }
  }

  async #run(job: Job, { work }: MemoryTaker): Promise<void> {
    const failed = await failureOf(() => work(job));
    if (failed === undefined) this.#standings.delete(job.key);
    else this.#standings.set(job.key, { failed });
    this.#heard(job.key);
  }
}

class MemoryTaker {
  readonly running = new Set<Promise<void>>();

  constructor(
    readonly jobs: number,
    readonly work: Work,
  ) {}
}

/** @returns why it fails each time, undefined when it does not */
async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  let message: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++)
    try {
      await work();
      return undefined;
    } catch (error) {
      ({ message } = error as Error);
    }
  return message;
}
