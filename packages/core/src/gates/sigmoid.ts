/** The sigmoid σ(z) = 1 / (1 + e⁻ᶻ) of one input. */

import { Gate, type GateLike } from "../gate.js";
import { requireInputs } from "./inputs.js";

export class SigmoidGate extends Gate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("SigmoidGate", "exactly 1", inputs), name);
  }

  forward(): void {
    // Math.exp runs to Infinity for z below −709, and 1 / (1 + Infinity) is the right limit, 0.
    this.out = 1 / (1 + Math.exp(-this.inputNodes[0]!.out));
  }

  /** σ′ = σ · (1 − σ) */
  backward(): void {
    this.inputNodes[0]!.putGradient(this, this.out * (1 - this.out));
  }
}
