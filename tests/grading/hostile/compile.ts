/**
 * Texts of cells that keep a compiler busy for long, or end it. They are graded where the compiler can be ended together
 * with the one who waits for it: in a worker with a deadline.
 */

const times = (text: string, count: number): string => text.repeat(count);

export interface SlowText {
  readonly name: string;
  /** The texts of cells of one hand-in, none longer than a cell may be. */
  readonly texts: readonly string[];
}
