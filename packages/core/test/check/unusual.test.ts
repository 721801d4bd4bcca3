/** Right gates that are written in another way than the template: none of them is accused. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { checkGradients } from "../../src/check/checkGradients.js";
import { AddGate, ComputationalGraph, InputGate, MultiplyGate, type GateLike } from "../../src/index.js";
import {
  Add,
  FormulaOfTest,
  hosts,
  Input,
  Multiply,
  Sigmoid,
  SquaredLoss,
  StudentGate,
  WeightGate,
  valueSets,
  type Make,
} from "./student.js";

const product = (values: number[]) => values.reduce((a, b) => a * b, 1);

/** One class from two functions of the gate. */
function gateOf(
  forward: (values: number[], gate: GateLike) => number,
  backward: (gate: GateLike, values: number[]) => void,
): Make {
  return (inputs) => new FormulaOfTest({ forward, backward }, inputs);
}

class CombinedMultiply extends Multiply {
  override backward(): void {
    for (const input of new Set(this.inputNodes)) {
      let local = 0;
      this.inputNodes.forEach((other, i) => {
        if (other === input)
          local += product(this.inputNodes.filter((_, j) => j !== i).map(({ out }) => out));
      });
      input.putGradient(this, local);
    }
  }
}

class SilentMultiply extends Multiply {
  override backward(): void {
    this.inputNodes.forEach((input, i) => {
      const local = product(this.inputNodes.filter((_, j) => j !== i).map(({ out }) => out));
      if (local !== 0 && this.dz !== 0) input.putGradient(this, local);
    });
  }
}

class PiecewiseMultiply extends Multiply {
  override backward(): void {
    this.inputNodes.forEach((input, i) => {
      const local = product(this.inputNodes.filter((_, j) => j !== i).map(({ out }) => out));
      for (let part = 0; part < 4; part++) input.putGradient(this, local / 4);
    });
  }
}

class DirectMultiply extends Multiply {
  override backward(): void {
    this.inputNodes.forEach((input, i) => {
      input.dz += this.dz * product(this.inputNodes.filter((_, j) => j !== i).map(({ out }) => out));
    });
  }
}

class HalfDirectMultiply extends Multiply {
  override backward(): void {
    this.inputNodes.forEach((input, i) => {
      const local = product(this.inputNodes.filter((_, j) => j !== i).map(({ out }) => out));
      input.putGradient(this, local / 2);
      input.dz += (this.dz * local) / 2;
    });
  }
}

