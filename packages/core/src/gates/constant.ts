/** A number that belongs to the formula and never changes, like the 2 in 2 (ŷ − y). */

import { Gate } from "../gate.js";

export class ConstantGate extends Gate {
  /** @param measured whether the number was found by measuring, where no rule was known to derive it */
  constructor(
    value: number,
    name?: string,
    readonly measured = false,
  ) {
    super([], name);
    this.out = value;
  }

  forward(): void {
    // The value is given, not computed.
  }

  backward(): void {
    // The gradient has arrived in dz; there is nothing behind a constant.
  }
}
