/** The numbers in the fields of a student's objects, while they are kept in one flat array. */

import { NotUnderstood } from "./source/notUnderstood.js";

type Fields = Record<string, unknown>;

interface Field {
  readonly object: Fields;
  readonly key: string;
}

/**
 * A number that an object holds itself gets a cell. Everything else that is read (methods, inputs, settings, what
 * is inherited) is taken for what it is now, and it is noted that it was.
 */
export class Cells {
  readonly #fields: Field[] = [];
  readonly #written = new Set<number>();
  readonly #byObject = new Map<object, Map<string, number>>();
  readonly #assumptions = new Map<object, Map<string, unknown>>();

  get count(): number {
    return this.#fields.length;
  }

  /** The cell of a field that holds a number; undefined for any other field. @throws NotUnderstood for accessors */
  find(object: object, key: string): number | undefined {
    const known = this.#byObject.get(object)?.get(key);
    if (known !== undefined) return known;
    // A typed array rounds what is written, and an array is more than its numbers.
    if (Array.isArray(object) || ArrayBuffer.isView(object)) return undefined;
    const property = Object.getOwnPropertyDescriptor(object, key);
    if (!property?.writable || typeof property.value !== "number") return undefined;
    const cell = this.#fields.push({ object: object as Fields, key }) - 1;
    entry(this.#byObject, object).set(key, cell);
    return cell;
  }

  /** The cell of a field that is written. @throws NotUnderstood when it is not an object's own number */
  written(object: object, key: string): number {
    const cell = this.find(object, key);
    if (cell === undefined) throw new NotUnderstood();
    this.#written.add(cell);
    return cell;
  }

  /** What a field holds that has no cell, for as long as the assumption holds. @throws NotUnderstood for accessors */
  assume(object: object, key: string): { readonly value: unknown; readonly owner: object | null } {
    if (ArrayBuffer.isView(object)) throw new NotUnderstood();
    let owner: object | null = object;
    while (owner && !Object.hasOwn(owner, key)) owner = Object.getPrototypeOf(owner) as object | null;
    const property = owner ? Object.getOwnPropertyDescriptor(owner, key)! : { value: undefined };
    if (!("value" in property)) throw new NotUnderstood();
    entry(this.#assumptions, object).set(key, property.value);
    return { value: property.value as unknown, owner };
  }

  /** Read all cells. @returns false when something is no longer what it was when the cells were made */
  load(cells: Float64Array): boolean {
    for (const [object, fields] of this.#assumptions) {
      for (const [key, value] of fields) if (!Object.is((object as Fields)[key], value)) return false;
    }
    return this.#fields.every(({ object, key }, i) => {
      const value = object[key];
      if (typeof value !== "number") return false;
      cells[i] = value;
      return true;
    });
  }

  store(cells: Float64Array): void {
    for (const i of this.#written) {
      const { object, key } = this.#fields[i]!;
      object[key] = cells[i]!;
    }
  }

  /** Whether the objects hold what the cells hold, but for rounding. */
  agree(cells: Float64Array): boolean {
    return this.#fields.every(({ object, key }, i) => isClose(object[key] as number, cells[i]!));
  }
}

function isClose(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

function entry<V>(map: Map<object, Map<string, V>>, object: object): Map<string, V> {
  let fields = map.get(object);
  if (!fields) map.set(object, (fields = new Map<string, V>()));
  return fields;
}
