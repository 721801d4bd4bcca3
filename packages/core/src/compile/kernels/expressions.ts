/** Arithmetic on JavaScript expressions: a gate's formula becomes source text. */

import type { Algebra } from "../../algebra/algebra.js";

/** Collects one `const` for each operation, so that a value that is used twice is computed once. */
export class Expressions implements Algebra<string> {
  readonly lines: string[] = [];
  readonly #known = new Map<string, string>();

  constant(value: number): string {
    const literal = Object.is(value, -0) ? "-0" : `${Number(value)}`;
    return literal.startsWith("-") ? `(${literal})` : literal;
  }

  add(terms: readonly string[]): string {
    return terms.length === 0 ? "0" : this.#name(terms.join(" + "));
  }

  subtract(a: string, b: string): string {
    return this.#name(`${a} - ${b}`);
  }

  negate(a: string): string {
    return this.#name(`-${a}`);
  }

  multiply(factors: readonly string[]): string {
    return factors.length === 0 ? "1" : this.#name(factors.join(" * "));
  }

  divide(a: string, b: string): string {
    return this.#name(`${a} / ${b}`);
  }

  power(base: string, exponent: number): string {
    if (exponent === 1) return base;
    return this.#name(exponent === 2 ? `${base} * ${base}` : `Math.pow(${base}, ${exponent})`);
  }

  exp(a: string): string {
    return this.#name(`Math.exp(${a})`);
  }

  log(a: string): string {
    return this.#name(`Math.log(${a})`);
  }

  tanh(a: string): string {
    return this.#name(`Math.tanh(${a})`);
  }

  sigmoid(a: string): string {
    return this.#name(`1 / (1 + Math.exp(-${a}))`);
  }

  softplus(a: string): string {
    return this.#name(`Math.max(${a}, 0) + Math.log1p(Math.exp(-Math.abs(${a})))`);
  }

  maximum(inputs: readonly string[]): string {
    return inputs.reduce((best, input) => this.#name(`${input} > ${best} ? ${input} : ${best}`));
  }

  isMaximum(inputs: readonly string[], position: number): string {
    let best = inputs[0]!;
    let where = "0";
    inputs.slice(1).forEach((input, i) => {
      where = this.#name(`${input} > ${best} ? ${i + 1} : ${where}`);
      best = this.#name(`${input} > ${best} ? ${input} : ${best}`);
    });
    return this.#name(`${where} === ${position} ? 1 : 0`);
  }

  step(a: string, above: number, below: number): string {
    return this.#name(`${a} > 0 ? ${this.constant(above)} : ${this.constant(below)}`);
  }

  #name(expression: string): string {
    let name = this.#known.get(expression);
    if (!name) {
      name = `t${this.lines.length}`;
      this.#known.set(expression, name);
      this.lines.push(`const ${name} = ${expression};`);
    }
    return name;
  }
}
