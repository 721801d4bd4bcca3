/** The chain rule of one gate in a record: in symbols, with numbers, and its result. */

import type { EdgeRecord, NodeRecord, PictureRecord } from "../drawing/record.js";
import type { GateLike } from "../gate.js";
import { isDifferentiable } from "../gates/formulaGate.js";
import type { Notation } from "./symbol.js";
import { atom, derivative, nameTerm, numberTerm, terms, type Term } from "./terms.js";
import { whyZero } from "./whyZero.js";

/** The same equation in three stages, each as LaTeX and as plain text. */
export interface Explanation {
  /** The rule, and the rule with the consumer's derivative written out: ∂L/∂z = ∂L/∂ŷ · ∂ŷ/∂z = ∂L/∂ŷ · ŷ · (1 − ŷ) */
  readonly symbols: Notation;
  /** The numbers put in: ∂L/∂z = (−1) · 0.5 · (1 − 0.5) */
  readonly numbers: Notation;
  /** ∂L/∂z = −0.25 */
  readonly result: Notation;
  /** Why the gradient is 0, in words. Absent where it is not 0. */
  readonly zero?: string;
  /** All stages below each other. */
  readonly latex: string;
  /** All stages and the words, a line each. */
  readonly text: string;
}

/**
 * @param gates in the order of the record's nodes
 * @param node has a gradient
 */
export function explainGradient(
  record: PictureRecord,
  gates: readonly GateLike[],
  node: NodeRecord,
): Explanation {
  const parts = partsOf(record, gates, node.id);
  const left = derivative(targetTerm(record), nameTerm(node.name));
  const lines = {
    rule: terms.add(parts.map(({ rule }) => rule)),
    formula: terms.add(parts.map(({ formula }) => formula)),
    numbers: terms.add(parts.map(({ numbers }) => numbers)),
    result: numberTerm(node.gradient!),
  };
  const stages = {
    symbols: equation(left, [lines.rule, lines.formula]),
    numbers: equation(left, [lines.numbers]),
    result: equation(left, [lines.result]),
  };
  const zero = node.gradient === 0 ? whyZero(record, node) : undefined;
  const texts = [stages.symbols.text, stages.numbers.text, stages.result.text];
  return {
    ...stages,
    ...(zero === undefined ? {} : { zero }),
    latex: aligned(left, Object.values(lines)),
    text: [...new Set(texts), ...(zero === undefined ? [] : [zero])].join("\n"),
  };
}

/** What one consumer adds to the gradient, in the three ways to write it. */
interface Part {
  readonly rule: Term;
  readonly formula: Term;
  readonly numbers: Term;
}

function partsOf(record: PictureRecord, gates: readonly GateLike[], id: string): Part[] {
  const parts = record.edges.filter(({ from }) => from === id).map((edge) => partOf(record, gates, edge));
  if (!record.targets.includes(id)) return parts;
  // The derivative of the target with respect to itself is 1, without any rule.
  const one = numberTerm(1);
  return [{ rule: one, formula: one, numbers: one }, ...parts];
}

function partOf(record: PictureRecord, gates: readonly GateLike[], edge: EdgeRecord): Part {
  const at = new Map(record.nodes.map((node, i) => [node.id, i]));
  const name = (id: string) => nameTerm(record.nodes[at.get(id)!]!.name);
  const value = (id: string) => numberTerm(record.nodes[at.get(id)!]!.value!);
  const consumer = gates[at.get(edge.to)!]!;
  const inputs = record.edges.filter(({ to }) => to === edge.to).map(({ from }) => from);
  const local = (leaf: (id: string) => Term, otherwise: Term) =>
    isDifferentiable(consumer)
      ? consumer.derivatives(terms, inputs.map(leaf), leaf(edge.to))[edge.position]!
      : otherwise;
  const upstream = derivative(targetTerm(record), name(edge.to));
  const rule = derivative(name(edge.to), name(edge.from));
  return {
    rule: terms.multiply([upstream, rule]),
    formula: terms.multiply([upstream, local(name, rule)]),
    numbers: terms.multiply([numberTerm(edge.upstream!), local(value, numberTerm(edge.local!))]),
  };
}

/** The name of the target; of several it is their sum that has gradients. */
function targetTerm({ nodes, targets }: PictureRecord): Term {
  const names = nodes.filter(({ id }) => targets.includes(id)).map(({ name }) => name);
  return names.length === 1 ? nameTerm(names[0]!) : atom({ latex: "\\Sigma", text: "Σ" });
}

function equation(left: Notation, right: readonly Notation[]): Notation {
  const written = (key: keyof Notation) =>
    [...new Set([left, ...right].map((side) => side[key]))].join(" = ");
  return { latex: written("latex"), text: written("text") };
}

function aligned(left: Notation, right: readonly Notation[]): string {
  const lines = [...new Set(right.map(({ latex }) => latex))].map((latex) => `&= ${latex}`);
  return `\\begin{aligned}${left.latex} ${lines.join(" \\\\ ")}\\end{aligned}`;
}
