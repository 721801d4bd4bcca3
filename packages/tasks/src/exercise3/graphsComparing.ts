/**
 * What a graph computes, told from a few numbers: it is compared with formulas, whatever its gates are called, and in
 * whatever order they were made and read.
 */

import type { Numbers } from "../numbers.js";
import { agrees } from "../task.js";
import { valuesFor, type Kind, type Leaf, type Reading } from "./graphsReading.js";

/** The numbers that stand for the variables of a formula. */
export type Variables = Readonly<Record<string, number>>;

export interface Formula {
  /** Its variables, apart by spaces. */
  readonly variables: string;
  readonly value: (variables: Variables) => number;
}

export interface RightFormula extends Formula {
  readonly kindOf: (variable: string) => Kind;
}

export interface WrongFormula extends Formula {
  /** In the words of a result, for example `(a + b) · d`. */
  readonly text: string;
  readonly hint: string;
}

/** Which leaf each variable is. */
export type Assignment = ReadonlyMap<string, Leaf>;

export type Comparison =
  | { readonly kind: "right"; readonly assignment: Assignment }
  /** It would be right if these leaves were one. */
  | { readonly kind: "doubled"; readonly leaf: Leaf }
  | { readonly kind: "wrong"; readonly formula: WrongFormula }
  | { readonly kind: "unknown" };

/** Enough that formulas which agree in all of them are the same. */
const POINTS = 3;

/** Leaves that have one value are one group. */
type Groups = readonly (readonly Leaf[])[];

export async function compare(
  reading: Reading,
  right: RightFormula,
  wrong: readonly WrongFormula[],
  numbers: Numbers,
): Promise<Comparison> {
  const count = namesIn(right).length;
  const free = reading.leaves.filter((leaf) => !isFixed(leaf));

  for (const leaves of choices(reading.leaves, free, count)) {
    const assignment = await fit(reading, apart(leaves), right, numbers);
    if (assignment) return { kind: "right", assignment };
  }
  for (const groups of mergings(free, count)) {
    if (await fit(reading, groups, right, numbers))
      return { kind: "doubled", leaf: groups.find((group) => group.length > 1)![0]! };
  }
  const samples = await sample(reading, apart(free), numbers);
  const [likeliest] = wrong
    .map((formula) => ({ formula, fit: bestOf(assign(samples, formula), right) }))
    .filter(({ fit }) => fit !== undefined)
    .sort((one, other) => misfits(one.fit!, right).length - misfits(other.fit!, right).length);
  return likeliest ? { kind: "wrong", formula: likeliest.formula } : { kind: "unknown" };
}

/** The leaves that may stand for the variables, the most likely ones first; the others keep their values. */
function choices(all: readonly Leaf[], free: readonly Leaf[], count: number): readonly (readonly Leaf[])[] {
  const extra = free.length - count;
  const inputs = free.filter(({ kind, given }) => kind === "input" && typeof given === "number");
  const fewer =
    extra === 1 || extra === 2
      ? subsets(inputs, extra).map((held) => free.filter((leaf) => !held.includes(leaf)))
      : [];
  return [free, all, ...fewer].filter(({ length }) => length === count);
}

/** A minus is often written as a product with an input −1. */
function isFixed({ kind, given }: Leaf): boolean {
  return kind === "constant" || (kind === "input" && given === -1);
}

/** Leaves put together that may have been meant as one. */
function mergings(leaves: readonly Leaf[], count: number): readonly Groups[] {
  const named = new Map<string, Leaf[]>();
  leaves.forEach((leaf, i) => {
    const key = leaf.name === "" ? `#${i}` : leaf.name;
    named.set(key, [...(named.get(key) ?? []), leaf]);
  });
  const byName = [...named.values()];
  const isOneTooMuch = leaves.length === count + 1;
  const pairs = isOneTooMuch
    ? subsets(leaves, 2)
        .filter(([one, other]) => one!.kind === other!.kind)
        .map((pair) => [pair, ...apart(leaves.filter((leaf) => !pair.includes(leaf)))])
    : [];
  return [byName, ...pairs].filter(({ length }) => length === count && length < leaves.length);
}

function apart(leaves: readonly Leaf[]): Groups {
  return leaves.map((leaf) => [leaf]);
}

async function fit(
  reading: Reading,
  groups: Groups,
  right: RightFormula,
  numbers: Numbers,
): Promise<Assignment | undefined> {
  return bestOf(assign(await sample(reading, groups, numbers), right), right);
}

/** The one with the fewest leaves of another kind than the right formula has. */
function bestOf(assignments: Iterable<Assignment>, right: RightFormula): Assignment | undefined {
  return [...assignments].sort((one, other) => misfits(one, right).length - misfits(other, right).length)[0];
}

/** The variables whose leaf is of another kind than it should be. */
export function misfits(assignment: Assignment, { kindOf }: RightFormula): string[] {
  return [...assignment].filter(([name, leaf]) => leaf.kind !== kindOf(name)).map(([name]) => name);
}

interface Samples {
  readonly groups: Groups;
  readonly points: readonly { readonly inputs: readonly number[]; readonly value: number }[];
}

async function sample(reading: Reading, groups: Groups, numbers: Numbers): Promise<Samples> {
  // So small that no sigmoid is flat there.
  const inputs = Array.from({ length: POINTS }, () =>
    groups.map(() => numbers.signed() / 4 + numbers.integer(1, 99) / 1e4),
  );
  const values = await valuesFor(
    reading,
    inputs.map((numbers) => new Map(groups.flatMap((group, i) => group.map((leaf) => [leaf, numbers[i]!])))),
  );
  return { groups, points: inputs.map((numbers, i) => ({ inputs: numbers, value: values[i]! })) };
}

/** All ways to read the groups of leaves as the variables of a formula. */
function* assign({ groups, points }: Samples, formula: Formula): Generator<Assignment> {
  const names = namesIn(formula);
  if (names.length !== groups.length) return;
  for (const order of ordersOf(names.length)) {
    const fits = points.every(({ inputs, value }) => {
      const variables: Record<string, number> = {};
      for (const [i, name] of names.entries()) variables[name] = inputs[order[i]!]!;
      return agrees(value, formula.value(variables));
    });
    if (fits) yield new Map(names.map((name, i) => [name, groups[order[i]!]![0]!]));
  }
}

function namesIn({ variables }: Formula): string[] {
  return variables.split(" ");
}

type Order = readonly number[];

/** Some thousand graphs are graded in one process. */
const known = new Map<number, readonly Order[]>();

/** All orders of the numbers below n. */
function ordersOf(n: number): readonly Order[] {
  let orders = known.get(n);
  if (!orders) known.set(n, (orders = permutations(Array.from({ length: n }, (_, i) => i))));
  return orders;
}

function permutations(list: Order): readonly Order[] {
  if (list.length <= 1) return [list];
  return list.flatMap((first) =>
    permutations(list.filter((each) => each !== first)).map((rest) => [first, ...rest]),
  );
}

function subsets<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return list.flatMap((first, i) => subsets(list.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}
