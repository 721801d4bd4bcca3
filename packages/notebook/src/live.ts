/** An output that changes while a cell runs, as often as a person can see and no oftener. */

import type { Kernel } from "./kernels/kernel.js";
import { currentKernel } from "./kernels/current.js";
import type { Output } from "./output.js";

/** In milliseconds: ten pictures a second are a film, more are only work. */
const PERIOD = 100;
/** So long after the last change nobody changes it any more, and it gets all that a finished output has. */
const REST = 300;

/** How much is made of an output: a quick one while it changes, all of it when it rests. */
export type Make = (isFinal: boolean) => Output;

export class LiveOutput {
  readonly #now: () => number;
  readonly #kernel: Kernel;
  #replace: ((output: Output) => void) | undefined;
  #sentAt = -Infinity;
  #make: Make | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether there is still something to do when the cell ends. */
  #forget: (() => void) | undefined;

  constructor(kernel: Kernel = currentKernel(), now: () => number = () => performance.now()) {
    this.#kernel = kernel;
    this.#now = now;
  }

  /** Show what is made now, or soon; what was to be shown before is forgotten. The last one always arrives. */
  show(make: Make): void {
    this.#make = make;
    if (this.#now() - this.#sentAt >= PERIOD) this.#send(make(false));
    if (this.#timer) return;
    // In a loop that never waits no timer comes through: then it does when the loop is over.
    this.#timer = setTimeout(this.#rest, REST);
    this.#forget = this.#kernel.onCellEnd(this.#rest);
  }

  /** Show it as it stays. */
  finish(make: Make): void {
    this.#make = make;
    this.#rest();
  }

  readonly #rest = (): void => {
    clearTimeout(this.#timer);
    this.#forget?.();
    this.#timer = undefined;
    if (!this.#make) return;
    this.#send(this.#make(true));
    this.#make = undefined;
  };

  #send(output: Output): void {
    if (this.#replace) this.#replace(output);
    else this.#replace = this.#kernel.sendReplaceable(output);
    this.#sentAt = this.#now();
  }
}
