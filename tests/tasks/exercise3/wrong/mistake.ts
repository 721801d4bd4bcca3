/** A wrong solution, and what a student who wrote it should read. */

export interface Mistake {
  /** What the student did, for example "forgets the learning rate". */
  readonly name: string;
  readonly task: string;
  readonly code: string;
  /** The name of the test that catches it. */
  readonly caughtBy: string;
  /** Names the mistake. It is matched against the hint of that test. */
  readonly hint: RegExp;
}

/** The mistakes of one task. */
export function mistakesIn(
  task: string,
  mistakes: readonly (readonly [name: string, code: string, caughtBy: string, hint: RegExp])[],
): readonly Mistake[] {
  return mistakes.map(([name, code, caughtBy, hint]) => ({ task, name, code, caughtBy, hint }));
}
