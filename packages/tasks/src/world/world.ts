/**
 * Where a student's code runs, as a test sees it: a place far away that does one thing after the other and answers in
 * plain data. In a notebook it is the same process; for grading it is another one, and nothing but this crosses.
 */

/** Stands for an object or a function that stays where it is. */
export interface Ref {
  readonly ref: number;
}

/** What crosses. Numbers may be NaN or infinite. */
export type Value =
  undefined | null | boolean | number | string | Ref | readonly Value[] | { readonly [key: string]: Value };

export type Operation =
  /** What the student has handed over under a name: a class, a function, or plain data. */
  | { readonly kind: "given"; readonly name: string }
  /** A gate that holds a value and adds up the gradients that it gets, and nothing else. */
  | { readonly kind: "input"; readonly value: number; readonly name: string }
  /** A generator of random numbers, see core's `seededRandom`. */
  | { readonly kind: "random"; readonly seed: number }
  | { readonly kind: "construct"; readonly constructor: Ref; readonly args: readonly Value[] }
  /** A function, or a method of an object. */
  | { readonly kind: "call"; readonly on: Ref; readonly method?: string; readonly args: readonly Value[] }
  | { readonly kind: "get"; readonly on: Ref; readonly field: string }
  | { readonly kind: "set"; readonly on: Ref; readonly field: string; readonly value: Value };

export interface World {
  /** @throws StudentError when the student's code throws */
  perform(operation: Operation): Promise<Value>;
}

export function isRef(value: Value): value is Ref {
  return typeof value === "object" && value !== null && typeof (value as Partial<Ref>).ref === "number";
}
