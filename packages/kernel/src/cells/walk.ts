/** Visits every node of a tree, parents before children. */

import type { Node } from "@oxc-project/types";

export function walk(root: Node, visit: (node: Node) => void): void {
  // Not by recursion: a sum of 10,000 terms is a tree 10,000 deep.
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    for (const value of Object.values(node) as unknown[]) {
      if (Array.isArray(value)) open.push(...value.filter(isNode));
      else if (isNode(value)) open.push(value);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
