/** How a gate comes to its value: its formula, with the numbers put in. */

import { isRoundingError } from "../drawing/number.js";
import type { NodeRecord, PictureRecord } from "../drawing/record.js";
import type { GateLike } from "../gate.js";
import { isDifferentiable } from "../gates/formulaGate.js";
import { atom, nameTerm, numberTerm, terms, type Term } from "./terms.js";

/**
 * For example `p₁ = w₁ · x₁ = 0.8 · 1 = 0.8`.
 *
 * @param gate the gate of the node
 * @returns undefined for inputs and weights, which have no formula
 */
export function explainValue(record: PictureRecord, gate: GateLike, node: NodeRecord): string | undefined {
  const nodes = new Map(record.nodes.map((each) => [each.id, each]));
  const inputs = record.edges.filter(({ to }) => to === node.id).map(({ from }) => nodes.get(from)!);
  if (inputs.length === 0) return undefined;
  const written = (leaf: (input: NodeRecord) => Term) => formulaOf(gate, node, inputs.map(leaf)).text;
  const sides = [node.name, written(({ name }) => nameTerm(name))];
  if (node.value !== undefined && inputs.every(({ value }) => value !== undefined)) {
    sides.push(
      written(({ value }) => numberTerm(value!)),
      textOfSum(node, inputs),
    );
  }
  return [...new Set(sides)].join(" = ");
}

/** As it stands in the picture: what is only the rounding error of a sum reads as 0. */
function textOfSum({ operation, value }: NodeRecord, inputs: readonly NodeRecord[]): string {
  const isRounded =
    operation === "+" &&
    isRoundingError(
      value!,
      inputs.map((input) => input.value!),
    );
  return isRounded ? "0" : numberTerm(value!).text;
}

/** A gate without a formula, such as a student's, is told by its sign. */
function formulaOf(gate: GateLike, { operation }: NodeRecord, inputs: readonly Term[]): Term {
  if (isDifferentiable(gate)) return gate.formula(terms, inputs);
  if (operation === "+") return terms.add(inputs);
  if (operation === "×") return terms.multiply(inputs);
  const text = `${operation}(${inputs.map((input) => input.text).join(", ")})`;
  return atom({ latex: text, text });
}
