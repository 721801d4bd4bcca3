/** Arithmetic on gates: every operation builds a gate, named by its formula, and leaves out what changes nothing. */

import type { Algebra } from "../algebra/algebra.js";
import { Bond, within } from "../algebra/bond.js";
import { formatNumber } from "../drawing/number.js";
import type { GateLike } from "../gate.js";
import { AddGate } from "../gates/add.js";
import { ConstantGate } from "../gates/constant.js";
import { DivideGate } from "../gates/divide.js";
import { ExpGate } from "../gates/exp.js";
import { IsMaximumGate } from "../gates/isMaximum.js";
import { LogGate } from "../gates/log.js";
import { MaximumGate } from "../gates/maximum.js";
import { MultiplyGate } from "../gates/multiply.js";
import { NegateGate } from "../gates/negate.js";
import { PowerGate } from "../gates/power.js";
import { SigmoidGate } from "../gates/sigmoid.js";
import { SoftplusGate } from "../gates/softplus.js";
import { StepGate } from "../gates/step.js";
import { SubtractGate } from "../gates/subtract.js";
import { TanhGate } from "../gates/tanh.js";

export const gateAlgebra: Algebra<GateLike> = {
  constant: (value) => new ConstantGate(value, formatNumber(value)),
  add(terms) {
    const rest = terms.filter((term) => !isConstant(term, 0));
    if (rest.length === 0) return this.constant(0);
    return rest.length === 1 ? rest[0]! : new AddGate(rest, shortened(rest.map(nameOf).join(" + ")));
  },
  subtract(a, b) {
    if (isConstant(b, 0)) return a;
    return new SubtractGate([a, b], shortened(`${nameOf(a)} − ${within(nameOf(b), Bond.Product)}`));
  },
  negate(a) {
    if (a instanceof ConstantGate) return this.constant(-a.out);
    return new NegateGate([a], shortened(`−${within(nameOf(a), Bond.Product)}`));
  },
  multiply(factors) {
    const zero = factors.find((one) => isConstant(one, 0));
    if (zero) return zero;
    const rest = factors.filter((one) => !isConstant(one, 1));
    if (rest.length === 0) return this.constant(1);
    return rest.length === 1
      ? rest[0]!
      : new MultiplyGate(rest, shortened(rest.map((one) => within(nameOf(one), Bond.Product)).join("·")));
  },
  divide(a, b) {
    if (isConstant(b, 1)) return a;
    return new DivideGate(
      [a, b],
      shortened(`${within(nameOf(a), Bond.Product)}/${within(nameOf(b), Bond.Power)}`),
    );
  },
  power(base, exponent) {
    if (exponent === 0) return this.constant(1);
    if (exponent === 1) return base;
    return new PowerGate(
      [base],
      exponent,
      shortened(`${within(nameOf(base), Bond.Atom)}${superscript(exponent)}`),
    );
  },
  exp: (a) => new ExpGate([a], call("exp", [a])),
  log: (a) => new LogGate([a], call("ln", [a])),
  tanh: (a) => new TanhGate([a], call("tanh", [a])),
  sigmoid: (a) => new SigmoidGate([a], call("σ", [a])),
  softplus: (a) => new SoftplusGate([a], call("softplus", [a])),
  maximum: (inputs) => new MaximumGate(inputs, call("max", inputs)),
  isMaximum: (inputs, position) =>
    new IsMaximumGate(inputs, position, shortened(`${nameOf(inputs[position]!)} is max`)),
  step: (a, above, below) => new StepGate([a], above, below, shortened(`${nameOf(a)} > 0`)),
};

/** Whether a gate is a fixed number for good; a measured one may be another next time. */
export function isConstant(gate: GateLike, value: number): boolean {
  return gate instanceof ConstantGate && !gate.measured && gate.out === value;
}

/** Longer formulas would not be read; their gates still say what they compute. */
const LONGEST = 20;

function shortened(text: string): string {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
}

function nameOf(gate: GateLike): string {
  return gate.name || "…";
}

function call(name: string, inputs: readonly GateLike[]): string {
  return shortened(`${name}(${inputs.map(nameOf).join(", ")})`);
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [String(digit), sign])),
};

function superscript(exponent: number): string {
  return Number.isInteger(exponent)
    ? [...String(exponent)].map((sign) => SUPERSCRIPTS[sign] ?? sign).join("")
    : `^${formatNumber(exponent)}`;
}
