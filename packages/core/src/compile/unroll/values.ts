/** What is known of a value while a method is unrolled: the thing itself, or the code that computes it. */

import { NotUnderstood } from "./source/notUnderstood.js";
import type { Arrow, Pattern } from "./source/syntax.js";

export type Value =
  | { readonly kind: "known"; readonly value: unknown }
  | Computed
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "arrow"; readonly arrow: Arrow; readonly scope: Scope; readonly self: Value };

export interface Computed {
  readonly kind: "number" | "boolean";
  readonly code: string;
}

export interface Binding {
  value: Value;
  /** A name whose value changes: in the code as a variable, or known at each turn of a loop. */
  readonly changes: "never" | "variable" | "counter";
  /** How many conditions stand around the place where a counter may change. */
  depth: number;
}

export class Scope {
  /** Undefined for a name whose declaration comes further on. */
  readonly #names = new Map<string, Binding | undefined>();

  constructor(readonly parent?: Scope) {}

  reserve(names: Pattern): void {
    for (const name of typeof names === "string" ? [names] : names) {
      if (name !== undefined) this.#names.set(name, undefined);
    }
  }

  declare(name: string, binding: Binding): void {
    this.#names.set(name, binding);
  }

  /** @throws NotUnderstood for a name that is used before its declaration */
  find(name: string): Binding | undefined {
    if (!this.#names.has(name)) return this.parent?.find(name);
    const binding = this.#names.get(name);
    if (!binding) throw new NotUnderstood();
    return binding;
  }
}

export function known(value: unknown): Value {
  return { kind: "known", value };
}

/** A number or a boolean as code. @throws NotUnderstood for anything else */
export function computed(value: Value): Computed {
  if (isComputed(value)) return value;
  if (value.kind === "known") {
    if (typeof value.value === "number") return { kind: "number", code: literal(value.value) };
    if (typeof value.value === "boolean") return { kind: "boolean", code: String(value.value) };
  }
  throw new NotUnderstood();
}

/** The code of a number. @throws NotUnderstood for anything else */
export function numeric(value: Value): string {
  const { kind, code } = computed(value);
  if (kind !== "number") throw new NotUnderstood();
  return code;
}

export function isComputed(value: Value): value is Computed {
  return value.kind === "number" || value.kind === "boolean";
}

/** Something known that is neither a number nor a boolean. */
export function isThing(value: Value): boolean {
  return value.kind === "known" && typeof value.value !== "number" && typeof value.value !== "boolean";
}

function literal(value: number): string {
  return Object.is(value, -0) || value < 0 ? `(-${-value})` : String(value);
}

/** The object that a value is. @throws NotUnderstood for anything else */
export function objectOf(value: Value): object {
  if (value.kind !== "known" || typeof value.value !== "object" || value.value === null) {
    throw new NotUnderstood();
  }
  return value.value;
}

/** The elements of a list that is known, element by element. */
export function isArray(value: Value): value is { kind: "known"; value: readonly unknown[] } {
  return value.kind === "known" && Array.isArray(value.value);
}
