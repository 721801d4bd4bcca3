/** Whether a new definition can stand for an old one wherever that is used. */

import type { Compiler } from "./compiler.js";
import { change } from "./compiler.js";
import type { Project } from "./project.js";
import type { Run, Runs } from "./runs.js";
import { open, shapeOf } from "./shape.js";
import { around } from "./text.js";

type Pair = readonly [string, string];

/**
 * Of `const rate = 0.5` TypeScript knows the number, but who mends it to `0.1` means the same name. A union, such as that
 * of all names of a mode, stays as it is: a cell may have an answer for each of them.
 */
const WIDENED = `
type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;
type Widened<T> = IsUnion<T> extends true ? T
  : T extends number ? number : T extends string ? string : T extends boolean ? boolean : T extends bigint ? bigint : T;
`;

/** @returns false where that is not sure */
export async function canReplace(
  compiler: Compiler,
  project: Project,
  runs: Runs,
  name: string,
  before: number,
  after: number,
): Promise<boolean> {
  const old = runs.get(before);
  const fresh = runs.get(after);
  if (!old?.declared.includes(name) || !fresh?.declared.includes(name)) return false;
  if (isEqual(old, fresh)) return true;
  const [was, is] = [shapeOf(old.source, name), shapeOf(fresh.source, name)];
  if (was.isClass !== is.isClass || was.isValue !== is.isValue || was.isType !== is.isType) return false;
  // Types with parameters of their own are compared by nothing but their text; classes have constructors to compare.
  if ((was.isGeneric || is.isGeneric) && !was.isClass) return false;
  const specifiers = [
    variant(compiler, project, old, "before"),
    variant(compiler, project, fresh, "after"),
  ] as const;
  const types = specifiers.map((specifier) => `import("${specifier}").${name}`) as unknown as Pair;
  const pairOf = (write: (type: string) => string): Pair => [write(types[0]), write(types[1])];
  const ofValue = pairOf((type) => `Widened<typeof ${type}>`);
  // A cell that assigns to a `let` has to go on doing so; what can only be read may have become more.
  const ways = was.isAssignable || is.isAssignable ? BOTH : FORWARD;
  const whole = [...(was.isValue ? [ofValue] : []), ...(was.isType && !was.isGeneric ? [types] : [])];
  if (await fit(compiler, whole, ways)) return true;
  if (!was.isClass || was.isGeneric || is.isGeneric || was.isAbstract !== is.isAbstract) return false;
  const hidden = [...was.hidden, ...is.hidden, "prototype"].map((key) => JSON.stringify(key)).join(" | ");
  const public_ = [
    pairOf((type) => `Omit<${type}, ${hidden}>`),
    pairOf((type) => `Omit<typeof ${type}, ${hidden}>`),
    pairOf((type) => `(...values: ConstructorParameters<typeof ${type}>) => void`),
  ];
  return fit(compiler, public_, ways);
}

/** Which way of a pair has to fit: the second type for the first one, or also the first one for the second. */
const FORWARD = (i: number): string => `const x${i}: A${i} = b${i};`;
export const BOTH = (i: number): string => `${FORWARD(i)} const y${i}: B${i} = a${i};`;

/** Asks the compiler whether the types of each pair can be assigned to each other. */
export async function fit(
  compiler: Compiler,
  pairs: readonly Pair[],
  ways: (i: number) => string,
): Promise<boolean> {
  const lines = pairs.map(([a, b], i) =>
    [
      `type A${i} = ${a}; type B${i} = ${b};`,
      `declare const a${i}: A${i}; declare const b${i}: B${i};`,
      ways(i),
      // Anything fits `any`, and yet it is another type.
      `declare const p${i}: 0 extends 1 & A${i} ? true : false; const q${i}: 0 extends 1 & B${i} ? true : false = p${i};`,
    ].join("\n"),
  );
  compiler.show(`${WIDENED}${lines.join("\n")}\nexport {};\n`);
  return (await compiler.problems()).every(({ severity }) => severity !== 1);
}

const isEqual = (a: Run, b: Run): boolean => a.source === b.source && importsOf(a) === importsOf(b);

const importsOf = ({ imported }: Run): string =>
  imported
    .map(({ name, run }) => `${name} ${run}`)
    .sort()
    .join();

/**
 * Classes with private members differ by their name alone, however alike they are. So they are compared as if these
 * members were public.
 */
function variant(
  compiler: Compiler,
  project: Project,
  { source, imported, declared }: Run,
  side: string,
): string {
  const { whole } = around(open(source), imported, declared);
  const path = project.writeVariant(side, whole);
  compiler.changed([{ path, type: change.changed }]);
  return `./gradus-cell-${side}.ts`;
}
