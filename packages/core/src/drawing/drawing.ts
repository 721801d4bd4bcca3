/** A drawing: what one pass left behind, kept as numbers and turned into text only when somebody looks. */

import type { GateGroup, Wiring } from "../graph/wiring.js";
import { notesOf, type GateNotes } from "../explain/notes.js";
import type { GateLike } from "../gate.js";
import { toDot } from "./dot.js";
import { foldLarge } from "./fold.js";
import { layOut } from "./layout.js";
import { operationOf, roleOf } from "./operation.js";
import type { EdgeRecord, GraphRecord, GroupRecord, NodeRecord, Pass, PictureRecord } from "./record.js";
import { stepsOf, type Step } from "./steps.js";
import { summarize } from "./summary.js";

export type { Pass } from "./record.js";

export interface Drawing {
  /** The picture in Graphviz' language. Of a large graph the groups are drawn as one box each. */
  readonly dot: string;
  /** The picture in one line of words; also its alternative text. */
  readonly summary: string;
  /** The picture as plain data. */
  readonly picture: PictureRecord;
  /** How the numbers came about, gate by gate. */
  readonly steps: readonly Step[];
  /** How each gate comes to its value and to its gradient, in formulas with numbers; by the id of the gate. */
  readonly notes: Readonly<Record<string, GateNotes>>;
  /** The picture and its steps as plain data. */
  toJSON(): GraphRecord;
  /** @throws NoLayoutError when no layout engine has been provided */
  toSvg(): Promise<string>;
}

/** By gate, and `local` by edge, in the order of the wiring. NaN: not computed. */
interface Values {
  readonly out: ArrayLike<number>;
  readonly dz?: ArrayLike<number>;
  /** The values after the weights' step. */
  readonly next?: ArrayLike<number>;
  readonly local?: ArrayLike<number>;
  /** What is wrong, by gate. */
  readonly marks?: ReadonlyMap<number, string>;
  /** Positions in the original graph of a graph of gradients. */
  readonly partners?: ReadonlyMap<GateLike, number>;
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
    return toDot(foldLarge(this.picture));
  }

  get summary(): string {
    return summarize(this.picture);
  }

  get steps(): readonly Step[] {
    return stepsOf(this.picture);
  }

  get notes(): Readonly<Record<string, GateNotes>> {
    return notesOf(this.picture, this.#wiring.gates);
  }

  toJSON(): GraphRecord {
    const { picture } = this;
    return { ...picture, steps: stepsOf(picture) };
  }

  toSvg(): Promise<string> {
    return layOut(this.dot);
  }

  /** What Node and tslab print for a drawing that stands alone at the end of a cell. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.summary} Show the picture with display(…).`;
  }

  get picture(): PictureRecord {
    const { gates, first, targets } = this.#wiring;
    return {
      pass: this.#pass,
      targets: targets.map(id),
      nodes: gates.map((_, i) => this.#node(i)),
      edges: gates.flatMap((_, i) =>
        Array.from({ length: first[i + 1]! - first[i]! }, (_, position) => this.#edge(i, position)),
      ),
      groups: this.#groups(),
    };
  }

  #node(i: number): NodeRecord {
    const { gates, targets } = this.#wiring;
    const { out, dz, next, marks, partners } = this.#values;
    const gate = gates[i]!;
    const partner = partners?.get(gate);
    const declared = roleOf(gate, targets.includes(i));
    // A student's weight may hide its learning rate; what moved in the backward pass is a weight.
    const role = declared === "input" && next && next[i] !== out[i] ? "weight" : declared;
    return {
      id: id(i),
      name: gate.name || id(i),
      operation: operationOf(gate),
      role,
      ...defined({
        value: computed(out[i]),
        gradient: computed(dz?.[i]),
        next: role === "weight" ? next?.[i] : undefined,
        mark: marks?.get(i),
        partner: partner === undefined ? undefined : id(partner),
      }),
    };
  }

  #groups(): GroupRecord[] {
    const { gates, groups } = this.#wiring;
    if (groups.length === 0) return [];
    const index = new Map(gates.map((gate, i) => [gate, i]));
    const records: GroupRecord[] = [];
    const add = (parent: string | undefined) => (group: GateGroup) => {
      const own = `c${records.length}`;
      const nodes = group.gates.flatMap((gate) => (index.has(gate) ? [id(index.get(gate)!)] : []));
      records.push({ id: own, name: group.name, nodes, ...defined({ parent }) });
      group.groups?.forEach(add(own));
    };
    groups.forEach(add(undefined));
    return records;
  }

  #edge(to: number, position: number): EdgeRecord {
    const { first, source } = this.#wiring;
    const edge = first[to]! + position;
    const { local, dz } = this.#values;
    return {
      from: id(source[edge]!),
      to: id(to),
      position,
      ...defined({ local: computed(local?.[edge]), upstream: computed(dz?.[to]) }),
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
