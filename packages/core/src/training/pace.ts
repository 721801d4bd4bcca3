/** Divides long work into slices, so that a page or a kernel stays alive while it runs. */

// What both Node and browsers have; core is compiled without the types of either.
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** Nobody notices a page that does not answer for this long, in milliseconds. */
const SLICE = 50;

export class Pace {
  #begun = performance.now();

  /** Whether the slice is over. */
  isOver(): boolean {
    return performance.now() - this.#begun >= SLICE;
  }

  /** Let others run; then a new slice begins. */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.#begun = performance.now();
  }
}
