/** Gates as students write them, and graphs in which a gate under test sits in the middle. */

import { ComputationalGraph, type GateLike } from "../../src/index.js";

/** A gate from two lines, for tables of right and wrong ones. */
export interface Formula {
  readonly forward: (values: number[], gate: GateLike) => number;
  readonly backward: (gate: GateLike, values: number[]) => void;
}

/** The template of the sheet's notebook. */
export abstract class StudentGate implements GateLike {
  out!: number;
  dz = 0;
  consumers: StudentGate[] = [];

  constructor(
    readonly inputNodes: StudentGate[] = [],
    public name = "",
  ) {
    for (const input of inputNodes) input.consumers.push(this);
  }

  abstract forward(): void;
  abstract backward(): void;

  putGradient(consumer: GateLike, local: number): void {
    this.dz += local * consumer.dz;
  }
}

export class FormulaOfTest extends StudentGate {
  readonly #formula: Formula;

  constructor(formula: Formula, inputs: StudentGate[], name = "m") {
    super(inputs, name);
    this.#formula = formula;
  }

  forward(): void {
    this.out = this.#formula.forward(
      this.inputNodes.map(({ out }) => out),
      this,
    );
  }

  backward(): void {
    this.#formula.backward(
      this,
      this.inputNodes.map(({ out }) => out),
    );
  }
}

export class Input extends StudentGate {
  constructor(value: number, name?: string) {
    super([], name);
    this.out = value;
  }
  forward(): void {
    // The value is given.
  }
  backward(): void {
    // There is nothing behind an input.
  }
}

export class WeightGate extends StudentGate {
  constructor(
    public alpha: number,
    value: number,
    name?: string,
  ) {
    super([], name);
    this.out = value;
  }
  forward(): void {
    // The value is kept.
  }
  backward(): void {
    this.out -= this.alpha * this.dz;
  }
}

export class Add extends StudentGate {
  forward(): void {
    this.out = this.inputNodes.reduce((sum, { out }) => sum + out, 0);
  }
  backward(): void {
    for (const input of this.inputNodes) input.putGradient(this, 1);
  }
}

export class Multiply extends StudentGate {
  forward(): void {
    this.out = this.inputNodes.reduce((product, { out }) => product * out, 1);
  }
  backward(): void {
    this.inputNodes.forEach((input, i) => {
      const others = this.inputNodes.reduce((product, { out }, j) => (j === i ? product : product * out), 1);
      input.putGradient(this, others);
    });
  }
}

export class Sigmoid extends StudentGate {
  forward(): void {
    this.out = 1 / (1 + Math.exp(-this.inputNodes[0]!.out));
  }
  backward(): void {
    this.inputNodes[0]!.putGradient(this, this.out * (1 - this.out));
  }
}

export class SquaredLoss extends StudentGate {
  forward(): void {
    const [yHat, y] = this.inputNodes as [StudentGate, StudentGate];
    this.out = (yHat.out - y.out) ** 2;
  }
  backward(): void {
    const [yHat, y] = this.inputNodes as [StudentGate, StudentGate];
    yHat.putGradient(this, 2 * (yHat.out - y.out));
    y.putGradient(this, -2 * (yHat.out - y.out));
  }
}

/** Makes the gate under test from its inputs. */
export type Make = (inputs: StudentGate[]) => GateLike;

/** A graph, and the gate in its middle. */
export interface Host {
  readonly graph: ComputationalGraph;
  readonly gate: GateLike;
}

/** Graphs of 6 to 11 gates around one gate; three values go in. */
export const hosts: readonly {
  name: string;
  build: (make: Make, arity: number, values: number[]) => Host;
}[] = [
  {
    name: "inputs straight in, two consumers and parallel edges behind",
    build(make, arity, values) {
      const leaves = values.map((value, i) =>
        i === 1 ? new WeightGate(0.1, value, "w") : new Input(value, `x${i}`),
      );
      const gate = make(leaves.slice(0, arity)) as StudentGate;
      const twice = new Multiply([gate, gate], "twice");
      const mixed = new Add([gate, leaves[2]!, twice], "mixed");
      return { gate, graph: new ComputationalGraph(new Sigmoid([mixed], "s")) };
    },
  },
  {
    name: "deep inside, its inputs used elsewhere too",
    build(make, arity, values) {
      const [x, y, z] = values.map((value, i) => new Input(value, `x${i}`)) as [Input, Input, Input];
      const w = new WeightGate(0.5, 0.7, "w");
      const a = new Multiply([x, w], "a");
      const b = new Add([y, a], "b");
      const c = new Multiply([z, w], "c");
      const gate = make([a, b, c].slice(0, arity)) as StudentGate;
      const h = new Add([gate, a, c], "h");
      return { gate, graph: new ComputationalGraph(new SquaredLoss([new Sigmoid([h], "ŷ"), y], "L")) };
    },
  },
  {
    name: "one gate as all inputs",
    build(make, arity, values) {
      const [x, y] = values.map((value, i) => new Input(value, `x${i}`)) as [Input, Input];
      const z = new Add([x, y], "z");
      const gate = make(Array.from({ length: arity }, () => z)) as StudentGate;
      return { gate, graph: new ComputationalGraph(new Add([gate, new Multiply([gate, x], "e")], "t")) };
    },
  },
  {
    name: "alone, as the target",
    build(make, arity, values) {
      const leaves = values.map((value, i) => new Input(value, `x${i}`));
      const gate = make(leaves.slice(0, arity));
      return { gate, graph: new ComputationalGraph(gate) };
    },
  },
];

/** Where the tests look: ordinary values, ones and zeros, where a wrong derivative may be right by chance. */
export const valueSets = [
  [0.8, -1.4, 0.6],
  [2, 3, 0.5],
  [1, 1, 1],
  [0, 0, 0],
  [0, 1, -2],
];
