/** What a student's function returns: gates by name, and a graph. */

import { Mismatch } from "../errors.js";
import { fieldOf, Thing, type Held } from "./student.js";

/**
 * @param what who returned it, for the words of a mismatch
 * @throws Mismatch where one of them is missing or is no gate
 */
export async function partsOf<Name extends string>(
  what: string,
  made: Held,
  names: readonly Name[],
): Promise<Readonly<Record<Name, Thing>>> {
  const parts: Partial<Record<Name, Thing>> = {};
  const missing: string[] = [];
  for (const name of names) {
    const part = await fieldOf(made, name);
    if (part instanceof Thing) parts[name] = part;
    else missing.push(part === undefined ? name : `${name}, which is no gate`);
  }
  if (missing.length === 0) return parts as Readonly<Record<Name, Thing>>;
  const isNothing = made === undefined || made === null;
  throw new Mismatch(
    `what ${what} returns`,
    names.join(", "),
    isNothing ? "nothing" : `no ${missing.join(", no ")}`,
    isNothing
      ? `Return the gates and the graph at the end: return { ${names.join(", ")} };`
      : "Make them, and put all of them into the object that you return, under these names.",
  );
}

export interface GraphParts {
  /** Every gate once, behind its inputs. */
  readonly gates: readonly Thing[];
  readonly target: Thing;
}

/** @throws Mismatch where it is no graph */
export async function graphOf(graph: Thing): Promise<GraphParts> {
  const [gates, target] = [await graph.get("gates"), await graph.get("target")];
  if (target instanceof Thing && Array.isArray(gates) && gates.every((gate) => gate instanceof Thing))
    return { gates, target };
  throw new Mismatch(
    "graph",
    "a ComputationalGraph",
    "something else",
    "The graph is made from its last gate, the loss: graph: new ComputationalGraph(loss).",
  );
}

export function isSame(a: Thing, b: Thing): boolean {
  return a.ref.ref === b.ref.ref;
}
