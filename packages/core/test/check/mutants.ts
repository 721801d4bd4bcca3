/** Wrong gates, each with the mistake that it is made with and the words that should name it. */

import type { GateLike } from "../../src/index.js";
import type { Formula } from "./student.js";

export interface Mutant extends Formula {
  readonly name: string;
  readonly arity: 1 | 2 | 3;
  readonly kind: "local derivative" | "backward" | "forward";
  /** The input position that is to be blamed. Absent where the fault is not one of an input. */
  readonly position?: number;
  readonly cause?: RegExp;
  /** Not wrong where all inputs are the same gate. */
  readonly isRightInParallel?: boolean;
}

const sigmoid = ([z]: number[]) => 1 / (1 + Math.exp(-z!));
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const product = (values: number[]) => values.reduce((a, b) => a * b, 1);
const loss = ([a, b]: number[]) => (a! - b!) ** 2;
const without = (values: number[], i: number) => values.filter((_, j) => j !== i);

/** `backward` that passes a list of local derivatives. */
const passing =
  (locals: (values: number[], gate: GateLike) => number[]): Formula["backward"] =>
  (gate, values) =>
    locals(values, gate).forEach((local, i) => gate.inputNodes[i]!.putGradient(gate, local));

const local = (
  name: string,
  arity: Mutant["arity"],
  forward: Formula["forward"],
  locals: (values: number[], gate: GateLike) => number[],
  position: number,
  cause?: RegExp,
): Mutant => ({
  name,
  arity,
  forward,
  backward: passing(locals),
  kind: "local derivative",
  position,
  ...(cause ? { cause } : {}),
});

