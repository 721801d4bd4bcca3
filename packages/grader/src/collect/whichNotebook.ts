/** Which notebook of the assignment a file is. Learning platforms and students give it other names. */

import { readFileSync } from "node:fs";
import { NotebookError } from "../errors.js";
import { readHandIn } from "../handIn/read.js";
import type { Assignment } from "../model/assignment.js";
import { parseNotebook } from "../notebook/notebook.js";

/** The share of the cells that only one notebook has which a hand-in must have to be that one. */
const ENOUGH = 0.25;

export interface WhichNotebook {
  /** Undefined when it is none of them. */
  readonly notebook: string | undefined;
  /** Whether its name says another one than its cells. */
  readonly isMisnamed: boolean;
}

export class Notebooks {
  /** By the notebook's name, the cells that no other notebook of the assignment has. */
  readonly #own: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(assignment: Assignment) {
    const cells = assignment.notebooks.map((name) => {
      const file = assignment.source(name);
      const ids = parseNotebook(readFileSync(file, "utf8"), file).cells.map(
        ({ id, metadata: { nbgrader } }) => nbgrader?.grade_id ?? id,
      );
      return { name, ids: new Set(ids) };
    });
    const isShared = (id: string): boolean => cells.filter(({ ids }) => ids.has(id)).length > 1;
    this.#own = new Map(
      cells.map(({ name, ids }) => [name, new Set([...ids].filter((id) => !isShared(id)))]),
    );
  }

  /** By its cells, which are what is graded, and by its name where these do not tell. */
  find(file: string, bytes: Buffer): WhichNotebook {
    const [byCells, byName] = [this.#byCells(file, bytes), this.named(file)?.notebook];
    return {
      notebook: byCells ?? byName,
      isMisnamed: byCells !== undefined && byName !== undefined && byCells !== byName,
    };
  }

  /**
   * `3-4-Computational-Graphs (1).ipynb`, `ada_3-4-computational-graphs-2.ipynb`
   *
   * @returns also what stands before and behind
   */
  named(file: string): { notebook: string; rest: string } | undefined {
    const name = file.replace(/\.(ipynb|zip)$/i, "");
    const found = [...this.#own.keys()]
      .filter((notebook) => name.toLowerCase().includes(notebook.toLowerCase()))
      .sort((a, b) => b.length - a.length)[0];
    if (found === undefined) return undefined;
    const at = name.toLowerCase().indexOf(found.toLowerCase());
    // What browsers, Jupyter and learning platforms add to tell two files apart.
    const behind = name.slice(at + found.length).replace(/^[ -]?(\(?\d+\)?|copy ?\d*)$/i, "");
    return { notebook: found, rest: `${name.slice(0, at)} ${behind}`.replaceAll(/^[\s_-]+|[\s_-]+$/g, "") };
  }

  #byCells(file: string, bytes: Buffer): string | undefined {
    let has: Set<string | undefined>;
    try {
      has = new Set(readHandIn(bytes, file).cells.flatMap(({ id, gradeId }) => [id, gradeId]));
    } catch (error) {
      if (error instanceof NotebookError) return undefined;
      throw error;
    }
    const [best, second] = [...this.#own]
      .filter(([, ids]) => ids.size > 0)
      .map(([name, ids]) => ({ name, share: [...ids].filter((id) => has.has(id)).length / ids.size }))
      .sort((a, b) => b.share - a.share);
    return best && best.share >= ENOUGH && best.share > (second?.share ?? 0) ? best.name : undefined;
  }
}
