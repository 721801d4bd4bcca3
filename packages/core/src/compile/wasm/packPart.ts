/** One gate, or two of one kind, as straight computations without a loop. */

import type { DifferentiableGate } from "../../gates/formulaGate.js";
import type { Algebra } from "../../algebra/algebra.js";
import { sumPair } from "./lanes.js";
import { PairMath, ScalarMath } from "./math.js";
import type { Node, NodeBuilder } from "./node.js";
import type { Pack } from "./packs.js";
import type { Part, Step } from "./step.js";

/** A pack of gates that compute. */
export class PackPart implements Part {
  readonly #pack: Pack;
  #out: Node | undefined;

  constructor(
    pack: Pack,
    readonly depth: number,
  ) {
    this.#pack = pack;
  }

  forward(step: Step): void {
    this.#out = this.#gate(step).formula(this.#math(step), this.#inputs(step));
    this.#pack.forEach((gate, lane) => {
      step.setValue(gate, laneOf(step.b, this.#pack, this.#out!, lane));
    });
  }

  backward(step: Step): void {
    const upstream = gradientOf(step, this.#pack);
    if (!upstream) return;
    const math = this.#math(step);
    const locals = this.#gate(step).derivatives(math, this.#inputs(step), this.#out!);
    locals.forEach((local, position) => {
      const part = math.multiply([local, upstream]);
      this.#pack.forEach((gate, lane) => {
        const input = step.structure.inputs[gate]![position]!;
        step.addGradient(input, laneOf(step.b, this.#pack, part, lane));
      });
    });
  }

  /** One of the gates: both have the same formula. */
  #gate(step: Step): DifferentiableGate {
    return step.structure.gates[this.#pack[0]] as DifferentiableGate;
  }

  #inputs(step: Step): Node[] {
    const [first, second] = this.#pack;
    return step.structure.inputs[first]!.map((input, position) => {
      const value = step.value(input);
      if (second === undefined) return value;
      return step.b.pack(value, step.value(step.structure.inputs[second]![position]!));
    });
  }

  #math(step: Step): Algebra<Node> {
    return this.#pack.length === 2 ? new PairMath(step.b) : new ScalarMath(step.b);
  }
}

/** The sum of what came back to the gates of a pack; undefined if nothing did. */
export function gradientOf(step: Step, pack: Pack): Node | undefined {
  const parts = pack.map((gate) => step.gradients(gate));
  if (parts.every((list) => list.length === 0)) return undefined;
  return pack.length === 2 ? sumPair(step.b, parts[0]!, parts[1]!) : new ScalarMath(step.b).add(parts[0]!);
}

/** The number that belongs to one gate of a pack. */
export function laneOf(b: NodeBuilder, pack: Pack, node: Node, lane: number): Node {
  return pack.length === 2 ? b.lane(node, lane as 0 | 1) : node;
}
