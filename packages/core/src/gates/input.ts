/** An input: plain data. Feed the next sample with `x.out = 1` before `graph.forward()`. */

import { Gate } from "../gate.js";

export class InputGate extends Gate {
  constructor(value?: number, name?: string) {
    super([], name);
    if (value !== undefined) this.out = value;
  }

  forward(): void {
    // The value is given, not computed.
  }

  backward(): void {
    // The gradient has arrived in dz; there is nothing behind an input.
  }
}
