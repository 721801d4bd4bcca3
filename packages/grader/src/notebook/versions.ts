/** From the instructor's source to the version that students get, and to the one that shows the solutions. */

import { checksum } from "./checksum.js";
import { isLocked, type Cell, type Notebook } from "./notebook.js";
import { RegionError, replaceRegions } from "./regions.js";

/** What the student version must not show. */
const HIDDEN = ["HIDDEN TESTS", "MARK SCHEME"];

/** Solutions become open tasks, hidden tests and mark schemes go, and what is not to be changed is read-only. */
export function studentVersion(source: Notebook): Notebook {
  return mapSources(source, (cell) => {
    let text = replaceRegions(cell.source, "SOLUTION", ({ indent, text }) => {
      if (cell.cell_type !== "code")
        throw new RegionError("BEGIN SOLUTION outside of code; use BEGIN MARK SCHEME");
      const [, task, what] = /^(\(\w+\) [^:]+): (.+)$/.exec(text) ?? [];
      if (!task || !what) throw new RegionError('BEGIN SOLUTION wants "(a) name: what to write" behind it');
      return [`${indent}openTask(${JSON.stringify(task)}, ${JSON.stringify(what)});`];
    });
    for (const name of HIDDEN) text = replaceRegions(text, name, () => []);
    return sealed({ ...cell, source: text });
  });
}

/** Everything stays but the marker lines. */
export function solutionVersion(source: Notebook): Notebook {
  return mapSources(source, (cell) => {
    let text = cell.source;
    for (const name of ["SOLUTION", ...HIDDEN]) text = replaceRegions(text, name, (_, lines) => lines);
    return sealed({ ...cell, source: text });
  });
}

function sealed(cell: Cell): Cell {
  const { nbgrader, ...metadata } = cell.metadata;
  if (!nbgrader) return cell;
  return {
    ...cell,
    metadata: {
      ...metadata,
      deletable: false,
      ...(isLocked(nbgrader) ? { editable: false } : {}),
      nbgrader: { ...nbgrader, checksum: checksum(cell, nbgrader) },
    },
  };
}

function mapSources(notebook: Notebook, change: (cell: Cell) => Cell): Notebook {
  return { ...notebook, cells: notebook.cells.map((cell) => withoutOutput(attempt(cell, change))) };
}

function attempt(cell: Cell, change: (cell: Cell) => Cell): Cell {
  try {
    return change(cell);
  } catch (error) {
    if (error instanceof RegionError) throw new RegionError(`Cell "${cell.id}": ${error.message}.`);
    throw error;
  }
}

function withoutOutput(cell: Cell): Cell {
  return cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell;
}
