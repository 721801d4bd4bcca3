/** The numbers of a record as texts, the same in the picture and in the summary. */

import { formatNumber, isRoundingError } from "./number.js";
import type { EdgeRecord, NodeRecord, PictureRecord } from "./record.js";

/** Stands where a number will be. It must not look like a number, least of all like 0. */
export const NOT_COMPUTED = "·";

export interface NodeTexts {
  readonly value: string;
  readonly gradient: string;
  readonly next: string;
}

/** The texts of every gate, by its id. */
export function textsOf({ nodes, edges }: PictureRecord): Map<string, NodeTexts> {
  const values = new Map(nodes.map((node) => [node.id, node.value]));
  const inputs = groupBy(edges, ({ to }) => to);
  const outputs = groupBy(edges, ({ from }) => from);
  const summands = (node: NodeRecord) =>
    node.operation === "+" ? (inputs.get(node.id) ?? []).map(({ from }) => values.get(from)) : [];
  const contributions = (node: NodeRecord) =>
    (outputs.get(node.id) ?? []).map(({ local, upstream }) => (local ?? NaN) * (upstream ?? NaN));
  return new Map(
    nodes.map((node) => [
      node.id,
      {
        value: sumText(node.value, summands(node)),
        gradient: sumText(node.gradient, contributions(node)),
        next: numberText(node.next),
      },
    ]),
  );
}

function numberText(value: number | undefined): string {
  return value === undefined ? NOT_COMPUTED : formatNumber(value);
}

/** What is only the rounding error of a sum reads as 0: it says nothing about the graph. */
function sumText(sum: number | undefined, terms: readonly (number | undefined)[]): string {
  const known = terms.filter((term): term is number => term !== undefined);
  return sum !== undefined && isRoundingError(sum, known) ? "0" : numberText(sum);
}

function groupBy(edges: readonly EdgeRecord[], key: (edge: EdgeRecord) => string): Map<string, EdgeRecord[]> {
  const groups = new Map<string, EdgeRecord[]>();
  for (const edge of edges) {
    const group = groups.get(key(edge));
    if (group) group.push(edge);
    else groups.set(key(edge), [edge]);
  }
  return groups;
}
