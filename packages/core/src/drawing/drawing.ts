/** A drawing: what one pass left behind, kept as numbers and turned into text only when somebody looks. */

import type { Wiring } from "../graph/wiring.js";
import { toDot } from "./dot.js";
import { layOut } from "./layout.js";
import { operationOf, roleOf } from "./operation.js";
import type { EdgeRecord, GraphRecord, NodeRecord, Pass } from "./record.js";
import { summarize } from "./summary.js";

export type { Pass } from "./record.js";

export interface Drawing {
  /** The picture in Graphviz' language. */
  readonly dot: string;
  /** The picture in one line of words; also its alternative text. */
  readonly summary: string;
  /** The picture as plain data. */
  toJSON(): GraphRecord;
  /** @throws NoLayoutError when no layout engine has been provided */
  toSvg(): Promise<string>;
}

/** By gate, and `local` by edge, in the order of the wiring. NaN in `out` or `local`: not computed. */
interface Values {
  readonly out: Float64Array;
  readonly dz?: Float64Array;
  /** The values after the weights' step. */
  readonly next?: Float64Array;
  readonly local?: Float64Array;
}

export class GraphDrawing implements Drawing {
  readonly #wiring: Wiring;
  readonly #pass: Pass;
  readonly #values: Values;

  constructor(wiring: Wiring, pass: Pass, values: Values) {
    this.#wiring = wiring;
    this.#pass = pass;
    this.#values = values;
  }

  get dot(): string {
    return toDot(this.toJSON());
  }

  get summary(): string {
    return summarize(this.toJSON());
  }

  toJSON(): GraphRecord {
    const { gates, first } = this.#wiring;
    return {
      pass: this.#pass,
      target: id(gates.length - 1),
      nodes: gates.map((_, i) => this.#node(i)),
      edges: gates.flatMap((_, i) =>
        Array.from({ length: first[i + 1]! - first[i]! }, (_, position) => this.#edge(i, position)),
      ),
    };
  }

  toSvg(): Promise<string> {
    return layOut(this.dot);
  }

  /** What Node and tslab print for a drawing that stands alone at the end of a cell. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.summary} Show the picture with display(…).`;
  }

  #node(i: number): NodeRecord {
    const { gates } = this.#wiring;
    const { out, dz, next } = this.#values;
    const gate = gates[i]!;
    const declared = roleOf(gate, gates[gates.length - 1]!);
    // A student's weight may hide its learning rate; what moved in the backward pass is a weight.
    const role = declared === "input" && next && next[i] !== out[i] ? "weight" : declared;
    return {
      id: id(i),
      name: gate.name || id(i),
      operation: operationOf(gate),
      role,
      ...defined({
        value: computed(out[i]),
        gradient: dz?.[i],
        next: role === "weight" ? next?.[i] : undefined,
      }),
    };
  }

  #edge(to: number, position: number): EdgeRecord {
    const { first, source } = this.#wiring;
    const edge = first[to]! + position;
    const { local, dz } = this.#values;
    return {
      from: id(source[edge]!),
      to: id(to),
      position,
      ...defined({ local: computed(local?.[edge]), upstream: dz?.[to] }),
    };
  }
}

function id(gate: number): string {
  return `g${gate}`;
}

function computed(value: number | undefined): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
