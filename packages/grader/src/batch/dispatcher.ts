/**
 * Brings hand-ins to a queue, and their results back to the assignment. Only the blob store is believed: what the queue
 * tells is a reason to look there. So neither a message that is lost nor one that comes twice does any harm.
 */

import type { Blobs } from "../blobs/blobs.js";
import { MachineError } from "../errors.js";
import type { Assignment } from "../model/assignment.js";
import { notebookResult, type NotebookResult } from "../model/result.js";
import type { Job, Queue } from "../queue/queue.js";
import { Store } from "./store.js";
import type { Unit } from "./units.js";

/** A result, or what went wrong that is not the hand-in's fault. */
export type Graded =
  { readonly result: NotebookResult; readonly isKnown: boolean } | { readonly problem: string };

export interface DispatcherOptions {
  readonly sandbox: NotebookResult["sandbox"];
  /** Says what keeps results from coming, and undefined when they come again. */
  readonly onTrouble?: (message: string | undefined) => void;
  /** In milliseconds: after such a time with trouble and without any result, what is left is given up. */
  readonly patience?: number | undefined;
}

/** In milliseconds. */
const SWEEP = 3000;
/** How many questions a sweep has open at a time. */
const ABREAST = 50;

interface Pending {
  readonly job: Job;
  readonly store: Store;
  readonly promise: Promise<NotebookResult | string>;
  readonly settle: (outcome: NotebookResult | string) => void;
}

export class Dispatcher {
  readonly #queue: Queue;
  readonly #blobs: Blobs;
  readonly #options: DispatcherOptions;
  readonly #stores = new Map<string, Store>();
  readonly #pending = new Map<string, Pending>();
  readonly #laid = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #isSweeping = false;
  #trouble: string | undefined;
  #lastGood = performance.now();

  constructor(queue: Queue, blobs: Blobs, options: DispatcherOptions) {
    this.#queue = queue;
    this.#blobs = blobs;
    this.#options = options;
    queue.onEnd((key) => {
      const pending = this.#pending.get(key);
      if (pending) this.#look(pending).catch(this.#noteTrouble);
    });
    this.#timer = setInterval(() => void this.#sweep(), SWEEP);
  }

  /** How many hand-ins wait for their result. */
  get size(): number {
    return this.#pending.size;
  }

  /** Grades one notebook of one student, and puts the result where reports look for it. */
  async grade(assignment: Assignment, unit: Unit): Promise<Graded> {
    const store = this.#storeOf(assignment);
    const { isKnown, promise } = await this.#send(store, unit);
    const outcome = await promise;
    if (typeof outcome === "string") return { problem: outcome };
    store.give(unit, outcome);
    return { result: outcome, isKnown };
  }

  /** What is not graded yet stays so. */
  close(): void {
    clearInterval(this.#timer);
    this.#giveUp("Interrupted.");
  }

  #storeOf(assignment: Assignment): Store {
    let store = this.#stores.get(assignment.folder);
    if (!store) this.#stores.set(assignment.folder, (store = new Store(assignment)));
    return store;
  }

  /** A function of its own, so that the bytes are not kept while their result is waited for. */
  async #send(store: Store, unit: Unit): Promise<{ isKnown: boolean; promise: Pending["promise"] }> {
    const { key, bytes } = store.read(unit, this.#options.sandbox);
    const known = store.find(key);
    if (known) return { isKnown: true, promise: Promise.resolve(known) };
    const there = this.#pending.get(key);
    // Somebody else has handed in the same.
    if (there) return { isKnown: true, promise: there.promise };
    const course = store.course(unit.notebook);
    if (this.#pending.size === 0) this.#lastGood = performance.now();
    const pending = pend({ key, course: course.key }, store);
    this.#pending.set(key, pending);
    try {
      if (!this.#laid.has(course.key)) await this.#blobs.put("courses", course.key, course.bytes);
      this.#laid.add(course.key);
      await this.#blobs.put("handins", key, bytes);
    } catch (error) {
      this.#settle(pending, wordsOf(error));
      return { isKnown: false, promise: pending.promise };
    }
    // An engine that does not take it now gets it again by the next sweep.
    await this.#queue.add(pending.job).catch(this.#noteTrouble);
    return { isKnown: false, promise: pending.promise };
  }

  async #sweep(): Promise<void> {
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    try {
      const left = this.#pending.values();
      let isGood = true;
      const lookOn = async (): Promise<void> => {
        for (const pending of left)
          try {
            await this.#look(pending);
          } catch (error) {
            this.#noteTrouble(error);
            isGood = false;
            return;
          }
      };
      await Promise.all(Array.from({ length: ABREAST }, lookOn));
      if (!isGood) return;
      const trouble = this.#pending.size > 0 ? await this.#queue.trouble() : undefined;
      if (trouble === undefined) this.#noteGood();
      else this.#noteTrouble(new MachineError(trouble));
    } catch (error) {
      this.#noteTrouble(error);
    } finally {
      this.#isSweeping = false;
    }
  }

  /** Where a hand-in stands. The store is asked first: an engine may be away, or full, when the result is there. */
  async #look(pending: Pending): Promise<void> {
    if (await this.#take(pending)) return;
    const standing = await this.#queue.standing(pending.job.key);
    if (standing === "waiting") return;
    if (standing !== "unknown") this.#settle(pending, standing.failed);
    // It was done in between, or the engine has lost it.
    else if (!(await this.#take(pending)) && this.#pending.has(pending.job.key))
      await this.#queue.add(pending.job);
  }

  async #take(pending: Pending): Promise<boolean> {
    const { job, store } = pending;
    if (!this.#pending.has(job.key)) return true;
    const bytes = await this.#blobs.get("results", job.key);
    if (!bytes) return false;
    const result = readResult(bytes);
    if (!result) {
      await this.#blobs.discard(job.key);
      return false;
    }
    if (!this.#pending.has(job.key)) return true;
    try {
      store.keep(job.key, result);
    } catch (error) {
      this.#settle(pending, wordsOf(error));
      return true;
    }
    this.#settle(pending, result);
    this.#noteGood();
    await this.#blobs.taken(job.key);
    return true;
  }

  #settle({ job, settle }: Pending, outcome: NotebookResult | string): void {
    this.#pending.delete(job.key);
    settle(outcome);
  }

  #giveUp(why: string): void {
    for (const pending of [...this.#pending.values()]) this.#settle(pending, why);
  }

  readonly #noteTrouble = (error: unknown): void => {
    const message = wordsOf(error);
    if (message !== this.#trouble) this.#options.onTrouble?.((this.#trouble = message));
    if (performance.now() - this.#lastGood > (this.#options.patience ?? Infinity)) this.#giveUp(message);
  };

  #noteGood(): void {
    this.#lastGood = performance.now();
    if (this.#trouble !== undefined) this.#options.onTrouble?.((this.#trouble = undefined));
  }
}

function pend(job: Job, store: Store): Pending {
  let settle!: Pending["settle"];
  const promise = new Promise<NotebookResult | string>((resolve) => {
    settle = resolve;
  });
  return { job, store, promise, settle };
}

/** @returns undefined for what is broken */
function readResult(bytes: Buffer): NotebookResult | undefined {
  try {
    return notebookResult.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return undefined;
  }
}

function wordsOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message === "" ? (code ?? String(error)) : message;
}