export const mutants: readonly Mutant[] = [
  // One input.
  local("sigmoid with z(1 − z)", 1, sigmoid, ([z]) => [z! * (1 - z!)], 0, /z · \(1 − z\)/),
  local(
    "sigmoid at its own value",
    1,
    sigmoid,
    (_, { out }) => {
      const s = sigmoid([out]);
      return [s * (1 - s)];
    },
    0,
    /wrong place/,
  ),
  local(
    "sigmoid that passes its value",
    1,
    sigmoid,
    (_, { out }) => [out],
    0,
    /value of the gate, out|\(1 − out\)/,
  ),
  local("sigmoid without its value", 1, sigmoid, (_, { out }) => [1 - out], 0, /factor out is missing/),
  local("sigmoid with the sign turned", 1, sigmoid, (_, { out }) => [out * (out - 1)], 0, /sign/),
  local("sigmoid that passes 1", 1, sigmoid, () => [1], 0, /passes 1/),
  local("sigmoid with the constant 1/4", 1, sigmoid, () => [0.25], 0, /same for all values/),
  local(
    "sigmoid with one σ too many",
    1,
    sigmoid,
    (_, { out }) => [out * out * (1 - out)],
    0,
    /factor out is one too many/,
  ),
  local(
    "tanh with 1 − z²",
    1,
    ([z]) => Math.tanh(z!),
    ([z]) => [1 - z! ** 2],
    0,
    /1 − z²/,
  ),
  local(
    "tanh without the square",
    1,
    ([z]) => Math.tanh(z!),
    (_, { out }) => [1 - out],
    0,
  ),
  local(
    "exp that passes its input",
    1,
    ([z]) => Math.exp(z!),
    ([z]) => [z!],
    0,
    /passes its input/,
  ),
  local(
    "exp at its own value",
    1,
    ([z]) => Math.exp(z! / 2),
    (_, { out }) => [Math.exp(out / 2) / 2],
    0,
    /wrong place/,
  ),
  local(
    "square without the 2",
    1,
    ([z]) => z! ** 2,
    ([z]) => [z!],
    0,
    /factor 2/,
  ),
  local(
    "cube with the factor 2",
    1,
    ([z]) => z! ** 3,
    ([z]) => [2 * z! ** 2],
    0,
    /0\.6667 times/,
  ),
  local(
    "sine with the sign of cosine's derivative",
    1,
    ([z]) => Math.sin(z!),
    ([z]) => [-Math.cos(z!)],
    0,
    /sign/,
  ),
  local(
    "sine that passes itself",
    1,
    ([z]) => Math.sin(z!),
    ([z]) => [Math.sin(z!)],
    0,
    /value of the gate/,
  ),
  local(
    "cosine without the minus",
    1,
    ([z]) => Math.cos(z!),
    ([z]) => [Math.sin(z!)],
    0,
    /sign/,
  ),
  local(
    "sine with 1.001 · cos",
    1,
    ([z]) => Math.sin(z!),
    ([z]) => [1.001 * Math.cos(z!)],
    0,
  ),
  local(
    "ReLU that is always 1",
    1,
    ([z]) => Math.max(0, z!),
    () => [1],
    0,
    /negative/,
  ),
  local(
    "ReLU the wrong way round",
    1,
    ([z]) => Math.max(0, z!),
    ([z]) => [z! < 0 ? 1 : 0],
    0,
  ),
  local(
    "leaky ReLU that forgets the leak",
    1,
    ([z]) => (z! > 0 ? z! : 0.1 * z!),
    ([z]) => [z! > 0 ? 1 : 0],
    0,
    /negative/,
  ),
  local(
    "absolute value without the sign",
    1,
    ([z]) => Math.abs(z!),
    () => [1],
    0,
    /negative/,
  ),
  local(
    "softplus that passes its value",
    1,
    ([z]) => Math.log1p(Math.exp(z!)),
    (_, { out }) => [out],
    0,
    /value of the gate/,
  ),
  local(
    "negation that passes 1",
    1,
    ([z]) => -z!,
    () => [1],
    0,
    /sign/,
  ),
  {
    name: "sigmoid that passes nothing",
    arity: 1,
    forward: sigmoid,
    backward: () => undefined,
    kind: "local derivative",
    position: 0,
    cause: /forgotten/,
  },
  {
    name: "sigmoid that multiplies by dz itself",
    arity: 1,
    forward: sigmoid,
    backward: (gate) => gate.inputNodes[0]!.putGradient(gate, gate.out * (1 - gate.out) * gate.dz),
    kind: "local derivative",
    position: 0,
    cause: /multiplied twice/,
  },
  {
    name: "sigmoid straight to dz without the upstream gradient",
    arity: 1,
    forward: sigmoid,
    backward: (gate) => (gate.inputNodes[0]!.dz += gate.out * (1 - gate.out)),
    kind: "local derivative",
    position: 0,
    cause: /upstream gradient is missing/,
  },
  {
    name: "sigmoid in the name of its input",
    arity: 1,
    forward: sigmoid,
    backward: (gate) => gate.inputNodes[0]!.putGradient(gate.inputNodes[0]!, gate.out * (1 - gate.out)),
    kind: "local derivative",
    position: 0,
    cause: /name of another gate/,
  },
  {
    name: "sigmoid with the arguments of putGradient swapped",
    arity: 1,
    forward: sigmoid,
    backward: (gate) =>
      (gate.inputNodes[0]!.putGradient as (a: unknown, b: unknown) => void)(gate.out * (1 - gate.out), gate),
    kind: "local derivative",
    position: 0,
    cause: /putGradient\(this, local\)/,
  },
  {
    name: "sigmoid that reads a field that is not there",
    arity: 1,
    forward: sigmoid,
    backward: (gate) =>
      gate.inputNodes[0]!.putGradient(gate, (gate as unknown as { value: number }).value * (1 - gate.out)),
    kind: "local derivative",
    position: 0,
    cause: /name that is not defined/,
  },
  {
    name: "sigmoid that passes a text",
    arity: 1,
    forward: sigmoid,
    backward: (gate) =>
      gate.inputNodes[0]!.putGradient(gate, (gate.out * (1 - gate.out)).toFixed(9) as unknown as number),
    kind: "local derivative",
    position: 0,
    cause: /passes a string/,
  },
  {
    name: "sigmoid that passes a list",
    arity: 1,
    forward: sigmoid,
    backward: (gate) =>
      gate.inputNodes[0]!.putGradient(gate, [gate.out * (1 - gate.out)] as unknown as number),
    kind: "local derivative",
    position: 0,
    cause: /passes a list/,
  },
  {
    name: "sigmoid that throws",
    arity: 1,
    forward: sigmoid,
    backward: () => {
      throw new TypeError("z is undefined");
    },
    kind: "backward",
    cause: /throws: TypeError: z is undefined/,
  },
  {
    name: "sigmoid that changes its value in backward",
    arity: 1,
    forward: sigmoid,
    backward: (gate) => {
      gate.out *= 1 - gate.out;
      gate.inputNodes[0]!.putGradient(gate, gate.out);
    },
    kind: "backward",
    cause: /own value out/,
  },
  {
    name: "sigmoid that moves its input in backward",
    arity: 1,
    forward: sigmoid,
    backward: (gate) => {
      gate.inputNodes[0]!.putGradient(gate, gate.out * (1 - gate.out));
      gate.inputNodes[0]!.out -= 0.1 * gate.dz;
    },
    kind: "backward",
    position: 0,
    cause: /changes the value out of this input/,
  },
  {
    name: "sigmoid that keeps a sum from run to run",
    arity: 1,
    forward: sigmoid,
    backward: (gate) => {
      const keeper = gate as GateLike & { kept?: number };
      keeper.kept = (keeper.kept ?? 0) + gate.out * (1 - gate.out);
      gate.inputNodes[0]!.putGradient(gate, keeper.kept);
    },
    kind: "backward",
    position: 0,
    cause: /keeps a sum/,
  },
  {
    name: "sigmoid that computes once",
    arity: 1,
    forward: (values, gate) => gate.out ?? sigmoid(values),
    backward: passing((_, { out }) => [out * (1 - out)]),
    kind: "forward",
  },
  {
    name: "sigmoid that keeps its first value",
    arity: 1,
    forward: (values, gate) => {
      const keeper = gate as GateLike & { first?: number };
      return (keeper.first ??= sigmoid(values));
    },
    backward: passing((_, { out }) => [out * (1 - out)]),
    kind: "forward",
    cause: /same value whatever its inputs are/,
  },
  // Two inputs.
  local("loss without the 2", 2, loss, ([a, b]) => [a! - b!, -(a! - b!)], 0, /factor 2 is missing/),
  local(
    "loss with both signs turned",
    2,
    loss,
    ([a, b]) => [-2 * (a! - b!), 2 * (a! - b!)],
    1,
    /swapped, or both have the wrong sign/,
  ),
  local("loss with the same sign twice", 2, loss, ([a, b]) => [2 * (a! - b!), 2 * (a! - b!)], 1, /sign/),
  local("loss that passes its value", 2, loss, (_, { out }) => [out, -out], 0, /value of the gate/),
  local("loss that forgets y", 2, loss, ([a, b]) => [2 * (a! - b!)], 1, /forgotten/),
  local(
    "difference with two plus signs",
    2,
    ([a, b]) => a! - b!,
    () => [1, 1],
    1,
    /sign/,
  ),
  local("product with its own input", 2, product, (values) => values, 0, /swapped|value of the input itself/),
  local("product as if it were a sum", 2, product, () => [1, 1], 0, /passes 1/),
  local(
    "quotient without the minus",
    2,
    ([a, b]) => a! / (3 + b! ** 2),
    ([a, b]) => [1 / (3 + b! ** 2), (2 * a! * b!) / (3 + b! ** 2) ** 2],
    1,
    /sign/,
  ),
  local(
    "a² b with the derivatives swapped",
    2,
    ([a, b]) => a! ** 2 * b!,
    ([a, b]) => [a! ** 2, 2 * a! * b!],
    0,
    /swapped/,
  ),
  local(
    "smooth quotient with one denominator",
    2,
    ([a, b]) => a! / (3 + b! ** 2),
    ([a, b]) => [1 / (3 + b! ** 2), (-2 * a! * b!) / (3 + b! ** 2)],
    1,
  ),
  local("loss with the derivative 0 for y", 2, loss, ([a, b]) => [2 * (a! - b!), 0], 1, /always 0/),
  {
    name: "product that sets dz instead of adding to it",
    arity: 2,
    forward: product,
    backward: (gate, [a, b]) => {
      gate.inputNodes[0]!.dz = b! * gate.dz;
      gate.inputNodes[1]!.dz = a! * gate.dz;
    },
    kind: "backward",
    position: 0,
    cause: /overwrites the gradient that this input has got from other gates/,
  },
  {
    name: "product that clears its inputs' gradients before it passes its own",
    arity: 2,
    forward: product,
    backward: (gate, [a, b]) => {
      for (const input of gate.inputNodes) input.dz = 0;
      gate.inputNodes[0]!.putGradient(gate, b!);
      gate.inputNodes[1]!.putGradient(gate, a!);
    },
    kind: "backward",
    position: 0,
    cause: /overwrites the gradient/,
  },
  {
    name: "sum with the gradient of the input in place of its own",
    arity: 3,
    forward: sum,
    backward: (gate) => {
      for (const input of gate.inputNodes) input.putGradient(gate, 1 + input.dz);
    },
    kind: "backward",
    position: 0,
    cause: /changes with the gradient dz of the input/,
  },
  // Three inputs.
  local(
    "product by out / x",
    3,
    product,
    (values, { out }) => values.map((x) => out / x),
    1,
    /divides by something that is 0/,
  ),
  local(
    "product by out / x, 0 where that is not a number",
    3,
    product,
    (values, { out }) => values.map((x) => out / x || 0),
    2,
  ),
  local(
    "product of all factors, its own too",
    3,
    product,
    (values, { out }) => values.map(() => out),
    0,
    /value of the gate, out/,
  ),
  local(
    "product with the sum of the others",
    3,
    product,
    (values) => values.map((_, i) => sum(without(values, i))),
    2,
    /sum of the other/,
  ),
  local(
    "product without the last factor",
    3,
    product,
    (values) => [values[1]!, values[0]!, values[0]! * values[1]!],
    0,
    /factor \S+ is missing/,
  ),
  local("sum that passes its value", 3, sum, (_, { out }) => [out, out, out], 1, /value of the gate/),
  local("sum that forgets its last input", 3, sum, () => [1, 1], 2),
  local(
    "mean without the 1/3",
    3,
    (values) => sum(values) / 3,
    () => [1, 1, 1],
    1,
  ),
  local(
    "mean with 1/2",
    3,
    (values) => sum(values) / 3,
    () => [0.5, 0.5, 0.5],
    0,
    /1\.5 times/,
  ),
  {
    name: "sum that goes on from its last value",
    arity: 3,
    forward: (values, gate) => ((gate.out as number | undefined) ?? 0) + sum(values),
    backward: passing((values) => values.map(() => 1)),
    kind: "forward",
    cause: /goes on from the last value/,
  },
  {
    name: "sum with a total in a field",
    arity: 3,
    forward: (values, gate) => {
      const keeper = gate as GateLike & { total?: number };
      return (keeper.total = (keeper.total ?? 0) + sum(values) + 1);
    },
    backward: passing((values) => values.map(() => 1)),
    kind: "forward",
    cause: /goes on from the last value/,
  },
  {
    name: "sum that normalises its inputs",
    arity: 3,
    forward: (values, gate) => {
      gate.inputNodes[0]!.out = values[0]! / 2 + 1;
      return sum(values);
    },
    backward: passing((values) => values.map(() => 1)),
    kind: "forward",
    position: 0,
    cause: /changes the value of this input/,
  },
  {
    name: "sum that passes everything to its first input",
    arity: 3,
    forward: sum,
    backward: (gate) => gate.inputNodes.forEach(() => gate.inputNodes[0]!.putGradient(gate, 1)),
    kind: "local derivative",
    position: 1,
    cause: /forgotten/,
    isRightInParallel: true,
  },
  {
    name: "product that takes each gate once",
    arity: 2,
    forward: product,
    backward: (gate) => {
      for (const input of new Set(gate.inputNodes)) {
        const others = gate.inputNodes.filter((other) => other !== input);
        input.putGradient(gate, product(others.map(({ out }) => out)));
      }
    },
    kind: "local derivative",
    position: 0,
    isRightInParallel: false,
  },
];
