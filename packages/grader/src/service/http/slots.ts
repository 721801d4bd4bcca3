/** How many hand-ins are received at a time: each can have 20 MB, and memory is not endless. */

import { Refusal } from "../refusal.js";
import type { ServiceLimits } from "./limits.js";

export type SlotLimits = Pick<
  ServiceLimits,
  "uploads" | "uploadsOfOne" | "uploadsWaiting" | "uploadPatience"
>;

export class Slots {
  readonly #limits: SlotLimits;
  readonly #of = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /**
   * Waits for a free one. Nothing of the hand-in is read meanwhile.
   *
   * @returns how to give it back; to do it twice does no harm
   * @throws Refusal
   */
  async take(student: string): Promise<() => void> {
    const { uploads, uploadsOfOne, uploadsWaiting } = this.#limits;
    const theirs = this.#of.get(student) ?? 0;
    if (theirs >= uploadsOfOne)
      throw new Refusal(429, "Wait until your other hand-ins are there, and hand in again.", 2);
    if (this.#taken >= uploads && this.#waiting.size >= uploadsWaiting) throw busy();
    this.#of.set(student, theirs + 1);
    try {
      if (this.#taken >= uploads) await this.#turn();
      else this.#taken++;
    } catch (error) {
      this.#leave(student);
      throw error;
    }
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      this.#leave(student);
      const [next] = this.#waiting;
      if (!next) this.#taken--;
      else {
        this.#waiting.delete(next);
        next();
      }
    };
  }

  /** The slot goes from hand to hand, so that nobody who comes later gets it. */
  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const next = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(next);
        reject(busy());
      }, this.#limits.uploadPatience);
      this.#waiting.add(next);
    });
  }

  #leave(student: string): void {
    const theirs = (this.#of.get(student) ?? 1) - 1;
    if (theirs === 0) this.#of.delete(student);
    else this.#of.set(student, theirs);
  }
}

const busy = (): Refusal =>
  new Refusal(503, "Very many hand in just now. Hand in again in a few seconds.", 5);
