/** What a student is told about a graph that is not the one that was meant. */

import { Mismatch } from "../errors.js";
import type { Context } from "../task.js";
import type { Comparison } from "./graphsComparing.js";
import type { Kind, Leaf, Reading } from "./graphsReading.js";

/** @throws Mismatch where the graph computes something else than the expected formula */
export function requireRight(
  comparison: Comparison,
  { leaves }: Reading,
  expected: string,
  expectedLeaves: Partial<Record<Kind, number>>,
): void {
  if (comparison.kind === "right") return;
  const what = "what the graph computes";
  if (comparison.kind === "doubled") {
    const { name, kind } = comparison.leaf;
    const called = name === "" ? "one" : `"${name}"`;
    throw new Mismatch(
      what,
      expected,
      `two ${kind}s where ${called} was meant`,
      `Two gates stand for the same ${kind}. Make it once, keep it in a const, and let both gates read that one.`,
    );
  }
  if (comparison.kind === "wrong")
    throw new Mismatch(what, expected, comparison.formula.text, comparison.formula.hint);
  throw new Mismatch(
    what,
    expected,
    `something else, of ${countOf(leaves)}`,
    isAsMany(leaves, expectedLeaves)
      ? "The number of inputs is right. Draw your graph with display(graph.draw()) and compare it gate by gate."
      : `The formula has ${wordsOf(expectedLeaves)}. Which one is missing, or there twice?`,
  );
}

/** @throws Mismatch where several operations hide in one gate */
export function hasGateForEach(
  { holds }: Context,
  { operations }: Reading,
  least: number,
  which: string,
): void {
  holds(
    operations.length >= least,
    "the gates that compute something",
    `at least ${least}`,
    String(operations.length),
    `Each operation is a gate of its own: ${which}.`,
  );
}

export function countOf(leaves: readonly Leaf[]): string {
  const counts: Partial<Record<Kind, number>> = {};
  for (const { kind } of leaves) counts[kind] = (counts[kind] ?? 0) + 1;
  return wordsOf(counts);
}

function wordsOf(counts: Partial<Record<Kind, number>>): string {
  const kinds = (["input", "weight", "constant"] as const).filter((kind) => counts[kind] !== undefined);
  return kinds.map((kind) => `${counts[kind]!} ${kind}${counts[kind] === 1 ? "" : "s"}`).join(" and ");
}

function isAsMany(leaves: readonly Leaf[], expected: Partial<Record<Kind, number>>): boolean {
  return (["input", "weight"] as const).every(
    (kind) => leaves.filter((leaf) => leaf.kind === kind).length === (expected[kind] ?? 0),
  );
}
