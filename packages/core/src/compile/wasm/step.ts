/** One training step as computations: what is known so far of each gate's value and gradient. */

import type { Node, NodeBuilder } from "./node.js";
import { isWeight, type Structure } from "./structure.js";

/** Instructions with an effect, such as a loop over a large layer. They run in the order in which they were added. */
export interface Statement {
  /** What the statement pushes. */
  readonly needs: readonly Node[];
  write(push: (node: Node) => void): void;
}

/** A part of the graph that is computed as a whole. */
export interface Part {
  /** All gates of the part are as deep as this, or are read by nobody else. */
  readonly depth: number;
  forward(step: Step): void;
  /** Runs after the backward passes of all parts that read this one. */
  backward(step: Step): void;
}

export class Step {
  readonly statements: Statement[] = [];
  /** The gradients of weights that are not kept in memory by a layer. */
  readonly weightGradients = new Map<number, Node>();
  readonly #values: (Node | undefined)[];
  readonly #gradients: (Node[] | undefined)[];

  /** @param row the local that holds the address of the sample */
  constructor(
    readonly structure: Structure,
    readonly b: NodeBuilder,
    row: number,
  ) {
    const { gates, inputs, column } = structure;
    this.#gradients = new Array<undefined>(gates.length);
    this.#values = gates.map((gate, i) => {
      if (column.has(i)) return b.load("f64", row, 8 * column.get(i)!);
      if (inputs[i]!.length > 0 || isWeight(structure, i)) return undefined;
      return b.constant(gate.out);
    });
    for (const target of structure.targets) this.addGradient(target, b.constant(1));
  }

  value(gate: number): Node {
    return this.#values[gate]!;
  }

  setValue(gate: number, value: Node): void {
    this.#values[gate] = value;
  }

  /** The parts of the gradient that have come back so far. */
  gradients(gate: number): readonly Node[] {
    return this.#gradients[gate] ?? [];
  }

  /** Gradients that move no weight are dropped. */
  addGradient(gate: number, part: Node): void {
    if (this.structure.learns[gate]) (this.#gradients[gate] ??= []).push(part);
  }
}
