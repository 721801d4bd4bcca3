/** Gates that are right, and written as few would write them. */

import { gates, multiplyGate, replace, sigmoidGate, squaredLossGate, weightGate } from "../right.js";
import { solutionsOf } from "./solution.js";

const PRODUCT = "this.out = this.inputNodes.reduce((product, { out }) => product * out, 1);";
const ERROR = "(this.inputNodes[0].out - this.inputNodes[1].out)";
const multiply = (backward: string, forward = PRODUCT): string =>
  `class MultiplyGate extends Gate { forward() { ${forward} } backward() { ${backward} } }`;
const sigmoid = (formula: string, local = "this.out * (1 - this.out)"): string =>
  `class SigmoidGate extends Gate {
    forward() { const z = this.inputNodes[0].out; this.out = ${formula}; }
    backward() { const z = this.inputNodes[0].out; this.inputNodes[0].putGradient(this, ${local}); }
  }`;
const loss = (formula: string, backward: string): string =>
  `class SquaredLossGate extends Gate {
    forward() { const [p, t] = this.inputNodes.map(({ out }) => out); this.out = ${formula}; }
    backward() { const [yHat, y] = this.inputNodes; ${backward} }
  }`;

export const unusualWeights = solutionsOf("weight-gate", [
  ["as in the notebook", weightGate],
  ["written out", replace(weightGate, "-= this.alpha * this.dz", "= this.out - this.alpha * this.dz")],
  ["plus minus", replace(weightGate, "-= this.alpha * this.dz", "+= -(this.dz * this.alpha)")],
  [
    "an input that learns",
    `class WeightGate extends InputGate {
      constructor(public alpha: number, value?: number, name = "w") { super(value, name); }
      backward() { this.out -= this.alpha * this.dz; }
    }`,
  ],
  [
    "with a history of its own and a private step",
    `class WeightGate extends Gate {
      history: number[] = [];
      constructor(readonly alpha: number, value: number, name: string) { super([], name); this.out = value; }
      get #step() { return this.alpha * this.dz; }
      forward() { this.history.push(this.out); }
      backward() { const { out } = this; this.out = out - this.#step; }
    }`,
  ],
  [
    "with arrow functions as fields",
    `class WeightGate extends Gate {
      alpha; 
      constructor(alpha, value, name) { super([], name); Object.assign(this, { alpha, out: value }); }
      forward = () => {};
      backward = () => { this.out -= this.alpha * this.dz; };
    }`,
  ],
]);

export const unusualProducts = solutionsOf("multiply-gate", [
  ["as in the notebook", multiplyGate],
  [
    "filter and reduce",
    multiply(
      "this.inputNodes.forEach((input, i) => input.putGradient(this, this.inputNodes.filter((_, j) => j !== i).reduce((p, g) => p * g.out, 1)));",
    ),
  ],
  [
    "products from the left and from the right",
    multiply(`
      const n = this.inputNodes.length;
      const left = [1], right = [1];
      for (let i = 0; i < n; i++) left.push(left[i] * this.inputNodes[i].out);
      for (let i = n - 1; i >= 0; i--) right.unshift(right[0] * this.inputNodes[i].out);
      for (let i = 0; i < n; i++) this.inputNodes[i].putGradient(this, left[i] * right[i + 1]);`),
  ],
  [
    "from the last input to the first",
    multiply(`
      for (let i = this.inputNodes.length; i-- > 0; ) {
        let local = 1;
        for (let j = this.inputNodes.length; j-- > 0; ) if (i !== j) local *= this.inputNodes[j].out;
        this.inputNodes[i].putGradient(this, local);
      }`),
  ],
  [
    "division, except where zeros are",
    multiply(`
      const zeros = this.inputNodes.filter(({ out }) => out === 0).length;
      const rest = this.inputNodes.reduce((p, { out }) => out === 0 ? p : p * out, 1);
      for (const input of this.inputNodes)
        input.putGradient(this, zeros === 0 ? this.out / input.out : zeros === 1 && input.out === 0 ? rest : 0);`),
  ],
  [
    "adds to dz by itself",
    multiply(`
      for (const [i, input] of this.inputNodes.entries()) {
        const others = [...this.inputNodes.slice(0, i), ...this.inputNodes.slice(i + 1)];
        input.dz += this.dz * others.map((g) => g.out).reduce((a, b) => a * b, 1);
      }`),
  ],
  [
    "with a private method and Object.entries",
    `class MultiplyGate extends Gate {
      forward() { this.out = this.#product(-1); }
      backward() { for (const key in this.inputNodes) this.inputNodes[key].putGradient(this, this.#product(+key)); }
      #product(without: number): number {
        let p = 1;
        this.inputNodes.forEach((g, i) => { if (i !== without) p *= g.out; });
        return p;
      }
    }`,
  ],
  [
    "local derivatives kept from forward",
    `class MultiplyGate extends Gate {
      private locals: number[] = [];
      forward() {
        const values = this.inputNodes.map((g) => g.out);
        this.locals = values.map((_, i) => values.reduce((p, v, j) => (i === j ? p : p * v), 1));
        this.out = values[0] * this.locals[0];
      }
      backward() { this.locals.forEach((local, i) => this.inputNodes[i].putGradient(this, local)); }
    }`,
  ],
  [
    "one factor replaced by 1",
    multiply(`
      const values = this.inputNodes.map((g) => g.out);
      this.inputNodes.map((g, i) => g.putGradient(this, Object.assign([...values], { [i]: 1 }).reduce((a, b) => a * b)));`),
  ],
  [
    "a constructor of its own",
    replace(
      multiplyGate,
      "forward()",
      "readonly kind = 'product'; constructor(gates, name) { super([...gates], name ?? 'product'); } forward()",
    ),
  ],
  [
    "a hierarchy of classes",
    `abstract class Operation extends Gate {
      abstract f(values: number[]): number;
      abstract df(values: number[], i: number): number;
      get values() { return this.inputNodes.map((g) => g.out); }
      forward() { this.out = this.f(this.values); }
      backward() { this.inputNodes.forEach((g, i) => g.putGradient(this, this.df(this.values, i))); }
    }
    class MultiplyGate extends Operation {
      f(values) { return values.reduce((a, b) => a * b, 1); }
      df(values, i) { return this.f(values.filter((_, j) => j !== i)); }
    }`,
  ],
]);

