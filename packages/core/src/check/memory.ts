/** Remembers what gates hold, so that a check can run them and leave no trace. */

import type { GateLike } from "../gate.js";

/** Objects that hold more than this belong to a data set and not to a gate. */
const MOST_SLOTS = 1_000_000;

/**
 * Remember all that can be reached from some gates through properties, lists and maps: caches, inner weights of a
 * gate that is made of others, a momentum. What stands in private fields (`#velocity`) cannot be seen from outside.
 *
 * @param beyond where not to go on: objects whose own state is none of these gates'
 * @returns puts everything back
 */
export function remember(gates: readonly GateLike[], beyond: ReadonlySet<unknown> = new Set()): () => void {
  const undo: (() => void)[] = [];
  const seen = new Set<unknown>();
  const open: object[] = [...gates];
  let slots = 0;
  const visit = (value: unknown) => {
    if (typeof value === "object" && value !== null && !seen.has(value) && !beyond.has(value))
      open.push(value);
  };
  while (open.length > 0 && slots < MOST_SLOTS) {
    const object = open.pop()!;
    if (seen.has(object)) continue;
    seen.add(object);
    if (ArrayBuffer.isView(object)) {
      if (isNumberList(object)) undo.push(keepNumbers(object));
      continue;
    }
    if (object instanceof Map) {
      undo.push(keepEntries(object, (entries) => entries.forEach(([key, value]) => object.set(key, value))));
      for (const value of object.values()) visit(value);
    } else if (object instanceof Set) {
      undo.push(keepEntries(object, (entries) => entries.forEach(([value]) => object.add(value))));
    }
    for (const key of Reflect.ownKeys(object)) {
      const property = Reflect.getOwnPropertyDescriptor(object, key);
      if (property === undefined || !("value" in property)) continue;
      slots++;
      visit(property.value);
      if (property.writable !== true) continue;
      undo.push(() => {
        if (!Object.is(Reflect.get(object, key), property.value)) Reflect.set(object, key, property.value);
      });
    }
  }
  return () => {
    for (const put of undo) put();
  };
}

type NumberList = ArrayLike<number> & { set(values: ArrayLike<number>): void; slice(): ArrayLike<number> };

function isNumberList(view: ArrayBufferView): view is ArrayBufferView & NumberList {
  return !(view instanceof DataView);
}

function keepNumbers(list: NumberList): () => void {
  const values = list.slice();
  return () => {
    list.set(values);
  };
}

function keepEntries(
  collection: Map<unknown, unknown> | Set<unknown>,
  fill: (entries: [unknown, unknown][]) => void,
): () => void {
  const entries = [...collection.entries()] as [unknown, unknown][];
  return () => {
    const now = [...collection.entries()] as [unknown, unknown][];
    const isSame =
      now.length === entries.length &&
      now.every(([key, value], i) => Object.is(key, entries[i]![0]) && Object.is(value, entries[i]![1]));
    if (isSame) return;
    collection.clear();
    fill(entries);
  };
}
