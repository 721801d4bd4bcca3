/** Arithmetic on nodes: a gate's formula becomes a computation, of one gate or of two gates at once. */

import type { Algebra } from "../../algebra/algebra.js";
import { Exponentials } from "./exp.js";
import { wholePairs } from "./lanes.js";
import type { Node, NodeBuilder } from "./node.js";

/** Functions that are called, where code of our own would have no advantage. */
export const CALLED = {
  log: Math.log,
  power: (base: number, exponent: number) => base ** exponent,
} as const;

export const CALLEES = Object.keys(CALLED) as (keyof typeof CALLED)[];

/** What both shapes share. */
abstract class NodeMath implements Algebra<Node> {
  protected readonly b: NodeBuilder;
  protected readonly exponentials: Exponentials;

  constructor(builder: NodeBuilder) {
    this.b = builder;
    this.exponentials = new Exponentials(builder);
  }

  abstract constant(value: number): Node;
  abstract add(terms: readonly Node[]): Node;
  abstract exp(a: Node): Node;
  abstract log(a: Node): Node;
  abstract tanh(a: Node): Node;
  abstract sigmoid(a: Node): Node;
  abstract softplus(a: Node): Node;
  protected abstract pow(base: Node, exponent: number): Node;

  subtract(a: Node, b: Node): Node {
    return this.b.sub(a, b);
  }

  negate(a: Node): Node {
    return this.b.apply("neg", a);
  }

  multiply(factors: readonly Node[]): Node {
    return factors.length === 0 ? this.constant(1) : factors.reduce((a, b) => this.b.mul(a, b));
  }

  divide(a: Node, b: Node): Node {
    return this.b.div(a, b);
  }

  power(base: Node, exponent: number): Node {
    if (exponent === 0) return this.constant(1);
    if (exponent === 1) return base;
    if (exponent === 2) return this.b.mul(base, base);
    if (exponent === 3) return this.b.mul(this.b.mul(base, base), base);
    if (exponent === -1) return this.b.div(this.constant(1), base);
    return this.pow(base, exponent);
  }

  maximum(inputs: readonly Node[]): Node {
    return inputs.reduce((best, input) => this.b.apply("ifGreater", input, best, input, best));
  }

  isMaximum(inputs: readonly Node[], position: number): Node {
    let best = inputs[0]!;
    let where = this.constant(0);
    inputs.slice(1).forEach((input, i) => {
      where = this.b.apply("ifGreater", input, best, this.constant(i + 1), where);
      best = this.b.apply("ifGreater", input, best, input, best);
    });
    return this.b.apply("ifEqual", where, this.constant(position), this.constant(1), this.constant(0));
  }

  step(a: Node, above: number, below: number): Node {
    return this.b.apply("ifGreater", a, this.constant(0), this.constant(above), this.constant(below));
  }
}

/** Two gates of one kind at once. */
export class PairMath extends NodeMath {
  constant(value: number): Node {
    return this.b.constants(value, value);
  }

  add(terms: readonly Node[]): Node {
    return terms.length === 0 ? this.constant(0) : this.b.sum(terms);
  }

  exp(a: Node): Node {
    return this.exponentials.exp(a);
  }

  log(a: Node): Node {
    return this.#each(a, (lane) => this.b.call("log", [lane]));
  }

  tanh(a: Node): Node {
    return this.exponentials.tanh(a);
  }

  sigmoid(a: Node): Node {
    return this.exponentials.sigmoid(a);
  }

  softplus(a: Node): Node {
    return this.exponentials.softplus(a);
  }

  protected pow(base: Node, exponent: number): Node {
    return this.#each(base, (lane) => this.b.call("power", [lane, this.b.constant(exponent)]));
  }

  #each(a: Node, f: (lane: Node) => Node): Node {
    return this.b.pack(f(this.b.lane(a, 0)), f(this.b.lane(a, 1)));
  }
}

/** One gate. */
export class ScalarMath extends NodeMath {
  constant(value: number): Node {
    return this.b.constant(value);
  }

  /** Terms that are the two halves of one pair are added as pairs first. */
  add(terms: readonly Node[]): Node {
    const { pairs, rest } = wholePairs(terms);
    if (pairs.length > 0) {
      const sum = this.b.sum(pairs);
      rest.push(this.b.add(this.b.lane(sum, 0), this.b.lane(sum, 1)));
    }
    return rest.length === 0 ? this.constant(0) : this.b.sum(rest);
  }

  // One number as a pair of the same is as fast as by itself, and needs no second version of each function.

  exp(a: Node): Node {
    return this.#first(this.exponentials.exp(this.b.splat(a)));
  }

  log(a: Node): Node {
    return this.b.call("log", [a]);
  }

  tanh(a: Node): Node {
    return this.#first(this.exponentials.tanh(this.b.splat(a)));
  }

  sigmoid(a: Node): Node {
    return this.#first(this.exponentials.sigmoid(this.b.splat(a)));
  }

  softplus(a: Node): Node {
    return this.#first(this.exponentials.softplus(this.b.splat(a)));
  }

  protected pow(base: Node, exponent: number): Node {
    return this.b.call("power", [base, this.b.constant(exponent)]);
  }

  #first(pair: Node): Node {
    return this.b.lane(pair, 0);
  }
}
