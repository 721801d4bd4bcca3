/** Sums over halves of pairs, put together so that whole pairs are added and never taken apart. */

import type { Node, NodeBuilder } from "./node.js";

/** Find the pairs of which both halves stand among the terms. */
export function wholePairs(terms: readonly Node[]): { pairs: Node[]; rest: Node[] } {
  const seconds = new Map<Node, number>();
  for (const term of terms) if (isLane(term, 1)) count(seconds, term.inputs[0]!, 1);
  const pairs = terms
    .filter((term) => isLane(term, 0) && take(seconds, term.inputs[0]!))
    .map((term) => term.inputs[0]!);
  return { pairs, rest: without(terms, pairs, pairs) };
}

/** The sum of some numbers and the sum of others, as a pair. */
export function sumPair(b: NodeBuilder, first: readonly Node[], second: readonly Node[]): Node {
  const aligned = common(
    first.filter((term) => isLane(term, 0)).map((term) => term.inputs[0]!),
    second.filter((term) => isLane(term, 1)).map((term) => term.inputs[0]!),
  );
  first = without(first, aligned, []);
  second = without(second, [], aligned);

  const same = common(first, second);
  first = withoutNodes(first, same);
  second = withoutNodes(second, same);

  const [a, c] = [wholePairs(first), wholePairs(second)];
  const terms = [...aligned, ...same.map((term) => b.splat(term))];
  if (a.pairs.length > 0 && c.pairs.length > 0) {
    terms.push(b.sumsOfPairs(b.sum(a.pairs), b.sum(c.pairs)));
    [first, second] = [a.rest, c.rest];
  }
  if (first.length > 0 || second.length > 0) terms.push(b.pack(sumOrZero(b, first), sumOrZero(b, second)));
  return terms.length === 0 ? b.constants(0, 0) : b.sum(terms);
}

function sumOrZero(b: NodeBuilder, terms: readonly Node[]): Node {
  return terms.length === 0 ? b.constant(0) : b.sum(terms);
}

function isLane(node: Node, position: number): boolean {
  return node.operation === "lane" && node.immediate[0] === position;
}

/** What stands in both lists, as often as in both. */
function common(a: readonly Node[], b: readonly Node[]): Node[] {
  const left = new Map<Node, number>();
  for (const node of b) count(left, node, 1);
  return a.filter((node) => take(left, node));
}

/** The terms without one half of each of the pairs. */
function without(terms: readonly Node[], firsts: readonly Node[], seconds: readonly Node[]): Node[] {
  const gone = [new Map<Node, number>(), new Map<Node, number>()] as const;
  for (const pair of firsts) count(gone[0], pair, 1);
  for (const pair of seconds) count(gone[1], pair, 1);
  return terms.filter(
    (term) => term.operation !== "lane" || !take(gone[term.immediate[0] as 0 | 1], term.inputs[0]!),
  );
}

function withoutNodes(terms: readonly Node[], gone: readonly Node[]): Node[] {
  const left = new Map<Node, number>();
  for (const node of gone) count(left, node, 1);
  return terms.filter((term) => !take(left, term));
}

function count(counts: Map<Node, number>, node: Node, by: number): void {
  counts.set(node, (counts.get(node) ?? 0) + by);
}

/** Whether there is one left; takes it. */
function take(counts: Map<Node, number>, node: Node): boolean {
  const left = counts.get(node) ?? 0;
  if (left > 0) counts.set(node, left - 1);
  return left > 0;
}
