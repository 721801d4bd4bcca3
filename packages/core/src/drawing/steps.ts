/** What a pass did, gate by gate, as plain data: what each gate read, computed and passed on. */

import type { EdgeRecord, NodeRecord, PictureRecord } from "./record.js";

/** A gate computed its value. */
export interface ForwardStep {
  readonly kind: "forward";
  readonly gate: string;
  /** The inputs in their order. */
  readonly reads: readonly { readonly from: string; readonly value: number }[];
  readonly value: number;
}

/** A gate passed its gradient back to its inputs. */
export interface BackwardStep {
  readonly kind: "backward";
  readonly gate: string;
  /** The gradient that has arrived at the gate. */
  readonly upstream: number;
  readonly contributions: readonly Contribution[];
}

export interface Contribution {
  /** The input that gets it. */
  readonly to: string;
  /** Which input of the gate that is, from 0. */
  readonly position: number;
  /** The derivative of the gate with respect to this input. */
  readonly local: number;
  /** local × upstream: what is added to the gradient of the input. */
  readonly contribution: number;
  /** The gradient of the input with this contribution and all before it. */
  readonly accumulated: number;
}

/** A weight took its step of gradient descent. */
export interface UpdateStep {
  readonly kind: "update";
  readonly gate: string;
  readonly from: number;
  readonly gradient: number;
  readonly to: number;
}

export type Step = ForwardStep | BackwardStep | UpdateStep;

/** The steps of a pass in the order in which they happened. What was not reached has no step. */
export function stepsOf(picture: PictureRecord): Step[] {
  const inputs = new Map<string, EdgeRecord[]>(picture.nodes.map(({ id }) => [id, []]));
  for (const edge of picture.edges) inputs.get(edge.to)!.push(edge);
  const isForward = picture.pass !== "none" && picture.pass !== "backward";
  const isBackward = picture.pass === "backward" || picture.pass === "step";
  return [
    ...(isForward ? forwardSteps(picture, inputs) : []),
    ...(isBackward ? backwardSteps(picture, inputs) : []),
  ];
}

type Inputs = ReadonlyMap<string, readonly EdgeRecord[]>;

function forwardSteps({ nodes }: PictureRecord, inputs: Inputs): ForwardStep[] {
  const values = new Map(nodes.map(({ id, value }) => [id, value]));
  return nodes.flatMap(({ id, value }) => {
    const edges = inputs.get(id)!;
    if (edges.length === 0 || value === undefined) return [];
    const reads = edges.map(({ from }) => ({ from, value: values.get(from)! }));
    return [{ kind: "forward" as const, gate: id, reads, value }];
  });
}

function backwardSteps({ nodes, targets }: PictureRecord, inputs: Inputs): (BackwardStep | UpdateStep)[] {
  // The target starts with ∂L/∂L = 1, all others with nothing.
  const accumulated = new Map(nodes.map(({ id }) => [id, targets.includes(id) ? 1 : 0]));
  return [...nodes].reverse().flatMap((node): (BackwardStep | UpdateStep)[] => {
    const { id, gradient: upstream } = node;
    if (upstream === undefined) return [];
    const edges = inputs.get(id)!;
    if (edges.length === 0) return updateOf(node);
    const contributions = edges.flatMap(({ from, position, local }): Contribution[] => {
      if (local === undefined) return [];
      const contribution = local * upstream;
      accumulated.set(from, accumulated.get(from)! + contribution);
      return [{ to: from, position, local, contribution, accumulated: accumulated.get(from)! }];
    });
    return [{ kind: "backward", gate: id, upstream, contributions }];
  });
}

function updateOf({ id, value, gradient, next }: NodeRecord): UpdateStep[] {
  if (next === undefined || value === undefined || gradient === undefined) return [];
  return [{ kind: "update", gate: id, from: value, gradient, to: next }];
}
