/** A hand-in in the making: a notebook of the course, changed as students and their editors change it. */

import { readFileSync } from "node:fs";
import { openAssignment } from "../../../packages/grader/src/model/assignment.js";

export const exercise3 = openAssignment("notebooks/exercise-3");

/** A cell of the file, as far as tests touch it. */
export interface DraftCell {
  cell_type: string;
  id?: string;
  source: string | string[];
  metadata: Record<string, unknown>;
  outputs?: unknown[];
  execution_count?: number | null;
}

export class Draft {
  readonly file: { cells: DraftCell[]; metadata: Record<string, unknown>; [key: string]: unknown };

  private constructor(path: string) {
    this.file = JSON.parse(readFileSync(path, "utf8")) as Draft["file"];
  }

  /** As released. */
  static released(notebook: string): Draft {
    return new Draft(exercise3.student(notebook));
  }

  /** With the instructor's solutions. */
  static solved(notebook: string): Draft {
    return new Draft(exercise3.solution(notebook));
  }

  /** @throws Error where there is no such cell, which would hide a typing error */
  cell(id: string): DraftCell {
    const found = this.file.cells.find((each) => each.id === id);
    if (!found) throw new Error(`There is no cell "${id}".`);
    return found;
  }

  text(id: string): string {
    return [this.cell(id).source].flat().join("");
  }

  /** Write an answer. */
  write(id: string, text: string): this {
    this.cell(id).source = text;
    return this;
  }

  /** Replace a part of a cell. @throws Error where the part is not there */
  edit(id: string, part: string, by: string): this {
    const text = this.text(id);
    if (!text.includes(part)) throw new Error(`There is no "${part}" in "${id}".`);
    return this.write(
      id,
      text.replace(part, () => by),
    );
  }

  /** Add a cell above another one. */
  above(id: string, text: string, type = "code"): this {
    return this.#insert(this.#at(id), text, type);
  }

  /** Add a cell below another one. */
  below(id: string, text: string, type = "code"): this {
    return this.#insert(this.#at(id) + 1, text, type);
  }

  remove(id: string): this {
    this.file.cells.splice(this.#at(id), 1);
    return this;
  }

  /** Change every cell. */
  each(change: (cell: DraftCell, number: number) => void): this {
    this.file.cells.forEach(change);
    return this;
  }

  bytes(print: (json: string) => string = (json) => json): Uint8Array {
    return new TextEncoder().encode(print(JSON.stringify(this.file, null, 1)));
  }

  #at(id: string): number {
    return this.file.cells.indexOf(this.cell(id));
  }

  #insert(at: number, text: string, type: string): this {
    const id = `new-${this.file.cells.length}`;
    this.file.cells.splice(at, 0, { cell_type: type, id, metadata: {}, source: text });
    return this;
  }
}
