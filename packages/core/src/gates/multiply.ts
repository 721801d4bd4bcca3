/** The product of any number of inputs. */

import { Gate, type GateLike } from "../gate.js";
import { requireInputs } from "./inputs.js";

export class MultiplyGate extends Gate {
  constructor(inputs: readonly GateLike[], name?: string) {
    super(requireInputs("MultiplyGate", "at least 1", inputs), name);
  }

  forward(): void {
    let product = 1;
    for (const input of this.inputNodes) product *= input.out;
    this.out = product;
  }

  /** ∂(a · b · c)/∂a = b · c, the product of the others. */
  backward(): void {
    // Not out / a: that breaks when a is zero, and XOR is full of zeros.
    const factors = this.inputNodes.map((input) => input.out);
    const behind = productsBehind(factors);
    let before = 1;
    this.inputNodes.forEach((input, i) => {
      input.putGradient(this, before * behind[i]!);
      before *= factors[i]!;
    });
  }
}

/** For each factor, the product of all factors behind it. */
function productsBehind(factors: readonly number[]): number[] {
  const behind = new Array<number>(factors.length);
  let product = 1;
  for (let i = factors.length - 1; i >= 0; i--) {
    behind[i] = product;
    product *= factors[i]!;
  }
  return behind;
}
