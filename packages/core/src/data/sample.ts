/** One sample of a data set: what goes into a network, and what should come out. */

export interface Sample {
  /** The values of the inputs. */
  readonly x: readonly number[];
  /** The true values of the outputs; for two classes one number, 0 or 1. */
  readonly y: readonly number[];
}
