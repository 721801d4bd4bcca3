/** Runs a solution as a cell would: TypeScript in, what it defines out. */

import ts from "typescript";
import { LocalWorld, runTask, taskOf, type TaskResult } from "@gradus/tasks";
import { scope } from "./given.js";

const names = Object.keys(scope);
const values: readonly unknown[] = Object.values(scope);

type Cell = (...values: readonly unknown[]) => Record<string, unknown>;
const cells = new Map<string, Cell>();

/** @param code defines what the task needs */
export async function solve(task: string, code: string, seed = 1): Promise<TaskResult> {
  // Defined anew each time: what a solution remembers from one run must not help it in the next.
  return runTask(taskOf(task), new LocalWorld(cellOf(task, code)(...values)), seed);
}

/** Compiled once for all seeds. */
function cellOf(task: string, code: string): Cell {
  const key = `${task}\n${code}`;
  let cell = cells.get(key);
  if (!cell) cells.set(key, (cell = compile(taskOf(task).needs, code)));
  return cell;
}

function compile(needs: readonly string[], code: string): Cell {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const given = needs.map((name) => `${name}: typeof ${name} === "undefined" ? undefined : ${name}`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a cell is a text that is run
  return new Function(...names, `${outputText}; return { ${given.join(", ")} };`) as Cell;
}
