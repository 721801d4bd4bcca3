/** Divides long work into slices, so that a page or a kernel stays alive while it runs. */

// What both Node and browsers have; core is compiled without the types of either.
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** Nobody notices a page that does not answer for this long, in milliseconds. */
const SLICE = 50;

/** Steps between two looks at the clock are chosen so that a look comes about this often, in milliseconds. */
const LOOK = 5;

export class Pace {
  /** How many steps to do until the next call of `rest()`. */
  steps = 64;
  #looked = performance.now();
  #rested = this.#looked;

  /** Adapts to the speed, and lets others run when the slice is over. @returns whether it did */
  async rest(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#looked < LOOK / 2) this.steps *= 2;
    else if (now - this.#looked > LOOK * 2 && this.steps > 1) this.steps = Math.ceil(this.steps / 2);
    this.#looked = now;
    if (now - this.#rested < SLICE) return false;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.#rested = this.#looked = performance.now();
    return true;
  }
}
