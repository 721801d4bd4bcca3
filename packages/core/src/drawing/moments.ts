/** A pass as a film: what is known after each of its steps. */

import { edgeId, type EdgeRecord, type NodeRecord, type PictureRecord } from "./record.js";
import { stepsOf, type Step } from "./steps.js";

/** What a picture shows in the middle of a pass. */
export interface Moment {
  /** With the numbers that are known by now. */
  readonly picture: PictureRecord;
  /** What has just happened; absent at the beginning. */
  readonly step?: Step;
  /** The ids of the edges that the step read, or along which it passed gradients back. */
  readonly edges: readonly string[];
}

export class Moments {
  readonly #picture: PictureRecord;
  /** Forward first, then backward. A drawing after backward holds the values of the forward pass too. */
  readonly steps: readonly Step[];
  readonly #forwardSteps: number;

  constructor(picture: PictureRecord) {
    this.#picture = picture;
    this.steps = stepsOf(picture.pass === "backward" ? { ...picture, pass: "step" } : picture);
    this.#forwardSteps = this.steps.filter(({ kind }) => kind === "forward").length;
  }

  /** @param done how many steps have been taken, from 0 to `steps.length` */
  at(done: number): Moment {
    const step = this.steps[done - 1];
    const edges = step ? this.#edgesOf(step) : [];
    const picture = done >= this.steps.length ? this.#picture : this.#partly(done);
    return { picture, edges, ...(step && { step }) };
  }

  #partly(done: number): PictureRecord {
    const { pass, nodes, edges, targets } = this.#picture;
    const isBackward = done > this.#forwardSteps;
    const computed = new Set<string>();
    const gradients = new Map<string, number>(isBackward ? targets.map((id) => [id, 1]) : []);
    const passedOn = new Set<string>();
    const moved = new Set<string>();
    for (const step of this.steps.slice(0, done)) {
      if (step.kind === "forward") computed.add(step.gate);
      if (step.kind === "update") moved.add(step.gate);
      if (step.kind !== "backward") continue;
      passedOn.add(step.gate);
      for (const { to, accumulated } of step.contributions) gradients.set(to, accumulated);
    }
    // What no step computes was there before: inputs and weights.
    const later = new Set(this.steps.flatMap(({ kind, gate }) => (kind === "forward" ? [gate] : [])));
    return {
      ...this.#picture,
      pass: isBackward || pass === "gradients" ? pass : "forward",
      nodes: nodes.map((node) =>
        numbersOf(node, {
          value: computed.has(node.id) || !later.has(node.id) ? node.value : undefined,
          gradient: gradients.get(node.id),
          next: moved.has(node.id) ? node.next : undefined,
        }),
      ),
      edges: edges.map((edge) => (passedOn.has(edge.to) ? edge : bare(edge))),
    };
  }

  #edgesOf({ kind, gate }: Step): string[] {
    if (kind === "update") return [];
    return this.#picture.edges.filter(({ to }) => to === gate).map(edgeId);
  }
}

/** The same picture before anything is computed, which has the same layout. */
export function withoutNumbers(picture: PictureRecord): PictureRecord {
  return {
    ...picture,
    pass: picture.pass === "gradients" ? "gradients" : "none",
    nodes: picture.nodes.map((node) => {
      const bareNode = numbersOf(node, {});
      return node.folded ? { ...bareNode, folded: { gates: node.folded.gates } } : bareNode;
    }),
    edges: picture.edges.map(bare),
  };
}

type Numbers = Pick<NodeRecord, "value" | "gradient" | "next">;

function numbersOf(node: NodeRecord, numbers: { [K in keyof Numbers]: number | undefined }): NodeRecord {
  const { id, name, operation, role, ...rest } = node;
  const others = Object.entries(rest).filter(([key]) => !["value", "gradient", "next"].includes(key));
  const known = Object.entries(numbers).filter(([, number]) => number !== undefined);
  return { id, name, operation, role, ...Object.fromEntries([...others, ...known]) };
}

function bare({ from, to, position }: EdgeRecord): EdgeRecord {
  return { from, to, position };
}