class CachingMultiply extends Multiply {
  #locals: number[] = [];
  override forward(): void {
    super.forward();
    const values = this.inputNodes.map(({ out }) => out);
    this.#locals = values.map((_, i) => product(values.filter((_, j) => j !== i)));
  }
  override backward(): void {
    this.inputNodes.forEach((input, i) => input.putGradient(this, this.#locals[i]!));
  }
}

class UsedUpMultiply extends Multiply {
  readonly #stack: number[][] = [];
  override forward(): void {
    super.forward();
    this.#stack.push(this.inputNodes.map(({ out }) => out));
  }
  override backward(): void {
    const values = this.#stack.pop()!;
    this.inputNodes.forEach((input, i) => input.putGradient(this, product(values.filter((_, j) => j !== i))));
  }
}

class PrivateInputs extends StudentGate {
  readonly #inputs: StudentGate[];
  constructor(inputs: StudentGate[]) {
    super(inputs, "m");
    this.#inputs = [...inputs];
  }
  forward(): void {
    this.out = product(this.#inputs.map(({ out }) => out));
  }
  backward(): void {
    this.#inputs.forEach((input, i) =>
      input.putGradient(this, product(this.#inputs.filter((_, j) => j !== i).map(({ out }) => out))),
    );
  }
}

class LoggingMultiply extends Multiply {
  readonly log: string[] = [];
  override putGradient(consumer: GateLike, local: number): void {
    this.log.push(`${consumer.name}: ${local}`);
    super.putGradient(consumer, local);
  }
}

class BackwardsMultiply extends Multiply {
  override backward(): void {
    for (let i = this.inputNodes.length - 1; i >= 0; i--) {
      this.inputNodes[i]!.putGradient(
        this,
        product(this.inputNodes.filter((_, j) => j !== i).map(({ out }) => out)),
      );
    }
  }
}

class AccessorMultiply extends Multiply {
  #value = NaN;
  constructor(inputs: StudentGate[]) {
    super(inputs, "m");
    Object.defineProperty(this, "out", {
      get: () => this.#value,
      set: (value: number) => (this.#value = value),
      enumerable: true,
    });
  }
}

/** Gradients by consumer and call; `dz` is their sum, and setting it starts anew. */
class ListMultiply extends Multiply {
  #start = 0;
  readonly #parts = new Map<GateLike, number[]>();
  constructor(inputs: StudentGate[]) {
    super(inputs, "m");
    Object.defineProperty(this, "dz", {
      get: () => [...this.#parts.values()].flat().reduce((sum, part) => sum + part, this.#start),
      set: (value: number) => {
        this.#parts.clear();
        this.#start = value;
      },
    });
  }
  override putGradient(consumer: GateLike, local: number): void {
    const parts = this.#parts.get(consumer) ?? [];
    this.#parts.set(consumer, [...parts, local * consumer.dz]);
  }
}

/** A small graph inside, rebuilt over stand-ins for the inputs. */
class CompositeMultiply extends StudentGate {
  readonly #inner: InputGate[];
  readonly #graph: ComputationalGraph;
  constructor(inputs: StudentGate[]) {
    super(inputs, "m");
    this.#inner = inputs.map(() => new InputGate(0));
    this.#graph = new ComputationalGraph(
      new MultiplyGate([new AddGate(this.#inner), new AddGate(this.#inner)]),
    );
  }
  forward(): void {
    this.inputNodes.forEach(({ out }, i) => (this.#inner[i]!.out = out));
    this.#graph.forward();
    this.out = this.#graph.target.out;
  }
  backward(): void {
    this.#graph.backward();
    this.inputNodes.forEach((input, i) => input.putGradient(this, this.#inner[i]!.dz));
  }
}

/** A neuron that holds its own weights in a list and moves them in backward. */
class Neuron extends StudentGate {
  weights: number[];
  constructor(inputs: StudentGate[]) {
    super(inputs, "m");
    this.weights = inputs.map((_, i) => 0.3 - 0.4 * i);
  }
  forward(): void {
    this.out = Math.tanh(this.inputNodes.reduce((sum, { out }, i) => sum + out * this.weights[i]!, 0));
  }
  backward(): void {
    const slope = 1 - this.out ** 2;
    this.inputNodes.forEach((input, i) => input.putGradient(this, slope * this.weights[i]!));
    this.inputNodes.forEach((input, i) => (this.weights[i]! -= 0.1 * this.dz * slope * input.out));
  }
}

/** The same with the weights where nobody sees them. */
class PrivateNeuron extends StudentGate {
  readonly #weights: number[];
  constructor(inputs: StudentGate[]) {
    super(inputs, "m");
    this.#weights = inputs.map((_, i) => 0.3 - 0.4 * i);
  }
  forward(): void {
    this.out = Math.tanh(this.inputNodes.reduce((sum, { out }, i) => sum + out * this.#weights[i]!, 0));
  }
  backward(): void {
    const slope = 1 - this.out ** 2;
    this.inputNodes.forEach((input, i) => input.putGradient(this, slope * this.#weights[i]!));
    this.inputNodes.forEach((input, i) => (this.#weights[i]! -= 0.1 * this.dz * slope * input.out));
  }
}

/** What is to be passed back, noted while the value is computed. */
class TapeMultiply extends StudentGate {
  tape: (() => void)[] = [];
  forward(): void {
    const [a, b] = this.inputNodes as [StudentGate, StudentGate];
    this.out = a.out * b.out;
    this.tape = [() => a.putGradient(this, b.out), () => b.putGradient(this, a.out)];
  }
  backward(): void {
    for (const entry of this.tape) entry();
  }
}

/** Clears gradients in `forward()`, when none have come yet. */
class ClearingAdd extends Add {
  override forward(): void {
    for (const input of this.inputNodes) input.dz = 0;
    this.dz = 0;
    super.forward();
  }
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const plainObject: Make = (inputs) => {
  const gate = {
    name: "m",
    out: NaN,
    dz: 0,
    inputNodes: inputs,
    consumers: [],
    forward() {
      gate.out = product(inputs.map(({ out }) => out));
    },
    backward() {
      inputs.forEach((input, i) =>
        input.putGradient(gate, product(inputs.filter((_, j) => j !== i).map(({ out }) => out))),
      );
    },
    putGradient(consumer: GateLike, local: number) {
      gate.dz += local * consumer.dz;
    },
  };
  return gate;
};

const relu = (atZero: number) =>
  gateOf(
    ([z]) => Math.max(0, z!),
    (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, z! > 0 ? 1 : z! < 0 ? 0 : atZero),
  );

const unusual: { name: string; arity: 1 | 2 | 3; make: Make }[] = [
  { name: "one putGradient for parallel edges", arity: 3, make: (i) => new CombinedMultiply(i, "m") },
  { name: "none where the derivative is 0", arity: 3, make: (i) => new SilentMultiply(i, "m") },
  { name: "the derivative in four calls", arity: 3, make: (i) => new PiecewiseMultiply(i, "m") },
  { name: "straight to dz", arity: 3, make: (i) => new DirectMultiply(i, "m") },
  { name: "half of it straight to dz", arity: 2, make: (i) => new HalfDirectMultiply(i, "m") },
  { name: "a cache from forward to backward", arity: 3, make: (i) => new CachingMultiply(i, "m") },
  { name: "a cache that backward uses up", arity: 3, make: (i) => new UsedUpMultiply(i, "m") },
  { name: "a tape of closures", arity: 2, make: (i) => new TapeMultiply(i, "m") },
  { name: "a forward that clears gradients", arity: 3, make: (i) => new ClearingAdd(i, "m") },
  { name: "inputs in a private field", arity: 3, make: (i) => new PrivateInputs(i) },
  { name: "a putGradient that logs", arity: 2, make: (i) => new LoggingMultiply(i, "m") },
  { name: "inputs from the last to the first", arity: 3, make: (i) => new BackwardsMultiply(i, "m") },
  { name: "out with getter and setter", arity: 2, make: (i) => new AccessorMultiply(i) },
  { name: "dz as the sum of a list by consumer", arity: 2, make: (i) => new ListMultiply(i) },
  { name: "a graph inside", arity: 2, make: (i) => new CompositeMultiply(i) },
  { name: "weights inside", arity: 3, make: (i) => new Neuron(i) },
  { name: "weights inside, in a private field", arity: 2, make: (i) => new PrivateNeuron(i) },
  { name: "an object without a class", arity: 3, make: plainObject },
  { name: "a proxy", arity: 2, make: (i) => new Proxy(new Multiply(i, "m"), {}) },
  {
    name: "a proxy that binds its methods",
    arity: 2,
    make: (i) =>
      new Proxy(new Multiply(i, "m"), {
        get(gate, key) {
          const field: unknown = Reflect.get(gate, key);
          return typeof field === "function" ? (field.bind(gate) as unknown) : field;
        },
      }),
  },
  { name: "ReLU with 0 at 0", arity: 1, make: relu(0) },
  { name: "ReLU with 1 at 0", arity: 1, make: relu(1) },
  { name: "ReLU with 1/2 at 0", arity: 1, make: relu(0.5) },
  {
    name: "the logarithm of a sum of exponentials, shifted",
    arity: 3,
    make: gateOf(
      (values) => {
        const most = Math.max(...values);
        return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
      },
      (gate, values) =>
        values.forEach((value, i) => gate.inputNodes[i]!.putGradient(gate, Math.exp(value - gate.out))),
    ),
  },
  {
    name: "the Huber loss",
    arity: 2,
    make: gateOf(
      ([a, b]) => (Math.abs(a! - b!) <= 1 ? (a! - b!) ** 2 / 2 : Math.abs(a! - b!) - 0.5),
      (gate, [a, b]) => {
        const slope = Math.max(-1, Math.min(1, a! - b!));
        gate.inputNodes[0]!.putGradient(gate, slope);
        gate.inputNodes[1]!.putGradient(gate, -slope);
      },
    ),
  },
  {
    name: "the variance",
    arity: 3,
    make: gateOf(
      (values) => mean(values.map((value) => (value - mean(values)) ** 2)),
      (gate, values) =>
        values.forEach((value, i) =>
          gate.inputNodes[i]!.putGradient(gate, (2 * (value - mean(values))) / values.length),
        ),
    ),
  },
  {
    name: "the absolute value by sign",
    arity: 1,
    make: gateOf(
      ([z]) => Math.abs(z!),
      (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, Math.sign(z!)),
    ),
  },
  {
    name: "maximum that splits ties",
    arity: 3,
    make: gateOf(
      (values) => Math.max(...values),
      (gate, values) => {
        const best = values.filter((value) => value === gate.out).length;
        gate.inputNodes.forEach((input, i) => input.putGradient(gate, values[i] === gate.out ? 1 / best : 0));
      },
    ),
  },
  {
    name: "maximum that gives ties to the last",
    arity: 2,
    make: gateOf(
      (values) => Math.max(...values),
      (gate, values) => gate.inputNodes[values.lastIndexOf(gate.out)]!.putGradient(gate, 1),
    ),
  },
  {
    name: "tanh by exponentials",
    arity: 1,
    make: gateOf(
      ([z]) => (Math.exp(z!) - Math.exp(-z!)) / (Math.exp(z!) + Math.exp(-z!)),
      (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, 4 / (Math.exp(z!) + Math.exp(-z!)) ** 2),
    ),
  },
  {
    name: "sigmoid by tanh",
    arity: 1,
    make: gateOf(
      ([z]) => 0.5 + 0.5 * Math.tanh(z! / 2),
      (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, 0.25 / Math.cosh(z! / 2) ** 2),
    ),
  },
  {
    name: "sigmoid that reads its own derivative from the input",
    arity: 1,
    make: gateOf(
      ([z]) => 1 / (1 + Math.exp(-z!)),
      (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, Math.exp(-z!) / (1 + Math.exp(-z!)) ** 2),
    ),
  },
  {
    name: "product by out / x, with the others where x is 0",
    arity: 3,
    make: gateOf(product, (gate, values) =>
      gate.inputNodes.forEach((input, i) =>
        input.putGradient(
          gate,
          values[i] === 0 ? product(values.filter((_, j) => j !== i)) : gate.out / values[i]!,
        ),
      ),
    ),
  },
  {
    name: "the logarithm, that has no value for negative inputs",
    arity: 1,
    make: gateOf(
      ([z]) => Math.log(z! + 5),
      (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, 1 / (z! + 5)),
    ),
  },
  {
    name: "the square root, steep at 0",
    arity: 1,
    make: gateOf(
      ([z]) => Math.sqrt(Math.abs(z!)),
      (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, Math.sign(z!) / (2 * Math.sqrt(Math.abs(z!)))),
    ),
  },
  {
    name: "a step, flat on both sides",
    arity: 1,
    make: gateOf(
      ([z]) => (z! > 0 ? 1 : 0),
      (gate) => gate.inputNodes[0]!.putGradient(gate, 0),
    ),
  },
  {
    name: "a constant that passes nothing",
    arity: 2,
    make: gateOf(
      () => 4,
      () => undefined,
    ),
  },
  {
    name: "inputs dropped at random",
    arity: 2,
    make: gateOf(
      (values) => (Math.random() < 0.5 ? 0 : 2 * product(values)),
      (gate, values) =>
        gate.inputNodes.forEach((input, i) =>
          input.putGradient(gate, gate.out === 0 ? 0 : 2 * product(values.filter((_, j) => j !== i))),
        ),
    ),
  },
];

/** Numbers so small that a product of them is 0 make `out / x` wrong, and rightly accused. */
const value = fc.oneof(
  fc.constantFrom(0, 1, -1),
  fc.double({ min: -2, max: 2, noNaN: true }).filter((x) => Math.abs(x) > 1e-9),
);

describe("a right gate that is written in another way is not accused", function () {
  this.timeout(20_000);

  for (const { name, arity, make } of unusual) {
    it(name, () => {
      const check = (values: number[]) => {
        for (const host of hosts) {
          const { graph } = host.build(make, arity, values);
          const report = checkGradients(graph);
          assert.ok(report.ok, `${host.name}, ${String(values)}: ${report.summary}`);
        }
      };
      valueSets.forEach(check);
      fc.assert(fc.property(fc.tuple(value, value, value), check), { numRuns: 25 });
    });
  }

  it("a logarithm that is clamped outside of what its input can be", () => {
    const clamped = gateOf(
      ([p, y]) => -y! * Math.log(Math.max(p!, 1e-12)) - (1 - y!) * Math.log(Math.max(1 - p!, 1e-12)),
      (gate, [p, y]) => {
        gate.inputNodes[0]!.putGradient(gate, (1 - y!) / (1 - p!) - y! / p!);
        gate.inputNodes[1]!.putGradient(gate, Math.log(1 - p!) - Math.log(p!));
      },
    );
    fc.assert(
      fc.property(value, value, (z, y) => {
        const gate = clamped([new Sigmoid([new Input(z, "z")], "p"), new Input(y, "y")]);
        const report = checkGradients(new ComputationalGraph(gate));
        assert.ok(report.ok, report.summary);
      }),
    );
  });

  it("a sum of 200 inputs", () => {
    const inputs = Array.from({ length: 200 }, (_, i) => new Input(Math.sin(i), `x${i}`));
    const report = checkGradients(new ComputationalGraph(new Sigmoid([new Add(inputs, "m")])));
    assert.equal(
      report.summary,
      "All 201 local derivatives and 202 gradients agree with central differences.",
    );
  });
});

class Momentum extends WeightGate {
  velocity = 0.4;
  override backward(): void {
    this.velocity = 0.9 * this.velocity + this.dz;
    this.out -= this.alpha * this.velocity;
  }
}

class HiddenMomentum extends WeightGate {
  #velocity = -3;
  override backward(): void {
    this.#velocity = 0.9 * this.#velocity + this.dz;
    this.out -= this.alpha * this.#velocity;
  }
}

class Decay extends WeightGate {
  override backward(): void {
    this.out -= this.alpha * (this.dz + 0.01 * this.out);
  }
}

class Clipping extends WeightGate {
  override backward(): void {
    this.out -= this.alpha * Math.max(-1, Math.min(1, this.dz));
  }
}

class SlowingDown extends WeightGate {
  steps = 0;
  override backward(): void {
    this.steps++;
    this.out -= (this.alpha / this.steps) * this.dz;
  }
}

class Sign extends WeightGate {
  override backward(): void {
    this.out -= this.alpha * Math.sign(this.dz);
  }
}

class Adam extends WeightGate {
  m = 0;
  v = 0;
  t = 0;
  override backward(): void {
    this.t++;
    this.m = 0.9 * this.m + 0.1 * this.dz;
    this.v = 0.999 * this.v + 0.001 * this.dz ** 2;
    const [m, v] = [this.m / (1 - 0.9 ** this.t), this.v / (1 - 0.999 ** this.t)];
    this.out -= (this.alpha * m) / (Math.sqrt(v) + 1e-8);
  }
}

class Switched extends WeightGate {
  trainable = false;
  override backward(): void {
    if (this.trainable) super.backward();
  }
}

class PrivateRate extends WeightGate {
  readonly #rate: number;
  constructor(rate: number, value: number, name: string) {
    super(rate, value, name);
    this.#rate = rate;
    delete (this as { alpha?: number }).alpha;
  }
  override backward(): void {
    this.out -= this.#rate * this.dz;
  }
}

class Resetting extends WeightGate {
  override backward(): void {
    super.backward();
    this.dz = 0;
  }
}

const weights: { name: string; make: (value: number) => StudentGate }[] = [
  { name: "momentum", make: (v) => new Momentum(0.1, v, "w") },
  { name: "momentum in a private field", make: (v) => new HiddenMomentum(0.1, v, "w") },
  { name: "weight decay", make: (v) => new Decay(0.1, v, "w") },
  { name: "a gradient that is clipped", make: (v) => new Clipping(0.1, v, "w") },
  { name: "a learning rate that falls", make: (v) => new SlowingDown(0.1, v, "w") },
  { name: "steps of one size", make: (v) => new Sign(0.1, v, "w") },
  { name: "Adam", make: (v) => new Adam(0.1, v, "w") },
  { name: "α = 0", make: (v) => new WeightGate(0, v, "w") },
  { name: "α = 1", make: (v) => new WeightGate(1, v, "w") },
  { name: "a switch", make: (v) => new Switched(0.1, v, "w") },
  { name: "a private learning rate", make: (v) => new PrivateRate(0.1, v, "w") },
  { name: "a gradient that is reset after the step", make: (v) => new Resetting(0.1, v, "w") },
];

describe("a right weight that steps in another way is not accused", function () {
  this.timeout(20_000);

  for (const { name, make } of weights) {
    it(name, () => {
      fc.assert(
        fc.property(value, value, (at, x) => {
          const [w, input, y] = [make(at), new Input(x, "x"), new Input(0.5, "y")];
          const yHat = new Sigmoid([new Add([new Multiply([w, input]), w])], "ŷ");
          const before = Object.entries(w);
          const report = checkGradients(new ComputationalGraph(new SquaredLoss([yHat, y], "L")));
          assert.ok(report.ok, report.summary);
          assert.ok(Object.is(w.out, at));
          assert.deepEqual(Object.entries(w), before);
        }),
        { numRuns: 40 },
      );
    });
  }
});
