/** A weight: a value that learns. Its backward step is one step of gradient descent. */

import { Gate } from "../gate.js";

export class WeightGate extends Gate {
  /**
   * @param alpha the learning rate α of this weight
   * @param value the value to start from
   */
  constructor(
    public alpha: number,
    value?: number,
    name?: string,
  ) {
    super([], name);
    if (value !== undefined) this.out = value;
  }

  forward(): void {
    // The value is kept from step to step, not computed.
  }

  /** w ← w − α · ∂L/∂w */
  backward(): void {
    this.out -= this.alpha * this.dz;
  }
}
