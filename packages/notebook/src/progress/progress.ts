/** A bar for a long loop: how far it is, how fast, how long it will take. */

import { InterruptedError, NotCountableError } from "../errors.js";
import { currentKernel } from "../kernels/current.js";
import { LiveOutput } from "../live.js";
import { outputOfState, type State } from "./bar.js";

/** In milliseconds. A loop that waits lets go of the processor so often, so that it can be interrupted. */
const BREATH = 50;

/** It can be walked through with `for` or with `for await`; each time there is a bar of its own. */
export interface Progress<T> extends Iterable<T>, AsyncIterable<T> {}

/**
 * Walk through numbers from 0 on, or through a list, and show a bar below the cell.
 *
 * ```ts
 * for (const epoch of progress(1000, "epochs")) history.push(trainOnce());
 *
 * async function run() {
 *   for await (const epoch of progress(1000, "epochs")) history.push(await trainOnce());
 * }
 * await run();
 * ```
 *
 * The bar moves in both. It ends with the loop, however that ends: at its end, by `break`, by an error or by an
 * interrupt.
 *
 * An interrupt ends a `for` at once, unless the cell has waited (`await`) before: then nothing ends it but a restart of
 * the kernel. It ends a `for await` after the round; without `progress` such a loop would run on behind the next cells.
 * tslab takes `for await` only within a function, or beside another `await` of the cell.
 *
 * @param over how many rounds, or a list
 * @param unit what a round is, in the plural
 * @throws NotCountableError
 * @throws InterruptedError from a `for await` that was interrupted
 */
export function progress(over: number, unit?: string): Progress<number>;
export function progress<T>(over: readonly T[], unit?: string): Progress<T>;
export function progress(over: number | readonly unknown[], unit = "rounds"): Progress<unknown> {
  const total = typeof over === "number" ? over : Array.isArray(over) ? over.length : NaN;
  if (!Number.isInteger(total) || total < 0) throw new NotCountableError(over);
  const itemAt = typeof over === "number" ? (i: number) => i : (i: number) => over[i];
  return {
    *[Symbol.iterator]() {
      const bar = new Bar(total, unit);
      // An interrupt stops the processor within the loop: not even `finally` runs.
      const forget = currentKernel().onCellEnd(() => {
        bar.end();
      });
      try {
        for (let i = 0; i < total; i++) {
          bar.at(i);
          yield itemAt(i);
          bar.done = i + 1;
        }
      } finally {
        forget();
        bar.end();
      }
    },
    async *[Symbol.asyncIterator]() {
      const bar = new Bar(total, unit);
      let isInterrupted = false;
      const forget = currentKernel().onInterrupt(() => {
        isInterrupted = true;
        // Now, because the cell ends now; the round goes on.
        bar.end();
      });
      let breathed = performance.now();
      try {
        for (let i = 0; i < total; i++) {
          bar.at(i);
          yield itemAt(i);
          bar.done = i + 1;
          if (performance.now() - breathed >= BREATH) {
            await new Promise((resolve) => setImmediate(resolve));
            breathed = performance.now();
          }
          if (isInterrupted) throw new InterruptedError(i + 1, total, unit);
        }
      } finally {
        forget();
        bar.end();
      }
    },
  };
}

class Bar {
  done = 0;
  readonly #output = new LiveOutput();
  readonly #start = performance.now();
  readonly #total: number;
  readonly #unit: string;
  /** Rounds to go without a look at the clock, which takes longer than a short round. */
  #patience = 0;

  constructor(total: number, unit: string) {
    this.#total = total;
    this.#unit = unit;
  }

  at(round: number): void {
    if (this.#patience-- > 0) return;
    const seconds = this.#seconds();
    // Some hundred looks a second at the pace so far.
    this.#patience = round === 0 ? 0 : Math.min(Math.floor(round / Math.max(seconds, 1e-6) / 200), 1_000_000);
    const state = this.#state("running");
    this.#output.show(() => outputOfState(state));
  }

  end(): void {
    const state = this.#state(this.done === this.#total ? "finished" : "stopped");
    this.#output.finish(() => outputOfState(state));
  }

  #state(status: State["status"]): State {
    return { status, done: this.done, total: this.#total, unit: this.#unit, seconds: this.#seconds() };
  }

  #seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }
}
