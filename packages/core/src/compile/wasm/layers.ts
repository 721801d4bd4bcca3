/** Finds the large dense layers of a graph, from its structure and not from how it was built. */

import { AddGate } from "../../gates/add.js";
import { MultiplyGate } from "../../gates/multiply.js";
import type { WeightGate } from "../../gates/weight.js";
import { isWeight, type Structure } from "./structure.js";

/** Units that multiply the same inputs with weights of their own and add up. Gates are called by their positions. */
export interface Layer {
  /** The inputs of every unit. */
  readonly inputs: readonly number[];
  /** The sums. */
  readonly units: readonly number[];
  /** `weights[j][i]` belongs to unit j and input i. */
  readonly weights: readonly (readonly number[])[];
  /** The bias of each unit; empty where there is none. */
  readonly biases: readonly number[];
  /** The learning rate of all weights and biases. */
  readonly alpha: number;
  /** All gates that the layer computes: sums, products, weights. */
  readonly gates: readonly number[];
}

/** With fewer weights straight code is faster. */
const FEWEST_WEIGHTS = 64;

interface Unit {
  readonly sum: number;
  readonly inputs: readonly number[];
  readonly weights: readonly number[];
  readonly products: readonly number[];
  readonly bias: number | undefined;
}

export function layersOf(structure: Structure): Layer[] {
  const groups = new Map<string, Unit[]>();
  structure.gates.forEach((_, i) => {
    const unit = unitOf(structure, i);
    if (!unit) return;
    const key = `${unit.bias === undefined} ${unit.inputs.join()}`;
    const group = groups.get(key);
    if (group) group.push(unit);
    else groups.set(key, [unit]);
  });
  return [...groups.values()].flatMap((units) => layerOf(structure, units) ?? []);
}

function layerOf({ gates }: Structure, units: readonly Unit[]): Layer | undefined {
  const { inputs } = units[0]!;
  if (units.length * inputs.length < FEWEST_WEIGHTS) return undefined;
  const weights = units.map((unit) => unit.weights);
  const biases = units.flatMap(({ bias }) => bias ?? []);
  const learning = [...weights.flat(), ...biases];
  const { alpha } = gates[learning[0]!] as WeightGate;
  if (learning.some((weight) => (gates[weight] as WeightGate).alpha !== alpha)) return undefined;
  const sums = units.map(({ sum }) => sum);
  const products = units.flatMap((unit) => unit.products);
  return { inputs, units: sums, weights, biases, alpha, gates: [...sums, ...products, ...learning] };
}

/** A sum of products of a weight and an input, and perhaps one more weight, all of them used here only. */
function unitOf(structure: Structure, sum: number): Unit | undefined {
  const { gates, inputs, consumers, targets } = structure;
  if (!(gates[sum] instanceof AddGate)) return undefined;
  const isOwn = (gate: number) => consumers[gate] === 1 && !targets.includes(gate);
  const isOwnWeight = (gate: number) => isOwn(gate) && isWeight(structure, gate);
  const terms: { input: number; weight: number; product: number }[] = [];
  const biases: number[] = [];
  for (const term of inputs[sum]!) {
    if (isOwnWeight(term)) biases.push(term);
    else if (gates[term] instanceof MultiplyGate && isOwn(term) && inputs[term]!.length === 2) {
      const [a, b] = inputs[term]! as [number, number];
      if (isOwnWeight(a)) terms.push({ input: b, weight: a, product: term });
      else if (isOwnWeight(b)) terms.push({ input: a, weight: b, product: term });
      else return undefined;
    } else return undefined;
  }
  if (biases.length > 1 || terms.length === 0) return undefined;
  // Units may name the same inputs in different orders.
  terms.sort((a, b) => a.input - b.input);
  return {
    sum,
    inputs: terms.map(({ input }) => input),
    weights: terms.map(({ weight }) => weight),
    products: terms.map(({ product }) => product),
    bias: biases[0],
  };
}
