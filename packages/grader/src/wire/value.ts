/** Values of the student's world as JSON, which knows neither NaN nor undefined nor objects that stay where they are. */

import type { Value } from "@gradus/tasks";
import { isRef } from "@gradus/tasks/dist/world/world.js";

/** Deeper than anything that a task of the course returns, and far from the end of the stack. */
const DEEPEST = 50;

type Special = "undefined" | "NaN" | "Infinity" | "-Infinity" | "-0";
const SPECIAL = new Map<string, Value>([
  ["undefined", undefined],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);

/** What crosses: JSON in which an object always has the one field `$`, `ref` or `of`. */
export type Wire =
  | null
  | boolean
  | number
  | string
  | readonly Wire[]
  | { readonly $: Special }
  | { readonly ref: number }
  | { readonly of: Readonly<Record<string, Wire>> };

export class WireError extends Error {}

/** @throws WireError for what is nested too deeply */
export function encode(value: Value, depth = 0): Wire {
  if (depth > DEEPEST) throw new WireError("nested too deeply");
  switch (typeof value) {
    case "undefined":
      return { $: "undefined" };
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: specialName(value) };
    case "object":
      if (value === null) return null;
      if (isRef(value)) return { ref: value.ref };
      if (Array.isArray(value)) return value.map((each: Value) => encode(each, depth + 1));
      return {
        of: Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each, depth + 1)])),
      };
    default:
      return value;
  }
}

function specialName(value: number): Special {
  return Object.is(value, -0) ? "-0" : (String(value) as Special);
}

/**
 * Written by hand and not as a schema: it runs for every number that a test reads.
 *
 * @param wire anything that JSON can hold: it may come from a program that nobody trusts
 * @throws WireError for anything else than `Wire`
 */
export function decode(wire: unknown, depth = 0): Value {
  if (depth > DEEPEST) throw new WireError("nested too deeply");
  if (typeof wire !== "object" || wire === null) return wire as Value;
  if (Array.isArray(wire)) return wire.map((each) => decode(each, depth + 1));
  const [[key, content] = [], ...more] = Object.entries(wire);
  if (more.length === 0) {
    if (key === "$" && typeof content === "string" && SPECIAL.has(content)) return SPECIAL.get(content);
    if (key === "ref" && Number.isSafeInteger(content)) return { ref: content as number };
    if (key === "of" && typeof content === "object" && content !== null && !Array.isArray(content))
      // fromEntries makes fields of its own, also of a key such as __proto__.
      return Object.fromEntries(
        Object.entries(content as object).map(([name, each]) => [name, decode(each, depth + 1)]),
      );
  }
  throw new WireError("neither a value nor a reference");
}
