/** Whether a new definition can stand for an old one wherever that is used. */

import { change, type Compiler } from "./compiler.js";
import { BOTH, fit, FORWARD, type Pair } from "./fit.js";
import type { Project } from "./project.js";
import type { Run, Runs } from "./runs.js";
import { open, shapeOf } from "./shape.js";
import { around } from "./text.js";

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
