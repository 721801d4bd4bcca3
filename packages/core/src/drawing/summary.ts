/** A record in one line of words, for people who do not see the picture and for places that cannot show it. */

import type { GraphRecord } from "./record.js";
import { textsOf } from "./texts.js";

/** More gates than this are counted and not told one by one. */
const TOLD = 24;

/** For example: `Computational graph of L after backward: 2 gates, 1 edge. L = 0.25; w = 0.8, ∂L/∂w = −0.25, …` */
export function summarize(record: GraphRecord): string {
  const { nodes, edges, pass } = record;
  const texts = textsOf(record);
  const target = nodes.find(({ id }) => id === record.target)!;
  const when = pass === "none" ? "" : ` after ${pass}`;
  const counts = `${count(nodes.length, "gate")}, ${count(edges.length, "edge")}`;
  const told = nodes.length > TOLD ? [target] : nodes;
  const facts = told.map((node) => {
    const { name } = node;
    const { value, gradient, next } = texts.get(node.id)!;
    const parts = [node.value === undefined ? `${name} not computed` : `${name} = ${value}`];
    if (node.gradient !== undefined) parts.push(`∂${target.name}/∂${name} = ${gradient}`);
    if (node.next !== undefined) parts.push(`next ${name} = ${next}`);
    return parts.join(", ");
  });
  return `Computational graph of ${target.name}${when}: ${counts}. ${facts.join("; ")}.`.replaceAll(
    /\s+/g,
    " ",
  );
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
