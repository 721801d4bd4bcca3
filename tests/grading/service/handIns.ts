/** What students hand in: the solution, with a remark that makes it another text, and something wrong. */

import { readFileSync } from "node:fs";
import { NOTEBOOK } from "./service.js";

interface Notebook {
  readonly cells: {
    cell_type: string;
    source: string[] | string;
    metadata: { nbgrader?: { solution: boolean } };
  }[];
}

const read = (version: string): Notebook =>
  JSON.parse(readFileSync(`notebooks/exercise-3/${version}/${NOTEBOOK}.ipynb`, "utf8")) as Notebook;

export function solution(remark: string): string {
  const notebook = read("solution");
  for (const cell of notebook.cells)
    if (cell.cell_type === "code" && cell.metadata.nbgrader?.solution)
      cell.source = `${[cell.source].flat().join("")}\n// ${remark}`;
  return JSON.stringify(notebook);
}

/** The product of a gate is a sum. */
export function wrong(): string {
  const notebook = read("solution");
  let changes = 0;
  for (const cell of notebook.cells) {
    const text = [cell.source].flat().join("");
    cell.source = text.replace("this.out *= input.out", "this.out += input.out");
    if (cell.source !== text) changes++;
  }
  if (changes === 0) throw new Error("The solution has another form now: change this test.");
  return JSON.stringify(notebook);
}
