/** The course's own notebooks as hand-ins, to be changed and graded. */

import { readFileSync } from "node:fs";
import { readMaster, type Master } from "../../../packages/grader/src/grade/master.js";
import { openAssignment } from "../../../packages/grader/src/model/assignment.js";

export type Raw = Record<string, unknown>;

export interface RawCell extends Raw {
  cell_type: string;
  id?: string;
  source: string | string[];
  metadata: { nbgrader?: Raw & { grade_id?: string } };
}

/** A notebook as its file has it. */
export interface RawNotebook extends Raw {
  metadata: Raw;
  cells: RawCell[];
}

const assignment = openAssignment("notebooks/exercise-3");

export function masterOf(notebook: string): Master {
  return readMaster(assignment, notebook);
}

/** The right hand-in. */
export function solutionOf(notebook: string): RawNotebook {
  return JSON.parse(readFileSync(assignment.solution(notebook), "utf8")) as RawNotebook;
}

/** The hand-in of somebody who has done nothing. */
export function studentVersionOf(notebook: string): RawNotebook {
  return JSON.parse(readFileSync(assignment.student(notebook), "utf8")) as RawNotebook;
}

/** @param id the `grade_id` */
export function cellOf({ cells }: RawNotebook, id: string): RawCell {
  const found = cells.find(({ metadata }) => metadata.nbgrader?.grade_id === id);
  if (!found) throw new Error(`There is no cell "${id}".`);
  return found;
}

export function bytesOf(notebook: RawNotebook): Uint8Array {
  return Buffer.from(JSON.stringify(notebook));
}
