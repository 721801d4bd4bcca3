/** Runs a solution as a cell would: TypeScript in, what it defines out. */

import ts from "typescript";
import { LocalWorld, runTask, taskOf, type TaskResult } from "@gradus/tasks";
import { scope } from "./given.js";

/** @param code defines what the task needs */
export async function solve(task: string, code: string, seed = 1): Promise<TaskResult> {
  const { needs } = taskOf(task);
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const names = Object.keys(scope);
  const given = needs.map((name) => `${name}: typeof ${name} === "undefined" ? undefined : ${name}`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a cell is a text that is run
  const cell = new Function(...names, `${outputText}; return { ${given.join(", ")} };`) as (
    ...values: unknown[]
  ) => Record<string, unknown>;
  return runTask(taskOf(task), new LocalWorld(cell(...Object.values(scope))), seed);
}
