/** Why a gradient is 0, in words: where on the way back from the target it was lost. */

import { formatNumber } from "../drawing/number.js";
import type { EdgeRecord, PictureRecord, NodeRecord } from "../drawing/record.js";

/** More reasons than this are counted. */
const TOLD = 3;

/** Only for a node whose gradient is 0. */
export function whyZero(record: PictureRecord, node: NodeRecord): string {
  const nodes = new Map(record.nodes.map((each) => [each.id, each]));
  const consumers = new Map(record.nodes.map(({ id }) => [id, [] as EdgeRecord[]]));
  for (const edge of record.edges) consumers.get(edge.from)!.push(edge);
  // Back towards the target, as far as there is no gradient: it starts there with 1, so somewhere it was lost.
  const lost = new Set([node]);
  const reasons = new Set<string>();
  for (const { id } of lost) {
    const edges = consumers.get(id)!;
    const alive = edges.filter(({ local, upstream }) => local! * upstream! !== 0);
    if (alive.length > 0) {
      const parts = alive.map(({ local, upstream }) => formatNumber(local! * upstream!));
      reasons.add(`The parts ${parts.join(" and ")} cancel: together they are 0.`);
    }
    for (const edge of edges) {
      if (edge.upstream === 0) lost.add(nodes.get(edge.to)!);
      else if (edge.local === 0) reasons.add(whyEdge(record, nodes, edge));
    }
  }
  const arriving = consumers.get(node.id)!.filter(({ upstream }) => upstream === 0);
  const silent = [...new Set(arriving.map(({ to }) => nodes.get(to)!.name))];
  const opening = silent.length > 0 ? [`No gradient arrives at ${silent.join(" and ")}.`] : [];
  const more = reasons.size > TOLD ? [`And ${reasons.size - TOLD} more reasons of this kind.`] : [];
  return [...opening, ...[...reasons].slice(0, TOLD), ...more].join(" ");
}

/** Why the consumer's value does not change with the input. */
function whyEdge(record: PictureRecord, nodes: ReadonlyMap<string, NodeRecord>, edge: EdgeRecord): string {
  const [consumer, input] = [nodes.get(edge.to)!, nodes.get(edge.from)!];
  const others = record.edges.filter(({ to, position }) => to === edge.to && position !== edge.position);
  const reason = reasonsByOperation[consumer.operation]?.(
    consumer,
    input,
    others.map(({ from }) => nodes.get(from)!),
  );
  return reason ?? `The derivative of ${consumer.name} with respect to ${input.name} is 0 here.`;
}

type Reason = (consumer: NodeRecord, input: NodeRecord, others: readonly NodeRecord[]) => string | undefined;

/** By operation, so that the gates of students are explained too. */
const reasonsByOperation: Readonly<Record<string, Reason>> = {
  "×": (consumer, _, others) => {
    const zero = others.find(({ value }) => value === 0);
    return zero && `${consumer.name} multiplies with ${zero.name} = 0, so no change gets through.`;
  },
  σ: ({ name, value }) =>
    `The sigmoid ${name} is saturated: it is ${formatNumber(value!, 3)}, so close to ${Math.round(value!)} that its slope σ · (1 − σ) is 0 in floating point.`,
  tanh: ({ name, value }) =>
    `${name} is saturated: tanh is ${formatNumber(value!, 3)}, so close to ${Math.round(value!)} that its slope 1 − tanh² is 0 in floating point.`,
  ReLU: ({ name }, input) =>
    `${name} is off: its input ${input.name} = ${formatNumber(input.value!)} is not above 0, so ReLU passes nothing back.`,
  max: ({ name, value }, input) =>
    `${input.name} = ${formatNumber(input.value!)} is not the input that ${name} took: the maximum is ${formatNumber(value!)}.`,
  "(ŷ − y)²": ({ name }) => `The prediction is exactly right, so ${name} is at its minimum.`,
  MSE: ({ name }, input) => `${input.name} is exactly right, so ${name} does not change with it.`,
  step: ({ name }) => `${name} is a step: flat on both sides.`,
  "is max": ({ name }) => `${name} is a step: flat on both sides.`,
};
