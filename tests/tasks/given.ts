/** What the notebook of exercise 3-4 gives to students, for the solutions and mistakes that are tried here. */

import { ComputationalGraph, xor } from "@gradus/core";
import { openTask } from "../../packages/notebook/dist/index.js";

export abstract class Gate {
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

export class InputGate extends Gate {
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

export class AddGate extends Gate {
  forward(): void {
    this.out = 0;
    for (const input of this.inputNodes) this.out += input.out;
  }
  backward(): void {
    for (const input of this.inputNodes) input.putGradient(this, 1);
  }
}

/** In the scope of every solution. */
export const scope = {
  ComputationalGraph,
  Gate,
  InputGate,
  AddGate,
  openTask,
  patterns: xor().map(({ x, y }) => ({ x1: x[0], x2: x[1], y: y[0] })),
};
