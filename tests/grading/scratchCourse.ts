/** A course folder of its own for a test, with as many hand-ins as it wants. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COURSE = "notebooks/exercise-3";

interface Cell {
  cell_type: string;
  source: string[] | string;
  metadata: { nbgrader?: { solution: boolean } };
}

export class ScratchCourse {
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-course-"));

  constructor() {
    cpSync(join(COURSE, "source"), join(this.folder, "source"), { recursive: true });
  }

  /** Hand in the solution of a notebook; the remark makes it another text than that of others. */
  handIn(student: string, notebook: string, remark = student): void {
    const { cells, ...rest } = JSON.parse(
      readFileSync(join(COURSE, "solution", `${notebook}.ipynb`), "utf8"),
    ) as {
      cells: Cell[];
    };
    const written = cells.map((cell) =>
      cell.cell_type === "code" && cell.metadata.nbgrader?.solution
        ? { ...cell, source: `${[cell.source].flat().join("")}\n// ${remark}` }
        : cell,
    );
    this.write(student, notebook, JSON.stringify({ cells: written, ...rest }));
  }

  write(student: string, notebook: string, text: string): void {
    const folder = join(this.folder, "submitted", student);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${notebook}.ipynb`), text);
    const receipt = { student, receivedAt: "2026-11-20T10:00:00Z", files: [], penalty: 0 };
    writeFileSync(join(folder, "receipt.json"), JSON.stringify(receipt));
  }

  /** What grading has written about each student's notebooks, by `student/notebook.json`. */
  results(): Map<string, string> {
    const folder = join(this.folder, "graded/students");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      /^[^/]+\/\d.*\.json$/.test(file),
    );
    return new Map(files.sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
