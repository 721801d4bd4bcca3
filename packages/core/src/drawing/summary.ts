/** A record in one line of words, for people who do not see the picture and for places that cannot show it. */

import type { NodeRecord, Pass, PictureRecord } from "./record.js";
import { textsOf } from "./texts.js";

/** More gates than this are counted and not told one by one. */
const TOLD = 24;

/** How a summary begins, by what has been run. */
const openings: Readonly<Record<Pass, (target: string) => string>> = {
  none: (target) => `Computational graph of ${target}`,
  forward: (target) => `Computational graph of ${target} after forward`,
  backward: (target) => `Computational graph of ${target} after backward`,
  step: (target) => `Computational graph of ${target} after a training step`,
  gradients: (target) => `Gradient graph with ${target}`,
};

/** For example: `Computational graph of L after backward: 2 gates, 1 edge. L = 0.25; w = 0.8, ∂L/∂w = −0.25, …` */
export function summarize(record: PictureRecord): string {
  const { nodes, edges, pass } = record;
  const texts = textsOf(record);
  const targets = nodes.filter(({ id }) => record.targets.includes(id));
  const counts = `${count(nodes.length, "gate")}, ${count(edges.length, "edge")}`;
  const told = nodes.length > TOLD ? nodes.filter((node) => targets.includes(node) || node.mark) : nodes;
  const top = targets.length === 1 ? targets[0]!.name : "sum";
  const facts = told.map((node) => {
    const { name, mark } = node;
    const { value, gradient, next } = texts.get(node.id)!;
    const parts = [node.value === undefined ? `${name} not computed` : `${name} = ${value}`];
    if (node.gradient !== undefined) parts.push(`∂${top}/∂${name} = ${gradient}`);
    if (node.next !== undefined) parts.push(`next ${name} = ${next}`);
    if (mark !== undefined) parts.push(`wrong: ${mark}`);
    return parts.join(", ");
  });
  const opening = openings[pass](namesOf(targets));
  return `${opening}: ${counts}. ${facts.join("; ")}.`.replaceAll(/\s+/g, " ");
}

/** More targets than this are counted. */
const LISTED = 4;

function namesOf(targets: readonly NodeRecord[]): string {
  const names = targets.map(({ name }) => name);
  return names.length > LISTED
    ? `${names.slice(0, LISTED).join(", ")} and ${names.length - LISTED} more`
    : names.join(", ");
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
