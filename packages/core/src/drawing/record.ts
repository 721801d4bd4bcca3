/** A pass over a graph as plain data: what a drawing, a summary or a file shows of it. */

import type { Step } from "./steps.js";

/** What has been run. A step is a forward and a backward pass; in a graph of gradients the values are gradients. */
export type Pass = "none" | "forward" | "backward" | "step" | "gradients";

/**
 * What a gate is in the graph: a source of data, something that learns, a step of the computation, or its end. A
 * folded group stands for many gates.
 */
export type Role = "input" | "weight" | "operation" | "target" | "group";

export interface NodeRecord {
  /** A counter in the order of computation, stable for one graph: `g0`, `g1`, … */
  readonly id: string;
  readonly name: string;
  /** What the gate computes, in a sign or two: `×`, `σ`, `α = 0.1`. */
  readonly operation: string;
  readonly role: Role;
  /** Absent while not computed, like all numbers below. */
  readonly value?: number;
  /** The derivative of the target with respect to the value. */
  readonly gradient?: number;
  /** The value of a weight after its step. */
  readonly next?: number;
  /** What is wrong with the gate. Absent where nothing is. */
  readonly mark?: string;
  /** In a graph of gradients: the gate of the original graph that this is, or whose gradient this is. */
  readonly partner?: string;
  /** Present where the box stands for a whole group. */
  readonly folded?: FoldedRecord;
}

/** What a folded group holds. */
export interface FoldedRecord {
  readonly gates: number;
  /** The smallest and the largest value; absent while nothing is computed. */
  readonly values?: Range;
  readonly gradients?: Range;
}

export type Range = readonly [smallest: number, largest: number];

export interface EdgeRecord {
  readonly from: string;
  readonly to: string;
  /** Which input of `to` this edge is, from 0. Parallel edges differ here. */
  readonly position: number;
  /** The local derivative of `to` with respect to `from`. */
  readonly local?: number;
  /** The gradient at `to`; local × upstream is what this edge adds to the gradient at `from`. */
  readonly upstream?: number;
}

/** Gates that belong together, such as a layer. */
export interface GroupRecord {
  /** A counter: `c0`, `c1`, … */
  readonly id: string;
  readonly name: string;
  /** All gates in it, those of inner groups among them. */
  readonly nodes: readonly string[];
  /** The group that this one is a part of. */
  readonly parent?: string;
}

/** What stands in a picture. */
export interface PictureRecord {
  readonly pass: Pass;
  /** The ids of the gates with respect to which gradients are taken: one, or several whose sum is meant. */
  readonly targets: readonly string[];
  readonly nodes: readonly NodeRecord[];
  readonly edges: readonly EdgeRecord[];
  readonly groups: readonly GroupRecord[];
}

/** A picture, and how its numbers came about one after the other. */
export interface GraphRecord extends PictureRecord {
  readonly steps: readonly Step[];
}

/** The edge's name in a picture. */
export function edgeId({ from, to, position }: EdgeRecord): string {
  return `${from}-${to}-${position}`;
}
