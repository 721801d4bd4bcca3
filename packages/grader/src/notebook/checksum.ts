/** nbgrader's checksum of a cell, by which it notices that a student changed what they should not. */

import { createHash } from "node:crypto";
import { isLocked, type Cell, type NbgraderMetadata } from "./notebook.js";

/** Source: nbgrader/utils.py, compute_checksum. */
export function checksum(cell: Cell, metadata: NbgraderMetadata): string {
  const { grade, solution, grade_id, points } = metadata;
  const python = (flag: boolean) => (flag ? "True" : "False");
  const hash = createHash("md5").update(cell.source).update(cell.cell_type);
  hash
    .update(python(grade))
    .update(python(solution))
    .update(python(isLocked(metadata)))
    .update(grade_id);
  if (grade) hash.update(pythonFloat(points ?? 0));
  return hash.digest("hex");
}

function pythonFloat(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
