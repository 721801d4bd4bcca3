/** A right solution, written in one of many ways. */

export interface Solution {
  readonly name: string;
  readonly task: string;
  readonly code: string;
}

export function solutionsOf(
  task: string,
  solutions: readonly (readonly [name: string, code: string])[],
): readonly Solution[] {
  return solutions.map(([name, code]) => ({ task, name, code }));
}
