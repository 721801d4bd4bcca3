/** The instructor's notebook as grading sees it: which cell is an answer, which one tests, what the rest is for. */

import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { taskOf, type Task } from "@gradus/tasks";
import { ts } from "../program/typescript.js";
import { CourseError } from "../errors.js";
import type { Assignment } from "../model/assignment.js";
import { parseNotebook, type Cell } from "../notebook/notebook.js";
import { studentVersion } from "../notebook/versions.js";
import { namesOf, parse } from "../program/names.js";

export type MasterCell = {
  /** The `grade_id`, or the cell's id where there is none. */
  readonly id: string;
  /** What the student version says. */
  readonly text: string;
} & (
  | { readonly kind: "text" }
  /** What shows or prepares something. Students may change those that are not locked. */
  | { readonly kind: "code"; readonly isLocked: boolean }
  /** `declares` finds the cell again when it has lost its name. */
  | { readonly kind: "answer"; readonly declares: readonly string[] }
  /** A text that a person grades. */
  | { readonly kind: "manual"; readonly points: number }
  | {
      readonly kind: "test";
      readonly points: number;
      readonly task: Task;
      /** What is handed over: the name in the task, and the name in the notebook. */
      readonly work: Readonly<Record<string, string>>;
    }
);

export interface Master {
  readonly notebook: string;
  readonly kernel: string | undefined;
  readonly cells: readonly MasterCell[];
  /** Of everything that a grade depends on, for the key of results. */
  readonly sha256: string;
}

/** @throws CourseError naming the cell */
export function readMaster(assignment: Assignment, notebook: string): Master {
  const file = assignment.source(notebook);
  return masterOf(notebook, readFileSync(file, "utf8"), file);
}

/**
 * @param text of the instructor's notebook
 * @param file its name, for words
 * @throws CourseError naming the cell
 */
export function masterOf(notebook: string, text: string, file: string): Master {
  const released = studentVersion(parseNotebook(text, file));
  const kernel = (released.metadata as { kernelspec?: { name?: string } }).kernelspec?.name;
  return {
    notebook,
    kernel,
    cells: released.cells.map((cell) => masterCell(cell, file)),
    sha256: createHash("sha256").update(text).digest("hex"),
  };
}

function masterCell(cell: Cell, file: string): MasterCell {
  const { cell_type, source: text, metadata } = cell;
  const { nbgrader } = metadata;
  const id = nbgrader?.grade_id ?? cell.id;
  if (nbgrader?.grade && nbgrader.solution) return { id, text, kind: "manual", points: nbgrader.points ?? 0 };
  if (cell_type !== "code") return { id, text, kind: "text" };
  if (nbgrader?.solution) return { id, text, kind: "answer", declares: namesOf(parse(text)).declares };
  if (nbgrader?.grade) {
    const found = checkIn(text);
    if (found) return { id, text, kind: "test", points: nbgrader.points ?? 0, ...found };
    throw new CourseError(
      `${file}: the test cell "${id}" must be exactly one line: await check("task", { Name });`,
    );
  }
  return { id, text, kind: "code", isLocked: nbgrader?.locked ?? false };
}

/** @throws UnknownTaskError */
function checkIn(text: string): { task: Task; work: Record<string, string> } | undefined {
  const [statement, ...more] = parse(text).statements;
  if (!statement || more.length > 0 || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (!ts.isAwaitExpression(expression) || !ts.isCallExpression(expression.expression)) return undefined;
  const [task, work] = expression.expression.arguments;
  if (!task || !ts.isStringLiteral(task) || !work || !ts.isObjectLiteralExpression(work)) return undefined;
  const names: Record<string, string> = {};
  for (const property of work.properties) {
    if (ts.isShorthandPropertyAssignment(property)) names[property.name.text] = property.name.text;
    else if (
      ts.isPropertyAssignment(property) &&
      ts.isIdentifier(property.name) &&
      ts.isIdentifier(property.initializer)
    )
      names[property.name.text] = property.initializer.text;
    else return undefined;
  }
  return { task: taskOf(task.text), work: names };
}
