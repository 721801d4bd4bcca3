/** Whose hand-ins the keys in a queue stand for. Only who has the assignment's secret can tell. */

import type { Assignment } from "../model/assignment.js";
import { Store } from "./store.js";
import { units } from "./units.js";

/** @returns `student, notebook` of each key; of several, where they have handed in the same */
export function whoseKeys(assignment: Assignment): Map<string, string[]> {
  const store = new Store(assignment);
  const names = new Map<string, string[]>();
  for (const unit of units(assignment, [])) {
    const { key } = store.read(unit, "bubblewrap");
    names.set(key, [...(names.get(key) ?? []), `${unit.student}, ${unit.notebook}`]);
  }
  return names;
}
