/** Which notebook of the assignment a file is. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Notebooks } from "../../src/collect/whichNotebook.js";
import { exercise3 } from "../course.js";

interface Cells {
  cells: { metadata: { nbgrader?: unknown } }[];
}

describe("which notebook a file is", () => {
  const notebooks = new Notebooks(exercise3);
  const student = (name: string): Cells => JSON.parse(readFileSync(exercise3.student(name), "utf8")) as Cells;
  const find = (file: string, notebook: object): string | undefined =>
    notebooks.find(file, Buffer.from(JSON.stringify(notebook))).notebook;
  const [FIRST, SECOND, FOURTH] = [0, 1, 3].map((i) => exercise3.notebooks[i]!);

  it("is told by its cells, for each notebook of the course", () => {
    for (const name of exercise3.notebooks) assert.equal(find("Untitled.ipynb", student(name)), name);
  });

  it("is told by half of its cells, too, though other notebooks have cells of the same names", () => {
    for (const name of exercise3.notebooks)
      for (const half of [0, 1]) {
        const { cells, ...rest } = student(name);
        const left = cells.filter((_, i) => i % 2 === half);
        assert.equal(find("Untitled.ipynb", { cells: left, ...rest }), name);
      }
  });

  it("is not changed by cells that were pasted from another", () => {
    const { cells, ...rest } = student(FOURTH!);
    const pasted = student(FIRST!).cells.slice(0, 8);
    assert.equal(find("Untitled.ipynb", { cells: [...cells, ...pasted], ...rest }), FOURTH);
  });

  it("is told by its name, as platforms, browsers and Jupyter change it, where its cells do not tell", () => {
    for (const name of [
      `${FOURTH!}.ipynb`,
      `${FOURTH!}-1.ipynb`,
      `${FOURTH!} (2).ipynb`,
      `${FOURTH!}-Copy1.ipynb`,
      `${FOURTH!.toUpperCase()}.IPYNB`,
      `ada_${FOURTH!}.ipynb`,
    ])
      assert.equal(find(name, {}), FOURTH);
    assert.equal(find("holiday.ipynb", {}), undefined);
  });

  it("is what its cells say, and is told, where its name says another", () => {
    const bytes = Buffer.from(JSON.stringify(student(SECOND!)));
    assert.deepEqual(notebooks.find(`${FOURTH!}.ipynb`, bytes), { notebook: SECOND, isMisnamed: true });
  });

  it("leaves the student's part of a name", () => {
    for (const name of [`ada_${FOURTH!}.ipynb`, `${FOURTH!}-ada.ipynb`, `ada-${FOURTH!} (1).ipynb`])
      assert.equal(notebooks.named(name)?.rest, "ada");
    for (const name of [`${FOURTH!}.ipynb`, `${FOURTH!}-2.ipynb`, `${FOURTH!}-Copy1.ipynb`])
      assert.equal(notebooks.named(name)?.rest, "");
  });
});
