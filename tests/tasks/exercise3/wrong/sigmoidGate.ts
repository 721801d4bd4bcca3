/** What goes wrong in the sigmoid. */

import { replace, sigmoidGate } from "../right.js";
import { mistakesIn } from "./mistake.js";

const VALUE = "computes σ of its input";
const FAR = "stays a number far from 0";
const DERIVATIVE = "passes back the derivative σ · (1 − σ)";

const SIGMA = "1 / (1 + Math.exp(-this.inputNodes[0].out))";
const LOCAL = "this.out * (1 - this.out)";

/** Another formula of the value; `z` is the input's. */
const value = (formula: string): string =>
  replace(sigmoidGate, `this.out = ${SIGMA};`, `const z = this.inputNodes[0].out; this.out = ${formula};`);
/** Another local derivative; `z` is the input's value, `s` the gate's. */
const local = (formula: string): string =>
  replace(
    sigmoidGate,
    `this.inputNodes[0].putGradient(this, ${LOCAL});`,
    `const [z, s] = [this.inputNodes[0].out, this.out]; this.inputNodes[0].putGradient(this, ${formula});`,
  );
const backward = (body: string): string =>
  replace(sigmoidGate, `this.inputNodes[0].putGradient(this, ${LOCAL});`, body);

export const sigmoidGateMistakes = mistakesIn("sigmoid-gate", [
  ["has the sign of the exponent wrong", value("1 / (1 + Math.exp(z))"), VALUE, /sign in the exponent/],
  ["forgets the parentheses", value("1 / 1 + Math.exp(-z)"), VALUE, /parentheses/],
  ["forgets one over", value("1 + Math.exp(-z)"), VALUE, /Divide 1 by it/],
  ["forgets the 1 below", value("1 / Math.exp(-z)"), VALUE, /1 \+ below/],
  ["has the sign below wrong", value("1 / (1 - Math.exp(-z))"), VALUE, /sign below/],
  ["computes 1 − σ", value("Math.exp(-z) / (1 + Math.exp(-z))"), VALUE, /sign in the exponent|1 − σ/],
  ["writes ^ for the power", value("1 / (1 + (Math.E ^ -z))"), VALUE, /\^ is not a power/],
  ["puts the minus before the power", value("1 / (1 + -(Math.E ** z))"), VALUE, /into the exponent/],
  ["forgets the exponential", value("1 / (1 - z)"), VALUE, /exponential is missing/],
  ["computes tanh", value("Math.tanh(z)"), VALUE, /tanh/],
  ["takes σ twice", value("1 / (1 + Math.exp(-1 / (1 + Math.exp(-z))))"), VALUE, /twice/],
  ["passes the value through", value("z"), VALUE, /input itself/],
  ["computes ReLU", value("Math.max(0, z)"), VALUE, /ReLU|input itself/],
  ["rounds", value("Math.round(1 / (1 + Math.exp(-z)))"), VALUE, /rounded/],
  [
    "takes the gate for its value",
    replace(sigmoidGate, "-this.inputNodes[0].out", "-this.inputNodes[0]"),
    VALUE,
    /\.out/,
  ],
  [
    "takes the list for the input",
    replace(sigmoidGate, "-this.inputNodes[0].out", "-this.inputNodes.out"),
    VALUE,
    /\.out/,
  ],
  [
    "starts counting at 1",
    replace(sigmoidGate, "-this.inputNodes[0].out", "-this.inputNodes[1].out"),
    VALUE,
    /from which index on/,
  ],
  ["returns σ", replace(sigmoidGate, "this.out = 1", "return 1"), VALUE, /Nothing was written/],
  [
    "writes σ into its input",
    replace(sigmoidGate, "this.out = 1", "this.inputNodes[0].out = 1"),
    VALUE,
    /writes into its input/,
  ],
  ["writes Math.Exp", replace(sigmoidGate, "Math.exp", "Math.Exp"), VALUE, /There is no Exp\(\)/],
  ["writes exp", replace(sigmoidGate, "Math.exp", "exp"), VALUE, /exp is unknown here|There is no exp/],
  ["does nothing in forward", replace(sigmoidGate, `this.out = ${SIGMA};`, ""), VALUE, /Nothing was written/],
  ["has no forward", replace(sigmoidGate, "forward()", "foward()"), VALUE, /There is no forward\(\)/],
  [
    "throws",
    replace(sigmoidGate, "this.out = 1", 'throw new Error("what now?"); this.out = 1'),
    VALUE,
    /forward\(\) stopped here/,
  ],
  ["divides ∞ by ∞", value("Math.exp(z) / (1 + Math.exp(z))"), FAR, /∞ \/ ∞ is NaN/],
  ["uses z (1 − z)", local("z * (1 - z)"), DERIVATIVE, /not of the input z/],
  ["uses s (1 − z)", local("s * (1 - z)"), DERIVATIVE, /not of the input z/],
  ["forgets (1 − σ)", local("s"), DERIVATIVE, /factor \(1 − σ\)/],
  ["forgets σ", local("1 - s"), DERIVATIVE, /factor σ is missing/],
  ["squares σ", local("s * s"), DERIVATIVE, /σ · σ/],
  ["turns the parentheses around", local("s * (s - 1)"), DERIVATIVE, /wrong way round/],
  ["has plus in the parentheses", local("s * (1 + s)"), DERIVATIVE, /sign in the parentheses/],
  [
    "forgets the parentheses of the derivative",
    local("s * 1 - s"),
    DERIVATIVE,
    /got no gradient|parentheses/,
  ],
  ["uses the derivative of tanh", local("1 - s ** 2"), DERIVATIVE, /tanh/],
  [
    "takes σ of σ",
    local("(1 / (1 + Math.exp(-s))) * (1 - 1 / (1 + Math.exp(-s)))"),
    DERIVATIVE,
    /σ\(z\) already/,
  ],
  ["passes 1", local("1"), DERIVATIVE, /derivative is missing/],
  ["passes ¼", local("0.25"), DERIVATIVE, /at z = 0 alone/],
  ["multiplies with dz, too", local("s * (1 - s) * this.dz"), DERIVATIVE, /in it twice/],
  ["overwrites", backward(`this.inputNodes[0].dz = this.dz * ${LOCAL};`), DERIVATIVE, /add up/],
  ["passes to itself", backward(`this.dz *= ${LOCAL};`), DERIVATIVE, /got no gradient/],
  [
    "passes to its consumers",
    backward(`for (const c of this.consumers) c.putGradient(this, ${LOCAL});`),
    DERIVATIVE,
    /got no gradient/,
  ],
  [
    "erases its value",
    backward(`this.inputNodes[0].putGradient(this, ${LOCAL}); this.out = 0;`),
    DERIVATIVE,
    /changes a value/,
  ],
]);