export const unusualSigmoids = solutionsOf("sigmoid-gate", [
  ["as in the notebook", sigmoidGate],
  ["half of a tanh", sigmoid("0.5 * (1 + Math.tanh(z / 2))")],
  ["two branches", sigmoid("z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))")],
  ["a power of e", sigmoid("1 / (1 + Math.E ** -z)")],
  ["a power", sigmoid("Math.pow(1 + Math.exp(-z), -1)")],
  ["σ − σ²", sigmoid("1 / (1 + Math.exp(-z))", "this.out - this.out ** 2")],
  ["the derivative from z", sigmoid("1 / (1 + Math.exp(-z))", "1 / (2 + Math.exp(-z) + Math.exp(z))")],
  [
    "a function, static and a getter",
    `class SigmoidGate extends Gate {
      static sigma = (z: number) => 1 / (1 + Math.exp(-z));
      get z() { return this.inputNodes[0]; }
      forward() { this.out = SigmoidGate.sigma(this.z.out); }
      backward() { const s = SigmoidGate.sigma(this.z.out); this.z.putGradient(this, s * (1 - s)); }
    }`,
  ],
  [
    "for each of its one input",
    "class SigmoidGate extends Gate { forward() { for (const { out } of this.inputNodes) this.out = 1 / (1 + Math.exp(-out)); } backward() { for (const z of this.inputNodes) z.dz += this.dz * this.out * (1 - this.out); } }",
  ],
]);

export const unusualLosses = solutionsOf("squared-loss-gate", [
  ["as in the notebook", squaredLossGate],
  [
    "y first, and putGradient in another order",
    loss(
      "(t - p) ** 2",
      "y.putGradient(this, 2 * (y.out - yHat.out)); yHat.putGradient(this, 2 * yHat.out - 2 * y.out);",
    ),
  ],
  [
    "multiplied out",
    loss(
      "p * p - 2 * p * t + t * t",
      `const e = ${ERROR}; yHat.putGradient(this, e + e); y.putGradient(this, -e - e);`,
    ),
  ],
  [
    "with Math.pow",
    loss(
      "Math.pow(p - t, 2)",
      "[1, -1].forEach((sign, i) => this.inputNodes[i].putGradient(this, sign * 2 * (yHat.out - y.out)));",
    ),
  ],
  [
    "with the error kept from forward",
    `class SquaredLossGate extends Gate {
      #error = 0;
      forward() { const [a, b] = this.inputNodes; this.#error = a.out - b.out; this.out = this.#error * this.#error; }
      backward() { this.inputNodes[0].putGradient(this, 2 * this.#error); this.inputNodes[1].putGradient(this, -2 * this.#error); }
    }`,
  ],
  [
    "adds to dz by itself",
    loss(
      "(p - t) ** 2",
      "yHat.dz += this.dz * 2 * (yHat.out - y.out); y.dz -= this.dz * 2 * (yHat.out - y.out);",
    ),
  ],
  ["in the cell of all gates", gates],
]);
