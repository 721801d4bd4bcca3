/** The squared loss L(y, ŷ) = (ŷ − y)² of a prediction ŷ and the true value y. */

import { Gate, type GateLike } from "../gate.js";
import { requireInputs } from "./inputs.js";

export class SquaredLossGate extends Gate {
  /** @param inputs the prediction ŷ, then the true value y */
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("SquaredLossGate", "exactly 2", inputs), name);
  }

  forward(): void {
    const [yHat, y] = this.inputNodes;
    this.out = (yHat!.out - y!.out) ** 2;
  }

  /** ∂L/∂ŷ = 2 (ŷ − y) and ∂L/∂y = −2 (ŷ − y) */
  backward(): void {
    const [yHat, y] = this.inputNodes;
    const twice = 2 * (yHat!.out - y!.out);
    yHat!.putGradient(this, twice);
    y!.putGradient(this, -twice);
  }
}
