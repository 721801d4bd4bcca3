/** A gate that is one formula and its derivatives. Forward, backward and everything that explains it read the same two lines. */

import type { Algebra } from "../algebra/algebra.js";
import { numbers } from "../algebra/numbers.js";
import { Gate, type GateLike } from "../gate.js";

/** What a gate needs so that its derivatives can be drawn, explained and compiled, and not only computed. */
export interface DifferentiableGate extends GateLike {
  /** The value, from the values of the inputs. */
  formula<T>(math: Algebra<T>, inputs: readonly T[]): T;
  /** The local derivative with respect to each input position, from the inputs and the value of the gate. */
  derivatives<T>(math: Algebra<T>, inputs: readonly T[], out: T): readonly T[];
}

/** Every built-in gate that computes something extends this class: without a rule it does not compile. */
export abstract class FormulaGate extends Gate implements DifferentiableGate {
  abstract formula<T>(math: Algebra<T>, inputs: readonly T[]): T;
  abstract derivatives<T>(math: Algebra<T>, inputs: readonly T[], out: T): readonly T[];

  forward(): void {
    this.out = this.formula(numbers, this.#values());
  }

  backward(): void {
    const locals = this.derivatives(numbers, this.#values(), this.out);
    for (let i = 0; i < locals.length; i++) this.inputNodes[i]!.putGradient(this, locals[i]!);
  }

  #values(): number[] {
    return this.inputNodes.map(({ out }) => out);
  }
}

/** Whether a gate brings its own rule, whoever wrote its class. */
export function isDifferentiable(gate: GateLike): gate is DifferentiableGate {
  const { formula, derivatives } = gate as Partial<DifferentiableGate>;
  return typeof formula === "function" && typeof derivatives === "function";
}
