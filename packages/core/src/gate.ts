/** The abstract gate of the sheet: a node that computes a value forward and passes a gradient backward. */

/**
 * What a computational graph needs of a gate. Any object of this shape takes part, whoever wrote its class:
 * the students of the sheet define `Gate` themselves.
 */
export interface GateLike {
  /** What the drawing and the error messages call the gate. */
  name: string;
  /** The value of the gate, written by `forward()`. */
  out: number;
  /** The gradient: the derivative of the graph's target with respect to `out`. */
  dz: number;
  /** The gates that this gate reads, in order. The same gate may stand here more than once. */
  readonly inputNodes: readonly GateLike[];
  /** Compute `out` from the `out` of the inputs. */
  forward(): void;
  /** Call `putGradient(this, local)` on each input, once per input position. */
  backward(): void;
  /** Take the gradient that comes back from a consumer. */
  putGradient(consumer: GateLike, local: number): void;
}

/** Shared by all gates that have no inputs: a graph may have a million of them. */
const NO_INPUTS: readonly GateLike[] = Object.freeze([]);

/** Source: exercise 3-4 of the sheet. */
export abstract class Gate implements GateLike {
  name: string;
  out!: number;
  dz = 0;
  readonly inputNodes: readonly GateLike[];
  /** The gates that read this gate, once per input position. Gates of other classes add themselves. */
  consumers: GateLike[] = [];

  constructor(inputNodes: readonly GateLike[] = [], name = "") {
    this.name = name;
    this.inputNodes = inputNodes.length === 0 ? NO_INPUTS : [...inputNodes];
    for (const input of this.inputNodes) addConsumer(input, this);
  }

  abstract forward(): void;
  abstract backward(): void;

  /**
   * Add one consumer's part of the gradient, by the chain rule: local derivative × upstream gradient.
   *
   * @param consumer the gate that read `out`; its gradient `dz` is the upstream gradient
   * @param local the local derivative: that of `consumer.out` with respect to `this.out`
   */
  putGradient(consumer: GateLike, local: number): void {
    this.dz += local * consumer.dz;
  }
}

/** A list that grows makes room for 17 more at once: shorter ones than this are written anew, to the length. */
const SHORT = 8;

/** Foreign gates may keep a list of consumers or not. */
function addConsumer(gate: GateLike & { consumers?: GateLike[] }, consumer: GateLike): void {
  if (gate instanceof Gate && gate.consumers.length < SHORT)
    gate.consumers = gate.consumers.concat([consumer]);
  else gate.consumers?.push(consumer);
}
