/** The pairs of hand-ins of an assignment that are alike. */

import type { Assignment } from "../model/assignment.js";
import { likenesses, type Likeness } from "./compare.js";
import type { Lines } from "./document.js";
import { handInsOf } from "./handIns.js";

export const CAUTION =
  "Similarity is a reason to look, not a proof: short tasks have few solutions, and students may learn together.";

export interface SimilarPair extends Likeness {
  readonly notebook: string;
}

export interface Similar {
  /** The most alike first. */
  readonly pairs: readonly SimilarPair[];
  /** How many more there are. */
  readonly more: number;
  readonly unread: readonly { readonly student: string; readonly notebook: string }[];
}

/** Nobody looks at more, and their texts need memory. */
const MOST_PAIRS = 200;

/** @param threshold from 0 to 1 */
export function similarPairs(assignment: Assignment, threshold: number): Similar {
  let pairs: SimilarPair[] = [];
  let found = 0;
  const unread: { student: string; notebook: string }[] = [];
  const best = (): SimilarPair[] => pairs.sort(byLikeness).slice(0, MOST_PAIRS);
  for (const notebook of assignment.notebooks) {
    const handIns = handInsOf(assignment, notebook);
    unread.push(...handIns.unread.map((student) => ({ student, notebook })));
    for (const likeness of likenesses(handIns.documents, handIns.template, threshold)) {
      found++;
      pairs.push({ ...likeness, notebook });
      if (pairs.length === 2 * MOST_PAIRS) pairs = best();
    }
  }
  pairs = best();
  return { pairs, more: found - pairs.length, unread };
}

function byLikeness(a: SimilarPair, b: SimilarPair): number {
  const keys = [b.similarity - a.similarity, b.overlap - a.overlap];
  const name = (pair: SimilarPair): string =>
    JSON.stringify([pair.notebook, pair.left.student, pair.right.student]);
  return keys.find((each) => each !== 0) ?? (name(a) < name(b) ? -1 : 1);
}

/** For example `b 3–9, 12; c 1`. */
export function placesOf(pair: SimilarPair, side: "left" | "right"): string {
  const byCell = new Map<string, Lines[]>();
  for (const lines of pair.fragments.flatMap((fragment) => fragment[side].lines))
    byCell.set(lines.cell, [...(byCell.get(lines.cell) ?? []), lines]);
  return [...byCell].map(([cell, lines]) => `${cell} ${rangesOf(lines)}`).join("; ");
}

function rangesOf(lines: readonly Lines[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const { first, last } of [...lines].sort((a, b) => a.first - b.first)) {
    const range = ranges.at(-1);
    if (range && first <= range.last + 1) range.last = Math.max(range.last, last);
    else ranges.push({ first, last });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
}
