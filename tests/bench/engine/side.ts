/** One side of a comparison: it trains from the start weights as often as it is asked, and says how long it took. */

export interface Run {
  readonly ns: number;
  /** The mean loss of the last epoch, each loss taken before its step. */
  readonly loss: number;
}

export interface Side {
  readonly name: string;
  run(epochs: number): Promise<Run>;
}
