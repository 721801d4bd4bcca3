/**
 * How long it takes to run a notebook of the course from its first cell to its last: kernel start, checks, pictures,
 * trainings and all. The peer is exercise 3-4 in Python, with graphviz' pictures and the same number of training steps.
 */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exercise, root, runPython } from "../support/python.js";
import { addPythonKernel, PYTHON } from "./notebook/notebook.js";
import { quantile } from "./notebook/quantile.js";

const ROUNDS = 3;
const peer = join(import.meta.dirname, "notebook", "exercise_3_4.py");

export async function run(): Promise<Record<string, number>> {
  mkdirSync(join(root, ".gradus"), { recursive: true });
  const folder = mkdtempSync(join(root, ".gradus", "bench-notebooks-"));
  addPythonKernel(join(folder, "jupyter"));
  writeFileSync(join(folder, "python.ipynb"), JSON.stringify(notebookOf(readFileSync(peer, "utf8"))));
  const solutions = join(exercise, "solution");
  const names = readdirSync(solutions);
  const times = new Map<string, number[]>();
  const measure = async (key: string, cwd: string, name: string): Promise<void> => {
    const start = performance.now();
    await runPython(["-m", "jupyter", "execute", `--output=${join(folder, "executed.ipynb")}`, name], cwd);
    times.set(key, [...(times.get(key) ?? []), (performance.now() - start) / 1000]);
  };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of names) await measure(keyOf(name), solutions, name);
      await measure("python_exercise_3_4_run_all_s", folder, "python.ipynb");
    }
    return Object.fromEntries([...times].map(([key, each]) => [key, quantile(each, 0.5)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `3-4-computational-graphs.ipynb` is `exercise_3_4_run_all_s`. */
function keyOf(name: string): string {
  const [, number] = /^(\d+-\d+)/.exec(name) ?? [];
  return number === undefined ? "bonus_run_all_s" : `exercise_${number.replace("-", "_")}_run_all_s`;
}

function notebookOf(source: string): object {
  const cells = source.split(/^# %%/m).slice(1);
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: PYTHON },
    cells: cells.map((cell, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source: cell.slice(cell.indexOf("\n") + 1),
      outputs: [],
      execution_count: null,
    })),
  };
}
