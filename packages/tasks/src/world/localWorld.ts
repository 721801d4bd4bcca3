/** The world of a notebook: the student's code runs in this process. */

import { seededRandom } from "@gradus/core";
import { StudentError } from "../errors.js";
import { limited } from "./limited.js";
import { isRef, type Operation, type Ref, type Value, type World } from "./world.js";

/** The trainings of the course take a second. */
const LONGEST = 10_000;

type Function = (...args: unknown[]) => unknown;

export class LocalWorld implements World {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #longest: number;
  readonly #objects: unknown[] = [];
  readonly #refs = new Map<unknown, Ref>();

  /** @param longest in milliseconds, for one call of the student's code; `Infinity` for code that is known to end */
  constructor(given: Readonly<Record<string, unknown>>, longest = LONGEST) {
    this.#given = given;
    this.#longest = longest;
  }

  async perform(operation: Operation): Promise<Value> {
    try {
      // A limit costs a thread, which a plain field is not worth.
      const result = await (this.#runsCode(operation)
        ? limited(() => this.#run(operation), this.#longest)
        : this.#run(operation));
      return isMade(operation) ? this.#keep(result) : this.#send(result);
    } catch (error) {
      throw error instanceof StudentError ? error : studentError(error);
    }
  }

  /** The object itself, for those who share the process. */
  objectOf(value: Value): unknown {
    return isRef(value) ? this.#objects[value.ref] : undefined;
  }

  #runsCode(operation: Operation): boolean {
    if (this.#longest === Infinity) return false;
    switch (operation.kind) {
      case "construct":
      case "call":
        return true;
      case "get":
      case "set":
        return isAccessor(this.#receive(operation.on), operation.field);
      default:
        return false;
    }
  }

  #run(operation: Operation): unknown {
    switch (operation.kind) {
      case "given":
        return this.#given[operation.name];
      case "input":
        return inputGate(operation.value, operation.name);
      case "random":
        return seededRandom(operation.seed);
      case "construct":
        return Reflect.construct(
          this.#receive(operation.constructor) as Function,
          this.#list(operation.args),
        );
      case "call": {
        const on = this.#receive(operation.on);
        const { method } = operation;
        const called = method === undefined ? on : (on as Record<string, unknown>)[method];
        if (typeof called !== "function")
          throw new StudentError("TypeError", `${method ?? "this"} is not a function`);
        return (called as Function).apply(method === undefined ? undefined : on, this.#list(operation.args));
      }
      case "get":
        return (this.#receive(operation.on) as Record<string, unknown>)[operation.field];
      case "set":
        (this.#receive(operation.on) as Record<string, unknown>)[operation.field] = this.#receive(
          operation.value,
        );
        return undefined;
    }
  }

  #list(values: readonly Value[]): unknown[] {
    return values.map((value) => this.#receive(value));
  }

  #receive(value: Value): unknown {
    if (isRef(value)) return this.#objects[value.ref];
    if (Array.isArray(value)) return this.#list(value as readonly Value[]);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#receive(each)]));
  }

  /** Plain data are copied; everything else stays here and gets a number. */
  #send(value: unknown, within: readonly unknown[] = []): Value {
    if (typeof value === "function" || this.#refs.has(value)) return this.#keep(value);
    if (typeof value !== "object" || value === null) return primitive(value);
    // What holds itself has no end as a copy.
    if (within.includes(value)) return this.#keep(value);
    const inside = [...within, value];
    if (Array.isArray(value)) return Array.from(value, (each) => this.#send(each, inside));
    const prototype: unknown = Object.getPrototypeOf(value);
    // Cells of a notebook may run in another realm, where plain objects have another prototype of the same depth.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return this.#keep(value);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#send(each, inside)]));
  }

  #keep(object: unknown): Ref {
    let ref = this.#refs.get(object);
    if (!ref) this.#refs.set(object, (ref = { ref: this.#objects.push(object) - 1 }));
    return ref;
  }
}

/** What a test makes stays an object: a constructor may return plain data. */
function isMade({ kind }: Operation): boolean {
  return kind === "construct" || kind === "input";
}

/** Whether the field is a getter or a setter of the object or of its class. */
function isAccessor(object: unknown, field: string): boolean {
  for (
    let each: unknown = object;
    typeof each === "object" && each !== null;
    each = Object.getPrototypeOf(each)
  ) {
    const found = Object.getOwnPropertyDescriptor(each, field);
    if (found) return !("value" in found);
  }
  return false;
}

function primitive(value: unknown): Value {
  return typeof value === "bigint" || typeof value === "symbol" ? String(value) : (value as Value);
}

/** Anything can be thrown, and errors of a cell may be of another realm. */
function studentError(error: unknown): StudentError {
  const { name, message } = (error ?? {}) as Partial<Error>;
  return typeof name === "string" && typeof message === "string"
    ? new StudentError(name, message)
    : new StudentError("Error", String(error));
}

/** It has the shape of the sheet's gates, and of no particular class. */
function inputGate(value: number, name: string): object {
  return {
    name,
    out: value,
    dz: 0,
    inputNodes: [],
    consumers: [],
    forward: () => undefined,
    backward: () => undefined,
    putGradient(this: { dz: number }, consumer: { dz: number }, local: number): void {
      this.dz += local * consumer.dz;
    },
  };
}
