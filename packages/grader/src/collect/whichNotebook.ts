/** Which notebook of the assignment a file is. Learning platforms and students give it other names. */

import { NotebookError } from "../errors.js";
import { readMaster } from "../grade/master.js";
import { readHandIn } from "../handIn/read.js";
import type { Assignment } from "../model/assignment.js";

/** The share of a notebook's cells that a hand-in must have to be one. */
const ENOUGH = 0.5;

export class Notebooks {
  readonly #cells: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(assignment: Assignment) {
    this.#cells = new Map(
      assignment.notebooks.map((name) => [
        name,
        new Set(readMaster(assignment, name).cells.map(({ id }) => id)),
      ]),
    );
  }

  /**
   * By its cells and, where these do not tell, by its name.
   *
   * @returns undefined when it is none of them
   */
  find(file: string, bytes: Buffer): string | undefined {
    return this.#byCells(file, bytes) ?? this.#byName(file);
  }

  #byCells(file: string, bytes: Buffer): string | undefined {
    let has: Set<string | undefined>;
    try {
      has = new Set(readHandIn(bytes, file).cells.flatMap(({ id, gradeId }) => [id, gradeId]));
    } catch (error) {
      if (error instanceof NotebookError) return undefined;
      throw error;
    }
    const shares = [...this.#cells]
      .map(([name, ids]) => ({ name, share: [...ids].filter((id) => has.has(id)).length / ids.size }))
      .sort((a, b) => b.share - a.share);
    const [best, second] = shares;
    return best && best.share >= ENOUGH && best.share > (second?.share ?? 0) ? best.name : undefined;
  }

  /** `3-4-Computational-Graphs (1).ipynb`, `ada_3-4-computational-graphs-2.ipynb` */
  #byName(file: string): string | undefined {
    const name = file.toLowerCase().replace(/\.ipynb$/, "");
    return [...this.#cells.keys()].find((notebook) => name.includes(notebook.toLowerCase()));
  }
}
