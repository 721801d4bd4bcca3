/**
 * The notebook that formgrader and `nbgrader generate_feedback` show: the instructor's, with what the student wrote in its
 * place and our results below the tests. Nothing that the student's browser has made of it comes along.
 */

import type { Master } from "../grade/master.js";
import { match } from "../handIn/match.js";
import type { HandIn } from "../handIn/read.js";
import type { GradedTask, NotebookResult } from "../model/result.js";
import type { Notebook } from "../notebook/notebook.js";

/** @param released the student version */
export function shownNotebook(
  released: Notebook,
  master: Master,
  handIn: HandIn,
  result: NotebookResult,
): Notebook {
  const { sources, answers } = match(master, handIn);
  const written = new Map([
    ...sources.map(({ id, text }): [string, string] => [id, text]),
    ...answers.map(({ cell, text }): [string, string] => [cell, text]),
  ]);
  const cells = released.cells.map((cell) => {
    const id = cell.metadata.nbgrader?.grade_id ?? cell.id;
    const task = result.tasks.find((each) => each.cell === id);
    return {
      ...cell,
      source: written.get(id) ?? cell.source,
      ...(task && { outputs: [{ output_type: "stream", name: "stdout", text: wordsOf(task) }] }),
    };
  });
  return { ...released, cells };
}

const SIGNS = { passed: "✓", failed: "✗", open: "…" } as const;

function wordsOf({ title, score, points, problem, tests }: GradedTask): string {
  const lines = [`${title}: ${score} of ${points} points`];
  if (problem !== undefined) lines.push(problem);
  for (const { name, status, hint } of tests)
    lines.push(`${SIGNS[status]} ${name}`, ...(hint === undefined ? [] : [`  ${hint}`]));
  return `${lines.join("\n")}\n`;
}
