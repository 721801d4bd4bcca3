/** The graph of the sheet: it runs `forward()` and `backward()` of all gates and returns the drawing of each pass. */

import { GraphDrawing, type Drawing, type Pass } from "../drawing/drawing.js";
import { BackwardBeforeForwardError, MissingValueError, NotComputedError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { LocalDerivatives } from "./localDerivatives.js";
import { describe } from "./order.js";
import { wire, type Wiring } from "./wiring.js";

/**
 * Everything that the target depends on, in the order of computation.
 *
 * ```ts
 * const x = new InputGate(3, "x");
 * const graph = new ComputationalGraph(new MultiplyGate([x, x], "y"));
 * graph.forward(); // y.out is 9
 * graph.backward(); // x.dz is 6
 * ```
 *
 * Source: exercise 3-4 of the sheet.
 */
export class ComputationalGraph {
  readonly target: GateLike;
  /** All gates, every gate behind its inputs; the target is the last. */
  readonly gates: readonly GateLike[];
  readonly #wiring: Wiring;
  readonly #locals: LocalDerivatives;
  #computed = false;

  /**
   * @param target the gate whose value is wanted and with respect to which gradients are taken, mostly a loss
   * @throws CycleError, NotAGateError
   */
  constructor(target: GateLike) {
    this.target = target;
    this.#wiring = wire(target);
    this.gates = this.#wiring.gates;
    this.#locals = new LocalDerivatives(this.#wiring);
  }

  /** Draw the graph as it is wired, with the values of inputs and weights; nothing is computed. */
  draw(): Drawing {
    return this.#drawing("none", { out: this.#outs() });
  }

  /**
   * Compute the value of every gate.
   *
   * @throws MissingValueError when an input or a weight has no value
   * @throws NotComputedError when a gate's `forward()` leaves no number in `out`
   */
  forward(): Drawing {
    this.#computed = false;
    for (const gate of this.gates) {
      gate.forward();
      if (isNumber(gate.out)) continue;
      if (gate.inputNodes.length === 0) throw new MissingValueError(describe(gate), gate.out);
      throw new NotComputedError(describe(gate), gate.out);
    }
    this.#computed = true;
    return this.#drawing("forward", { out: this.#outs() });
  }

  /**
   * Compute the gradient of the target with respect to every gate, from zero, and let the weights take their step.
   *
   * @throws BackwardBeforeForwardError when the values are not computed
   * @throws LocalDerivativeError when a gate passes on something that is not a number
   */
  backward(): Drawing {
    if (!this.#computed) throw new BackwardBeforeForwardError(describe(this.target));
    // The values that the gradients belong to: weights move on the way.
    const out = this.#outs();
    for (const gate of this.gates) gate.dz = 0;
    this.target.dz = 1;
    this.#locals.during(() => {
      for (let i = this.gates.length - 1; i >= 0; i--) {
        this.#locals.expect(i);
        this.gates[i]!.backward();
      }
    });
    const dz = Float64Array.from(this.gates, (gate) => gate.dz);
    return this.#drawing("backward", { out, dz, next: this.#outs(), local: this.#locals.values.slice() });
  }

  #outs(): Float64Array {
    return Float64Array.from(this.gates, (gate) => gate.out);
  }

  #drawing(pass: Pass, values: ConstructorParameters<typeof GraphDrawing>[2]): Drawing {
    return new GraphDrawing(this.#wiring, pass, values);
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && !Number.isNaN(value);
}
