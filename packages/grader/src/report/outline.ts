/** What the instructor's notebooks promise: their titles, and the points of each graded cell. */

import { readFileSync } from "node:fs";
import type { Assignment } from "../model/assignment.js";
import { parseNotebook, type Cell, type Notebook } from "../notebook/notebook.js";
import { replaceRegions } from "../notebook/regions.js";
import { studentVersion } from "../notebook/versions.js";
import { sumOf } from "./points.js";

export interface NotebookOutline {
  readonly notebook: string;
  /** Its first heading. */
  readonly title: string;
  /** Of all graded cells. */
  readonly points: number;
  /** By the `grade_id` of the cell. */
  readonly questions: ReadonlyMap<string, Question>;
}

/** What a person needs to know to grade an answer. */
export interface Question {
  /** The heading that it stands under. */
  readonly title: string;
  /** The instructor's text right above the answer. */
  readonly text: string;
  /** What a full answer says, as only the source has it. */
  readonly markScheme: string;
}

const outlines = new WeakMap<Assignment, readonly NotebookOutline[]>();

/** Read once: thousands of students have the same. */
export function outlinesOf(assignment: Assignment): readonly NotebookOutline[] {
  let known = outlines.get(assignment);
  if (!known) {
    known = assignment.notebooks.map((name) => {
      const file = assignment.source(name);
      return outlineOf(name, parseNotebook(readFileSync(file, "utf8"), file));
    });
    outlines.set(assignment, known);
  }
  return known;
}

function outlineOf(notebook: string, source: Notebook): NotebookOutline {
  // A mark scheme may have headings, too, and its markers look like one.
  const { cells } = studentVersion(source);
  const graded = cells.filter(({ metadata }) => metadata.nbgrader?.grade);
  const questions = cells.flatMap((cell, i): [string, Question][] => {
    const { nbgrader } = cell.metadata;
    return nbgrader?.grade && nbgrader.solution
      ? [[nbgrader.grade_id, questionOf(cells, i, source.cells[i]!)]]
      : [];
  });
  return {
    notebook,
    title: headingIn(cells) ?? notebook,
    points: sumOf(graded.map(({ metadata }) => metadata.nbgrader?.points ?? 0)),
    questions: new Map(questions),
  };
}

function questionOf(cells: readonly Cell[], at: number, source: Cell): Question {
  const above = cells[at - 1];
  const scheme: string[] = [];
  replaceRegions(source.source, "MARK SCHEME", (_, lines) => {
    scheme.push(...lines);
    return [];
  });
  return {
    title: headingIn(cells.slice(0, at + 1).reverse()) ?? source.metadata.nbgrader!.grade_id,
    text: above?.cell_type === "markdown" ? above.source : "",
    markScheme: scheme.join("\n").trim(),
  };
}

function headingIn(cells: readonly Cell[]): string | undefined {
  for (const { cell_type, source } of cells) {
    const heading = cell_type === "markdown" ? /^#{1,6} +(.+)$/m.exec(source)?.[1] : undefined;
    if (heading !== undefined) return heading.trim();
  }
  return undefined;
}
