/** A graph that the student has built, read and run gate by gate: what its gates are called plays no part. */

import { Mismatch } from "../errors.js";
import type { Context } from "../task.js";
import { describe, Thing, type Held } from "../world/student.js";

export type Kind = "input" | "weight" | "constant";

/** A gate that reads no other. */
export interface Leaf {
  readonly gate: Thing;
  readonly kind: Kind;
  readonly name: string;
  /** The value that the student gave it. */
  readonly given: Held;
}

export interface Reading {
  readonly leaves: readonly Leaf[];
  /** The gates that compute something, each behind its inputs. */
  readonly operations: readonly Thing[];
  readonly target: Thing;
}

/** Larger than any right answer. It bounds what a strange answer costs. */
const MOST_GATES = 100;

/** @throws Mismatch where the function returns no graph and no gate, or where the graph goes round in a circle */
export async function readGraph(context: Context, functionName: string): Promise<Reading> {
  const target = await targetOf(await context.student.call(functionName), functionName);
  const leaves: Leaf[] = [];
  const operations: Thing[] = [];
  const seen = new Map<number, "open" | "done">();

  const visit = async (gate: Thing): Promise<void> => {
    const key = gate.ref.ref;
    if (seen.get(key) === "done") return;
    if (seen.get(key) === "open" || seen.size >= MOST_GATES) throw endless(seen.size);
    seen.set(key, "open");
    const inputs = await inputsOf(gate);
    for (const input of inputs) await visit(input);
    seen.set(key, "done");
    if (inputs.length === 0) leaves.push(await leafOf(gate));
    else operations.push(gate);
  };

  await visit(target);
  context.about(target);
  return { leaves, operations, target };
}

/**
 * The value of the target for each assignment of numbers to leaves; the others keep the values that they have. All
 * leaves have their own values again afterwards.
 */
export async function valuesFor(
  { leaves, operations, target }: Reading,
  points: readonly ReadonlyMap<Leaf, number>[],
): Promise<number[]> {
  const values: number[] = [];
  try {
    for (const point of points) {
      for (const [leaf, value] of point) await leaf.gate.set("out", value);
      for (const gate of operations) await gate.forward();
      const value = await target.out();
      if (typeof value !== "number")
        throw new Mismatch("the value of the last gate", "a number", describe(value));
      values.push(value);
    }
  } finally {
    for (const { gate, given } of leaves) await gate.set("out", given);
  }
  return values;
}

async function targetOf(made: Held, functionName: string): Promise<Thing> {
  if (made instanceof Thing) {
    const target = await made.get("target");
    if (target instanceof Thing) return target;
    if (Array.isArray(await made.get("inputNodes"))) return made;
  }
  throw new Mismatch(
    `what ${functionName}() returns`,
    "a ComputationalGraph, or its last gate",
    describe(made),
    made === undefined
      ? "Return the graph at the end: return new ComputationalGraph(…);"
      : "Return the graph itself: return new ComputationalGraph(…); a drawing is made later, by graph.forward().",
  );
}

async function inputsOf(gate: Thing): Promise<readonly Thing[]> {
  const inputs = await gate.get("inputNodes");
  const list: readonly Held[] = Array.isArray(inputs) ? (inputs as readonly Held[]) : [];
  return list.map((input) => {
    if (input instanceof Thing) return input;
    throw new Mismatch(
      "an input of a gate",
      "a gate",
      describe(input),
      "A gate reads gates. Make one of the number first: new InputGate(…) or new WeightGate(…).",
    );
  });
}

async function leafOf(gate: Thing): Promise<Leaf> {
  const [name, given] = [await gate.get("name"), await gate.out()];
  return { gate, kind: await kindOf(gate), name: typeof name === "string" ? name : "", given };
}

async function kindOf(gate: Thing): Promise<Kind> {
  if ((await gate.get("alpha")) !== undefined) return "weight";
  const made = await gate.get("constructor");
  const className = made instanceof Thing ? await made.get("name") : undefined;
  return className === "ConstantGate" ? "constant" : "input";
}

function endless(gates: number): Mismatch {
  const [got, hint] =
    gates >= MOST_GATES
      ? [`more than ${MOST_GATES} gates`, "Is something made again and again in a loop?"]
      : ["a circle", "A gate reads itself, directly or through others. Then no gate can be computed first."];
  return new Mismatch("the graph", "a way from the inputs to one last gate", got, hint);
}
