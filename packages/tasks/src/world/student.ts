/** The student's code, in the words of a test. */

import { formatNumber } from "@gradus/core";
import { EndlessError, Mismatch, StudentError } from "../errors.js";
import { isRef, type Operation, type Ref, type Value, type World } from "./world.js";

/** An object or a function of the student's. */
export class Thing {
  constructor(
    private readonly world: World,
    readonly ref: Ref,
  ) {}

  async get(field: string): Promise<Held> {
    return perform(this.world, { kind: "get", on: this.ref, field }, field);
  }

  async set(field: string, value: Held): Promise<void> {
    await perform(this.world, { kind: "set", on: this.ref, field, value: sent(value) }, field);
  }

  /** Call a method. */
  async call(method: string, ...args: readonly Held[]): Promise<Held> {
    return perform(this.world, { kind: "call", on: this.ref, method, args: args.map(sent) }, `${method}()`);
  }

  /** Call it, as a function. @param name for the words of an error */
  async run(name: string, ...args: readonly Held[]): Promise<Held> {
    return perform(this.world, { kind: "call", on: this.ref, args: args.map(sent) }, `${name}()`);
  }

  async construct(name: string, ...args: readonly Held[]): Promise<Thing> {
    const operation = { kind: "construct", constructor: this.ref, args: args.map(sent) } as const;
    return make(this.world, operation, `new ${name}(…)`);
  }

  async out(): Promise<Held> {
    return this.get("out");
  }

  async dz(): Promise<Held> {
    return this.get("dz");
  }

  async forward(): Promise<void> {
    await this.call("forward");
  }

  /** Run `backward()` of a single gate that has got this gradient. */
  async backward(dz = 1): Promise<void> {
    await this.set("dz", dz);
    await this.call("backward");
  }
}

/** What a test holds in its hands. */
export type Held =
  undefined | null | boolean | number | string | Thing | readonly Held[] | { readonly [key: string]: Held };

/** A field of what the student has made, be it plain data or an object of a class. */
export async function fieldOf(held: Held, name: string): Promise<Held> {
  if (held instanceof Thing) return held.get(name);
  if (typeof held !== "object" || held === null || Array.isArray(held)) return undefined;
  return Object.hasOwn(held, name) ? (held as Readonly<Record<string, Held>>)[name] : undefined;
}

export class Student {
  constructor(readonly world: World) {}

  /** What was handed over under a name. */
  async given(name: string): Promise<Held> {
    return perform(this.world, { kind: "given", name }, name);
  }

  async make(className: string, ...args: readonly Held[]): Promise<Thing> {
    return (await this.#code(className)).construct(className, ...args);
  }

  async call(functionName: string, ...args: readonly Held[]): Promise<Held> {
    return (await this.#code(functionName)).run(functionName, ...args);
  }

  async input(value: number, name: string): Promise<Thing> {
    return make(this.world, { kind: "input", value, name }, name);
  }

  async random(seed: number): Promise<Thing> {
    return make(this.world, { kind: "random", seed }, "random");
  }

  /** @throws Mismatch where it is no class or function */
  async #code(name: string): Promise<Thing> {
    const given = await this.given(name);
    if (given instanceof Thing) return given;
    throw new Mismatch(name, "a class or a function", describe(given), `Hand over ${name} itself.`);
  }
}

/** @param during what the student's code does in the meantime, for the words of an error */
async function perform(world: World, operation: Operation, during: string): Promise<Held> {
  try {
    return held(world, await world.perform(operation));
  } catch (error) {
    if (error instanceof EndlessError) throw new EndlessError(error.said, during);
    throw error instanceof StudentError ? new StudentError(error.type, error.said, during) : error;
  }
}

/** Perform what always makes an object, unless the world lies. */
async function make(world: World, operation: Operation, during: string): Promise<Thing> {
  const made = await perform(world, operation, during);
  if (made instanceof Thing) return made;
  throw new StudentError("TypeError", "no object was made", during);
}

function held(world: World, value: Value): Held {
  if (typeof value !== "object" || value === null) return value;
  if (isRef(value)) return new Thing(world, value);
  if (Array.isArray(value)) return value.map((each: Value) => held(world, each));
  const record = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, held(world, each)]));
  // Its fields may be called valueOf and toString: a test that takes it for a number must get one.
  return Object.defineProperty(record, Symbol.toPrimitive, { value: () => NaN });
}

function sent(value: Held): Value {
  if (value instanceof Thing) return value.ref;
  if (Array.isArray(value)) return value.map(sent);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sent(each)]));
}

/** A value in the words of a result. */
export function describe(value: Held): string {
  if (value === undefined) return "nothing";
  if (value instanceof Thing) return "an object";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "number") return formatNumber(value, 6);
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
}
