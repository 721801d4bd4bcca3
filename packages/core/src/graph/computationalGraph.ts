/** The graph of the sheet: it runs `forward()` and `backward()` of all gates and returns the drawing of each pass. */

import { GraphDrawing, type Drawing, type Pass } from "../drawing/drawing.js";
import {
  BackwardBeforeForwardError,
  CycleError,
  GradusError,
  MissingValueError,
  NotComputedError,
} from "../errors.js";
import type { GateLike } from "../gate.js";
import { describe } from "./describe.js";
import { LocalDerivatives } from "./localDerivatives.js";
import { remember } from "./recent.js";
import { wire, wireCyclic, type GateGroup, type Wiring } from "./wiring.js";

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
  /** The gate with respect to which gradients are taken; the first one where there are several. */
  readonly target: GateLike;
  /** All gates, every gate behind its inputs. */
  readonly gates: readonly GateLike[];
  /** What a forward pass of this graph is drawn as. */
  protected readonly forwardPass: Pass = "forward";
  /** In a graph of gradients: the position of the gate in the original graph that a gate is, or whose gradient it is. */
  protected readonly partners: ReadonlyMap<GateLike, number> | undefined;
  /** Gates and edges as flat arrays. */
  readonly wiring: Wiring;
  readonly #locals: LocalDerivatives;
  #computed = false;
  #lastBackward: Drawing | undefined;

  /**
   * @param target the gate whose value is wanted and whose gradients are taken, mostly a loss; or a list of such
   *   gates, and then `backward()` takes the gradients of their sum
   * @param groups gates that belong together, for the drawing
   * @throws CycleError, NotAGateError
   */
  constructor(target: GateLike | readonly GateLike[], groups: readonly GateGroup[] = []) {
    const list: readonly GateLike[] = Array.isArray(target) ? target : [target as GateLike];
    // Without a target there is nothing to compute: the walk then says what is missing.
    const targets = list.length > 0 ? list : [undefined as never];
    this.target = targets[0]!;
    this.wiring = wireOrExplain(targets, groups);
    this.gates = this.wiring.gates;
    this.#locals = new LocalDerivatives(this.wiring);
  }

  /** The gates that were asked for. */
  get targets(): readonly GateLike[] {
    return this.wiring.targets.map((i) => this.gates[i]!);
  }

  /** Gates that belong together. */
  get groups(): readonly GateGroup[] {
    return this.wiring.groups;
  }

  /** The drawing of the last backward pass; undefined before the first one. */
  get lastBackward(): Drawing | undefined {
    return this.#lastBackward;
  }

  /** Draw the graph as it is wired, with the values of inputs and weights; nothing is computed. */
  draw(): Drawing {
    // What the other gates have computed may be older than the inputs.
    const out = read(this.gates, (gate) =>
      gate.inputNodes.length === 0 && isNumber(gate.out) ? gate.out : NaN,
    );
    return this.#drawing("none", { out });
  }

  /**
   * Compute the value of every gate.
   *
   * @throws MissingValueError when an input or a weight has no value
   * @throws NotComputedError when a gate's `forward()` leaves no number in `out`
   */
  forward(): Drawing {
    this.#computed = false;
    this.gates.forEach((gate, i) => {
      gate.forward();
      if (!isNumber(gate.out)) throw this.#notComputed(gate, i);
    });
    this.#computed = true;
    return this.#drawing(this.forwardPass, { out: this.#outs() });
  }

  /**
   * Compute the gradient of the target with respect to every gate, from zero, and let the weights take their step.
   *
   * @throws BackwardBeforeForwardError when the values are not computed
   * @throws LocalDerivativeError when a gate passes on something that is not a number
   * @throws TooFewGradientsError, TooManyGradientsError, StrangerError when a gate does not pass on what it owes
   */
  backward(): Drawing {
    return this.#backward("backward");
  }

  /** One training step, forward and backward, as one drawing with the steps of both passes. */
  step(): Drawing {
    this.forward();
    return this.#backward("step");
  }

  /** Compute the gradients as `backward()` does, but no weight moves. @throws as `backward()` does */
  gradients(): Drawing {
    return this.#backward("backward", false);
  }

  #backward(pass: Pass, leavesRun = true): Drawing {
    if (!this.#computed) {
      const error = new BackwardBeforeForwardError(describe(this.target));
      throw explained(error, this.draw());
    }
    // The values that the gradients belong to: weights move on the way.
    const out = this.#outs();
    for (const gate of this.gates) gate.dz = 0;
    for (const target of this.targets) target.dz = 1;
    let at = this.gates.length;
    try {
      this.#locals.backward((i) => {
        at = i;
        return leavesRun || this.gates[i]!.inputNodes.length > 0;
      });
    } catch (error) {
      if (!(error instanceof GradusError)) throw error;
      // What stands before the failing gate in the order has not got all of its gradient yet.
      const dz = read(this.gates, (gate, i) => (i < at ? NaN : gate.dz));
      const marks = new Map([[at, error.message]]);
      throw explained(error, this.#drawing(pass, { out, dz, local: this.#locals.values, marks }));
    }
    const dz = read(this.gates, (gate) => gate.dz);
    const drawing = this.#drawing(pass, { out, dz, next: this.#outs(), local: this.#locals.values });
    this.#lastBackward = drawing;
    remember(this);
    return drawing;
  }

  #notComputed(gate: GateLike, i: number): GradusError {
    const read = gate.inputNodes.map((input) => `${describe(input)} = ${input.out}`).join(", ");
    const error =
      gate.inputNodes.length === 0
        ? new MissingValueError(describe(gate), gate.out)
        : new NotComputedError(describe(gate), gate.out, read);
    const out = this.#outs().map((value, j) =>
      j < i || this.gates[j]!.inputNodes.length === 0 ? value : NaN,
    );
    return explained(error, this.#drawing("forward", { out, marks: new Map([[i, error.message]]) }));
  }

  #outs(): number[] {
    return read(this.gates, ({ out }) => (isNumber(out) ? out : NaN));
  }

  #drawing(pass: Pass, values: ConstructorParameters<typeof GraphDrawing>[2]): Drawing {
    const { partners } = this;
    return new GraphDrawing(this.wiring, pass, partners ? { ...values, partners } : values);
  }
}

function wireOrExplain(targets: readonly GateLike[], groups: readonly GateGroup[]): Wiring {
  try {
    return wire(targets, groups);
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    const wiring = wireCyclic(targets, groups);
    const { gates: around, message } = error;
    const marks = new Map(around.map((gate) => [wiring.gates.indexOf(gate), message]));
    const out = read(wiring.gates, (gate) => (gate.inputNodes.length === 0 ? gate.out : NaN));
    throw explained(error, new GraphDrawing(wiring, "none", { out, marks }));
  }
}

function explained<E extends GradusError>(error: E, drawing: Drawing): E {
  error.drawing = drawing;
  return error;
}

/** Every pass waits for this: an array of numbers takes a quarter of the time of a Float64Array. */
function read(gates: readonly GateLike[], field: (gate: GateLike, i: number) => number): number[] {
  const numbers = new Array<number>(gates.length);
  for (let i = 0; i < gates.length; i++) numbers[i] = field(gates[i]!, i);
  return numbers;
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && !Number.isNaN(value);
}
