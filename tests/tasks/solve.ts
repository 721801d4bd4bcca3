/** Runs a solution as a cell would: TypeScript in, what it defines out. */

import ts from "typescript";
import { LocalWorld, runTask, taskOf, type TaskResult } from "@gradus/tasks";
import { scope } from "./given.js";

/** What is in the scope of a solution, by name. */
export type Scope = Readonly<Record<string, unknown>>;

type Cell = (...values: readonly unknown[]) => Record<string, unknown>;
const cells = new Map<string, Cell>();

/**
 * @param code defines what the task needs
 * @param given what the notebook gives to students; that of 3-4 by default
 * @param only the name of the one test that is run; the others pass
 */
export async function solve(
  task: string,
  code: string,
  seed = 1,
  given: Scope = scope,
  only?: string,
): Promise<TaskResult> {
  // Defined anew each time: what a solution remembers from one run must not help it in the next.
  const cell = cellOf(task, code, Object.keys(given));
  const { tests, ...rest } = taskOf(task);
  const chosen = tests.map((test) =>
    only === undefined || test.name === only ? test : { ...test, run: () => Promise.resolve() },
  );
  // Nothing here runs for ever, and a limit takes longer than most of what it limits.
  const world = new LocalWorld(cell(...Object.values(given)), Infinity);
  return runTask({ ...rest, tests: chosen }, world, seed);
}

/** Compiled once for all seeds. */
function cellOf(task: string, code: string, names: readonly string[]): Cell {
  const key = `${task} ${names.join()}\n${code}`;
  let cell = cells.get(key);
  if (!cell) cells.set(key, (cell = compile(taskOf(task).needs, code, names)));
  return cell;
}

function compile(needs: readonly string[], code: string, names: readonly string[]): Cell {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const given = needs.map((name) => `${name}: typeof ${name} === "undefined" ? undefined : ${name}`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a cell is a text that is run
  return new Function(...names, `${outputText}; return { ${given.join(", ")} };`) as Cell;
}
