/** Large pictures with groups drawn as one box each: how many gates are in it, and what range their numbers have. */

import { boxesOf, type Box } from "./groups.js";
import type { EdgeRecord, GroupRecord, NodeRecord, PictureRecord, Range } from "./record.js";

/** A graph with more gates is drawn folded where nobody can unfold it. */
export const MOST_DRAWN = 300;

/** Draw every group as one box, and the others as they are: for pictures that nobody can unfold. */
export function foldLarge(picture: PictureRecord): PictureRecord {
  return picture.nodes.length > MOST_DRAWN ? fold(picture) : picture;
}

/**
 * Draw groups as one box each, where they are not open. A picture with too many gates outside of groups, or in one,
 * gets groups of neighbours.
 *
 * @param open the ids of the groups to draw gate by gate; a group in a closed one is closed with it
 */
export function fold(picture: PictureRecord, open: ReadonlySet<string> = new Set()): PictureRecord {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const shown: NodeRecord[] = [];
  const groups: GroupRecord[] = [];
  /** The box that a gate is drawn in. */
  const boxes = new Map<string, string>();
  const draw = (items: readonly (Box | string)[], parent: string | undefined): void => {
    for (const item of items) {
      if (typeof item === "string") {
        boxes.set(item, item);
        shown.push(nodes.get(item)!);
      } else if (open.has(item.id)) {
        const { id, name, nodes: inside } = item;
        groups.push({ id, name, nodes: inside, ...(parent !== undefined && { parent }) });
        draw(item.items, id);
      } else {
        for (const id of item.nodes) boxes.set(id, item.id);
        shown.push(folded(item, nodes));
      }
    }
  };
  draw(boxesOf(picture), undefined);
  return {
    ...picture,
    targets: [...new Set(picture.targets.map((id) => boxes.get(id)!))],
    nodes: shown,
    edges: foldedEdges(picture.edges, boxes),
    groups: groups.map((group) => ({
      ...group,
      nodes: [...new Set(group.nodes.map((id) => boxes.get(id)!))],
    })),
  };
}

/** The ids of all groups that can be open. */
export function groupIds(picture: PictureRecord): string[] {
  const ids = (items: readonly (Box | string)[]): string[] =>
    items.flatMap((item) => (typeof item === "string" ? [] : [item.id, ...ids(item.items)]));
  return ids(boxesOf(picture));
}

/** Unfold what it takes to see a gate. */
export function openTo(picture: PictureRecord, gate: string): string[] {
  const path = (items: readonly (Box | string)[]): string[] => {
    const box = items.find((item): item is Box => typeof item !== "string" && item.nodes.includes(gate));
    return box ? [box.id, ...path(box.items)] : [];
  };
  return path(boxesOf(picture));
}

function folded({ id, name, nodes: inside }: Box, nodes: ReadonlyMap<string, NodeRecord>): NodeRecord {
  const gates = inside.map((gate) => nodes.get(gate)!);
  const [values, gradients] = [
    rangeOf(gates.map(({ value }) => value)),
    rangeOf(gates.map(({ gradient }) => gradient)),
  ];
  const wrong = gates.find(({ mark }) => mark !== undefined)?.mark;
  return {
    id,
    name,
    operation: `${gates.length} gate${gates.length === 1 ? "" : "s"}`,
    role: "group",
    folded: { gates: gates.length, ...(values && { values }), ...(gradients && { gradients }) },
    ...(wrong !== undefined && { mark: wrong }),
  };
}

function rangeOf(numbers: readonly (number | undefined)[]): Range | undefined {
  let [smallest, largest] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number === undefined) continue;
    if (number < smallest) smallest = number;
    if (number > largest) largest = number;
  }
  return smallest <= largest ? [smallest, largest] : undefined;
}

/** Edges inside of a box are gone; of those between the same two of which one is a box, one is left, without numbers. */
function foldedEdges(edges: readonly EdgeRecord[], boxes: ReadonlyMap<string, string>): EdgeRecord[] {
  const drawn = new Set<string>();
  return edges.flatMap((edge) => {
    const [from, to] = [boxes.get(edge.from)!, boxes.get(edge.to)!];
    if (from === edge.from && to === edge.to) return [edge];
    const pair = `${from} ${to}`;
    if (from === to || drawn.has(pair)) return [];
    drawn.add(pair);
    return [{ from, to, position: 0 }];
  });
}
