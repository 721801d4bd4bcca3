/** The network of `xor.ts` as a student builds it in a notebook: from gates of their own, after the exercise's solution. */

import { ComputationalGraph } from "@gradus/core";
import type { BuiltNetwork } from "./gradus.js";
import { oneByOne } from "./layers.js";
import { ALPHA, HIDDEN } from "./xor.js";

abstract class Gate {
  out!: number;
  dz = 0;
  consumers: Gate[] = [];

  constructor(
    readonly inputNodes: Gate[] = [],
    public name = "",
  ) {
    for (const input of inputNodes) input.consumers.push(this);
  }

  abstract forward(): void;
  abstract backward(): void;

  putGradient(consumer: Gate, local: number): void {
    this.dz += local * consumer.dz;
  }
}

class InputGate extends Gate {
  constructor(value?: number, name?: string) {
    super([], name);
    this.out = value!;
  }
  forward(): void {
    // The value is given.
  }
  backward(): void {
    // There is nothing behind an input.
  }
}

class AddGate extends Gate {
  forward(): void {
    this.out = 0;
    for (const input of this.inputNodes) this.out += input.out;
  }
  backward(): void {
    for (const input of this.inputNodes) input.putGradient(this, 1);
  }
}

class WeightGate extends Gate {
  alpha: number;

  constructor(alpha: number, value?: number, name?: string) {
    super([], name);
    this.alpha = alpha;
    this.out = value!;
  }

  forward(): void {
    // The value is kept from step to step.
  }

  backward(): void {
    this.out -= this.alpha * this.dz;
  }
}

class MultiplyGate extends Gate {
  forward(): void {
    this.out = 1;
    for (const input of this.inputNodes) this.out *= input.out;
  }

  backward(): void {
    this.inputNodes.forEach((input, i) => {
      let others = 1;
      this.inputNodes.forEach((other, j) => {
        if (j !== i) others *= other.out;
      });
      input.putGradient(this, others);
    });
  }
}

class SigmoidGate extends Gate {
  forward(): void {
    this.out = 1 / (1 + Math.exp(-this.inputNodes[0]!.out));
  }

  backward(): void {
    this.inputNodes[0]!.putGradient(this, this.out * (1 - this.out));
  }
}

class SquaredLossGate extends Gate {
  forward(): void {
    const [yHat, y] = this.inputNodes;
    this.out = (yHat!.out - y!.out) ** 2;
  }

  backward(): void {
    const [yHat, y] = this.inputNodes;
    yHat!.putGradient(this, 2 * (yHat!.out - y!.out));
    y!.putGradient(this, -2 * (yHat!.out - y!.out));
  }
}

export function studentXorNetwork(weights: readonly number[]): BuiltNetwork {
  const next = oneByOne(weights);
  const weight = (name: string) => new WeightGate(ALPHA, next(), name);
  const x1 = new InputGate(0, "x₁");
  const x2 = new InputGate(0, "x₂");
  const y = new InputGate(0, "y");
  const weighted = (unit: Gate, name: string) =>
    new MultiplyGate([weight(name), unit], `${name}·${unit.name}`);
  const products: Gate[] = [];
  for (let j = 1; j <= HIDDEN; j++) {
    const z = new AddGate([weighted(x1, `w${j}1`), weighted(x2, `w${j}2`), weight(`b${j}`)], `z${j}`);
    const h = new SigmoidGate([z], `h${j}`);
    products.push(weighted(h, `v${j}`));
  }
  const yHat = new SigmoidGate([new AddGate([...products, weight("c")], "z")], "ŷ");
  const loss = new SquaredLossGate([yHat, y], "L");
  return { graph: new ComputationalGraph(loss), x: [x1, x2], y: [y] };
}
