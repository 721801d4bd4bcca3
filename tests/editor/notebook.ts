/** Notebooks of the TypeScript kernel that were not run yet. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

export const kernel = { name: "gradus", display_name: "TypeScript (Gradus)", language: "typescript" };

export const python = { name: "python3", display_name: "Python 3 (ipykernel)", language: "python" };

/** Write a notebook of code cells into a folder. */
export async function writeNotebook(
  dir: string,
  name: string,
  cells: readonly string[],
  kernelspec = kernel,
): Promise<void> {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec },
    cells: cells.map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    })),
  };
  await writeFile(join(dir, `${name}.ipynb`), JSON.stringify(notebook));
}
