/** The sum of any number of inputs. */

import { Gate, type GateLike } from "../gate.js";
import { requireInputs } from "./inputs.js";

export class AddGate extends Gate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("AddGate", "at least 1", inputs), name);
  }

  forward(): void {
    let sum = 0;
    for (const input of this.inputNodes) sum += input.out;
    this.out = sum;
  }

  /** ∂(a + b + …)/∂a = 1 */
  backward(): void {
    for (const input of this.inputNodes) input.putGradient(this, 1);
  }
}
