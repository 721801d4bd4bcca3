/** The groups of a picture as a tree of boxes, none of them with more in it than a person can look over. */

import type { GroupRecord, PictureRecord } from "./record.js";

/** More than this in one box becomes several boxes. */
const MOST_ITEMS = 100;
/** How many items such a box has at least. */
const FEWEST_ITEMS = 25;

/** A group, or a part of one that has too many gates. */
export interface Box extends GroupRecord {
  /** What is in it, in the order of the picture: other boxes, and gates that are in none of these. */
  readonly items: readonly (Box | string)[];
}

/** What lies in no group, and the groups that are in no other. */
export function boxesOf(picture: PictureRecord): (Box | string)[] {
  const innermost = innermostGroups(picture.groups);
  const inner = new Map<string | undefined, (GroupRecord | string)[]>();
  const seen = new Set<string>();
  const put = (item: GroupRecord | string, group: string | undefined) => {
    const items = inner.get(group);
    if (items) items.push(item);
    else inner.set(group, [item]);
  };
  const groups = new Map(picture.groups.map((group) => [group.id, group]));
  for (const { id } of picture.nodes) {
    const group = innermost.get(id);
    put(id, group);
    // A group stands where its first gate stands.
    for (let at = group; at !== undefined && !seen.has(at); at = groups.get(at)!.parent) {
      seen.add(at);
      put(groups.get(at)!, groups.get(at)!.parent);
    }
  }
  const names = new Map(picture.nodes.map(({ id, name }) => [id, name]));
  const boxed = (items: readonly (GroupRecord | string)[], id: string): (Box | string)[] =>
    parted(
      items.map((item) =>
        typeof item === "string" ? item : boxOf(item, boxed(inner.get(item.id) ?? [], item.id)),
      ),
      id,
      names,
    );
  return boxed(inner.get(undefined) ?? [], "c");
}

/** Of overlapping groups the first one has a gate, of nested ones the innermost. */
function innermostGroups(groups: readonly GroupRecord[]): Map<string, string> {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  const isWithin = (id: string | undefined, outer: string): boolean =>
    id !== undefined && (id === outer || isWithin(parents.get(id), outer));
  const innermost = new Map<string, string>();
  for (const { id, nodes } of groups) {
    for (const node of nodes) {
      const known = innermost.get(node);
      if (known === undefined || isWithin(parents.get(id), known)) innermost.set(node, id);
    }
  }
  return innermost;
}

/** A gate in several groups is only in one of their boxes. */
function boxOf(group: GroupRecord, items: readonly (Box | string)[]): Box {
  return {
    ...group,
    items,
    nodes: items.flatMap((item) => (typeof item === "string" ? [item] : item.nodes)),
  };
}

/** Neighbours together, until there are few enough. */
function parted(
  items: readonly (Box | string)[],
  id: string,
  names: ReadonlyMap<string, string>,
): (Box | string)[] {
  if (items.length <= MOST_ITEMS) return [...items];
  const size = Math.max(FEWEST_ITEMS, Math.ceil(items.length / FEWEST_ITEMS));
  const parts: Box[] = [];
  for (let start = 0; start < items.length; start += size) {
    const part = items.slice(start, start + size);
    const [first, last] = [part[0]!, part.at(-1)!].map((item) =>
      typeof item === "string" ? names.get(item)! : item.name,
    );
    // An underscore keeps the id a plain name of the DOT language.
    const partId = `${id}_${parts.length}`;
    const box = { id: partId, name: `${first!} … ${last!}`, nodes: [] };
    parts.push(boxOf(box, parted(part, partId, names)));
  }
  return parts;
}
