/** One line of all moments of all passes, for a slider: each pass from before its first step to behind its last. */
import type { Overview, Time } from "./session.js";

export class Timeline {
  readonly #passes: Overview["passes"];
  readonly length: number;

  constructor({ passes }: Overview) {
    this.#passes = passes;
    this.length = passes.reduce((sum, { steps }) => sum + steps + 1, 0);
  }

  /** How many passes there are. */
  get passes(): number {
    return this.#passes.length;
  }

  get last(): number {
    return this.length - 1;
  }

  /** @param position from 0 to `last` */
  at(position: number): Time {
    let done = Math.min(Math.max(position, 0), this.last);
    for (const [pass, { steps }] of this.#passes.entries()) {
      if (done <= steps) return { pass, done };
      done -= steps + 1;
    }
    throw new RangeError(`no position ${position}`);
  }
}
