/**
 * The port through which work gets from those who want something graded to those who grade. What goes through it names
 * nobody and holds no text: hand-ins and results lie in the blob store, under the same keys.
 *
 * A job comes to a worker at least once. That its effect happens once is the blob store's part: a result is written only
 * where there is none.
 */

export interface Job {
  /** Of everything that the result depends on, and of a secret: the same key has the same result. */
  readonly key: string;
  /** The key of the instructor's notebook. */
  readonly course: string;
}

/** How often a job that fails is tried. */
export const ATTEMPTS = 3;

/** @throws what is the machine's fault: the job is tried again, perhaps elsewhere, and fails with this message in the end */
export type Work = (job: Job) => Promise<void>;

/** Where a job is. One that is done is forgotten, so it is as unknown as one that the queue has lost. */
export type Standing = "waiting" | "unknown" | { readonly failed: string };

export interface Taker {
  /** Takes nothing new, and waits for what it has taken. */
  close(): Promise<void>;
}

export interface Queue {
  /** Adding what is there already changes nothing. What has failed before is tried anew. */
  add(job: Job): Promise<void>;
  standing(key: string): Promise<Standing>;
  /** @param heard is called when a job may have come to its end: soon, but not for certain, and perhaps twice */
  onEnd(heard: (key: string) => void): void;
  /** @param jobs how many at a time */
  take(jobs: number, work: Work): Taker;
  /** @returns what keeps jobs from being done, and what to do, in a sentence */
  trouble(): Promise<string | undefined>;
  /** Jobs stay where they are, but for those of a queue that lives in this process. */
  close(): Promise<void>;
}
