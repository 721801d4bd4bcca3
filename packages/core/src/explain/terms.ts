/** Arithmetic on formulas: every operation writes itself, with the parentheses that it needs. */

import type { Algebra } from "../algebra/algebra.js";
import { formatNumber } from "../drawing/number.js";
import { Bond, bondOf } from "../algebra/bond.js";
import { symbol, type Notation } from "./symbol.js";

export interface Term extends Notation {
  readonly bond: Bond;
}

/** The name of a gate. */
export function nameTerm(name: string): Term {
  return { ...symbol(name), bond: bondOf(name) };
}

/** ∂L/∂w */
export function derivative(of: Term, by: Term): Term {
  const [top, bottom] = [inside(of, Bond.Power), inside(by, Bond.Power)];
  return atom({
    latex: `\\frac{\\partial ${top.latex}}{\\partial ${bottom.latex}}`,
    text: `∂${top.text}/∂${bottom.text}`,
  });
}

/** A piece that never needs parentheses. */
export function atom(notation: Notation): Term {
  return { ...notation, bond: Bond.Atom };
}

/** A number as it stands in a drawing. */
export function numberTerm(value: number): Term {
  const text = formatNumber(value);
  const latex = text
    .replaceAll("−", "-")
    .replace("∞", "\\infty")
    .replace(/(.*)e(.*)/, (_, mantissa: string, exponent: string) => `${mantissa} \\cdot 10^{${exponent}}`);
  const bond = value < 0 ? Bond.Sum : latex.includes("\\cdot") ? Bond.Product : Bond.Atom;
  return { latex, text, bond };
}

export const terms: Algebra<Term> = {
  constant: numberTerm,
  add: (parts) => (parts.length === 1 ? parts[0]! : joined(parts, " + ", " + ", Bond.Sum)),
  subtract: (a, b) => ({
    latex: `${a.latex} - ${inside(b, Bond.Product).latex}`,
    text: `${a.text} − ${inside(b, Bond.Product).text}`,
    bond: Bond.Sum,
  }),
  negate(a) {
    const inner = inside(a, Bond.Product);
    return { latex: `-${inner.latex}`, text: `−${inner.text}`, bond: Bond.Sum };
  },
  multiply(factors) {
    if (factors.length === 0) return numberTerm(1);
    return factors.length === 1 ? factors[0]! : joined(factors, " \\cdot ", " · ", Bond.Product);
  },
  divide: (a, b) => ({
    latex: `\\frac{${a.latex}}{${b.latex}}`,
    text: `${inside(a, Bond.Product).text} / ${inside(b, Bond.Power).text}`,
    bond: Bond.Product,
  }),
  power(base, exponent) {
    const [inner, n] = [inside(base, Bond.Atom), numberTerm(exponent)];
    return {
      latex: `${inner.latex}^{${n.latex}}`,
      text: `${inner.text}^${inside(n, Bond.Atom).text}`,
      bond: Bond.Power,
    };
  },
  exp: (a) => ({ latex: `e^{${a.latex}}`, text: `exp(${a.text})`, bond: Bond.Power }),
  log: (a) => called("\\ln", "ln", [a]),
  tanh: (a) => called("\\tanh", "tanh", [a]),
  sigmoid: (a) => called("\\sigma", "σ", [a]),
  softplus: (a) => called("\\operatorname{softplus}", "softplus", [a]),
  maximum: (inputs) => called("\\max", "max", inputs),
  isMaximum(inputs, position) {
    const [own, max] = [inputs[position]!, called("\\max", "max", inputs)];
    return cases(
      numberTerm(1),
      { latex: `${own.latex} = ${max.latex}`, text: `${own.text} = ${max.text}` },
      numberTerm(0),
    );
  },
  step: (a, above, below) =>
    cases(numberTerm(above), { latex: `${a.latex} > 0`, text: `${a.text} > 0` }, numberTerm(below)),
};

function inside(term: Term, bond: Bond): Term {
  if (term.bond >= bond) return term;
  return { latex: `\\left(${term.latex}\\right)`, text: `(${term.text})`, bond: Bond.Atom };
}

function joined(parts: readonly Term[], latex: string, text: string, bond: Bond): Term {
  // A sum in a sum gets parentheses too: they show where it comes from, and negative numbers need them.
  const inner = parts.map((part) => inside(part, Bond.Product));
  return {
    latex: inner.map((part) => part.latex).join(latex),
    text: inner.map((part) => part.text).join(text),
    bond,
  };
}

function called(latex: string, text: string, inputs: readonly Term[]): Term {
  const inner = (key: keyof Notation) => inputs.map((input) => input[key]).join(", ");
  return {
    latex: `${latex}\\left(${inner("latex")}\\right)`,
    text: `${text}(${inner("text")})`,
    bond: Bond.Atom,
  };
}

function cases(yes: Term, condition: Notation, no: Term): Term {
  return {
    latex: `\\begin{cases}${yes.latex} & ${condition.latex}\\\\ ${no.latex} & \\text{otherwise}\\end{cases}`,
    text: `(${yes.text} if ${condition.text}, else ${no.text})`,
    bond: Bond.Atom,
  };
}
