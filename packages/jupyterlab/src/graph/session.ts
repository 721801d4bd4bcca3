/**
 * Everything that is computed on a graph document while somebody looks at it: what is drawn at a moment with some of
 * its groups open, what there is to read about a gate, and which gates have a name. It knows no page, so that for a
 * large graph it can run in a worker.
 */
import {
  cellsOf,
  fold,
  formatNumber,
  groupIds,
  Moments,
  openTo,
  toDot,
  withoutNumbers,
  type GateNotes,
  type GraphDocument,
  type NodeRecord,
  type Pass,
  type PictureRecord,
  type Row,
  type Step,
} from "@gradus/core";

/** A point in time: how many steps of which pass have been taken. */
export interface Time {
  readonly pass: number;
  readonly done: number;
}

export interface Overview {
  readonly gates: number;
  readonly groups: readonly string[];
  /** The number of steps of each pass, the oldest first. */
  readonly passes: readonly { readonly pass: Pass; readonly steps: number }[];
}

export interface Scene {
  /** With folded groups, and the numbers that are known at the time. */
  readonly picture: PictureRecord;
  /** The box of the gate that computes now. */
  readonly active?: string;
  readonly activeEdges: readonly string[];
  readonly step?: StepWords;
}

/** What a step does, as the parts of a sentence. */
export interface StepWords {
  readonly kind: Step["kind"];
  readonly gate: string;
  readonly text: string;
}

export interface Hit {
  readonly id: string;
  readonly name: string;
  readonly operation: string;
}

export interface Details {
  readonly node: NodeRecord;
  /** The node's rows as they stand in the picture. */
  readonly rows: readonly Row[];
  readonly notes: GateNotes;
  /** The group to fold when the gate is to be put away: the innermost open one. */
  readonly group?: { readonly id: string; readonly name: string };
}

export class GraphSession {
  readonly #document: GraphDocument;
  readonly #passes: readonly PictureRecord[];
  readonly #groups: readonly string[];
  readonly #moments = new Map<number, Moments>();

  constructor(document: GraphDocument) {
    this.#document = document;
    const { pass, targets, nodes, edges, groups } = document;
    // What is drawn is sent to the page again and again: without what else the document holds.
    this.#passes = [...(document.earlier ?? []), { pass, targets, nodes, edges, groups }];
    this.#groups = groupIds(document);
  }

  overview(): Overview {
    return {
      gates: this.#document.nodes.length,
      groups: this.#groups,
      passes: this.#passes.map(({ pass }, i) => ({ pass, steps: this.#momentsOf(i).steps.length })),
    };
  }

  scene(open: readonly string[], { pass, done }: Time): Scene {
    const { picture, step, edges } = this.#momentsOf(pass).at(done);
    const drawn = this.#folded(picture, open);
    const boxes = new Set(drawn.nodes.map(({ id }) => id));
    return {
      picture: drawn,
      activeEdges: edges,
      ...(step && { step: this.#wordsOf(step), active: boxOf(step.gate, boxes, this.#document) }),
    };
  }

  /** The DOT text of the picture without its numbers: its layout is the same at all times. */
  outline(open: readonly string[]): string {
    return toDot(withoutNumbers(this.#folded(this.#passes.at(-1)!, open)));
  }

  /** @param id of a gate, or of a folded group */
  details(id: string, open: readonly string[], { pass, done }: Time): Details | undefined {
    const moments = this.#momentsOf(pass);
    const { picture } = moments.at(done);
    const node =
      picture.nodes.find((each) => each.id === id) ??
      this.#folded(picture, open).nodes.find((each) => each.id === id);
    if (!node) return undefined;
    const notes = pass === this.#passes.length - 1 ? (this.#document.notes?.[id] ?? {}) : {};
    const isKnown = picture.edges.every(({ from, local }) => from !== id || local !== undefined);
    const inside = openTo(this.#document, id)
      .filter((group) => open.includes(group))
      .at(-1);
    const name = this.#document.groups.find((group) => group.id === inside)?.name;
    return {
      node,
      rows: rowsOf(node, picture),
      // The formulas have the numbers of the end in them: they can be read as soon as these are there.
      notes: {
        ...(notes.value !== undefined && node.value !== undefined && { value: notes.value }),
        ...(notes.gradient !== undefined &&
          node.gradient !== undefined &&
          isKnown && { gradient: notes.gradient }),
      },
      ...(inside !== undefined && { group: { id: inside, name: name ?? inside } }),
    };
  }

  /** The gates whose name or operation holds the text, in the order of computation. */
  search(text: string): Hit[] {
    const sought = text.trim().toLowerCase();
    if (sought === "") return [];
    return this.#document.nodes
      .filter(({ name, operation }) => `${name} ${operation}`.toLowerCase().includes(sought))
      .map(({ id, name, operation }) => ({ id, name, operation }));
  }

  /** The groups that must be open so that a gate can be seen. */
  pathTo(id: string): string[] {
    return openTo(this.#document, id);
  }

  #folded(picture: PictureRecord, open: readonly string[]): PictureRecord {
    return open.length >= this.#groups.length ? picture : fold(picture, new Set(open));
  }

  #momentsOf(pass: number): Moments {
    let moments = this.#moments.get(pass);
    if (!moments) this.#moments.set(pass, (moments = new Moments(this.#passes[pass]!)));
    return moments;
  }

  #wordsOf(step: Step): StepWords {
    const nameOf = (id: string) => this.#document.nodes.find((node) => node.id === id)!.name;
    return { kind: step.kind, gate: nameOf(step.gate), text: textOf(step, nameOf) };
  }
}

/** What stands in one box, without writing all of them. */
function rowsOf(node: NodeRecord, picture: PictureRecord): readonly Row[] {
  const edges = picture.edges.filter(({ from, to }) => from === node.id || to === node.id);
  const ids = new Set([...picture.targets, ...edges.flatMap(({ from, to }) => [from, to])]);
  const others = picture.nodes.filter(({ id }) => ids.has(id) && id !== node.id);
  return cellsOf({ ...picture, nodes: [node, ...others], edges }).nodes.get(node.id)!;
}

/** The numbers of a step; its words depend on the reader's language and are put around it. */
function textOf(step: Step, nameOf: (id: string) => string): string {
  switch (step.kind) {
    case "forward":
      return `${nameOf(step.gate)} = ${formatNumber(step.value)}`;
    case "backward":
      return step.contributions
        .map(({ to, local, contribution }) => {
          const product = `${formatNumber(local)} · ${formatNumber(step.upstream)}`;
          return `${nameOf(to)} += ${product} = ${formatNumber(contribution)}`;
        })
        .join(", ");
    case "update":
      return `${nameOf(step.gate)}: ${formatNumber(step.from)} → ${formatNumber(step.to)}`;
  }
}

/** The box that a gate is drawn in. */
function boxOf(gate: string, boxes: ReadonlySet<string>, document: GraphDocument): string | undefined {
  if (boxes.has(gate)) return gate;
  return openTo(document, gate).find((group) => boxes.has(group));
}
