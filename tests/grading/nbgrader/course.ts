/** A small assignment made of the course's own cells, and a course folder in which the real nbgrader works on it. */

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import {
  parseNotebook,
  printNotebook,
  type Cell,
  type Notebook,
} from "../../../packages/grader/src/notebook/notebook.js";
import { solutionVersion, studentVersion } from "../../../packages/grader/src/notebook/versions.js";
import { pythonOf, testEnvironment, userEnvironment } from "../../../scripts/setup/project.mjs";
import { exercise, root } from "../../support/python.js";

const run = promisify(execFile);

export const python = pythonOf(testEnvironment(root));

/** Two gates, each with its test, and a text. */
const CELLS = {
  "3-4-computational-graphs": ["imports", "gate", "a", "a-test", "c", "c-test"],
  "3-3-derivatives-on-graphs": ["b-question", "b-answer"],
};

export const NOTEBOOK = "gates";
export const ASSIGNMENT = "exercise";
const read = (file: string): Notebook => parseNotebook(readFileSync(file, "utf8"), file);

function sourceNotebook(): Notebook {
  const notebooks = Object.entries(CELLS).map(([name, ids]) => {
    const notebook = read(join(exercise, "source", `${name}.ipynb`));
    const cells = ids.map((id) => notebook.cells.find((cell) => cell.id === id)!);
    return { ...notebook, cells };
  });
  return { ...notebooks[0]!, cells: notebooks.flatMap(({ cells }) => cells) };
}

const source = sourceNotebook();
export const student = studentVersion(source);
export const solution = solutionVersion(source);

/**
 * A hand-in: the solutions, with other sources in some cells.
 *
 * @param change what becomes of each cell
 */
export function handInWith(
  sources: Readonly<Record<string, (source: string) => string>>,
  change: (cell: Cell) => readonly Cell[] = (cell) => [cell],
): Notebook {
  const cells = solution.cells.map((cell) => ({
    ...cell,
    source: sources[cell.id]?.(cell.source) ?? cell.source,
  }));
  return { ...solution, cells: cells.flatMap(change) };
}

export interface Place {
  readonly folder: string;
  readonly assignment: string;
  readonly course: string;
  readonly remove: () => void;
}

/** @param sources of the assignment, by name */
export function makePlace(sources: Readonly<Record<string, Notebook>> = { [NOTEBOOK]: source }): Place {
  const folder = mkdtempSync(join(tmpdir(), "gradus-nbgrader-"));
  const assignment = join(folder, ASSIGNMENT);
  for (const [name, notebook] of Object.entries(sources))
    write(join(assignment, "source", `${name}.ipynb`), printNotebook(notebook));
  return {
    folder,
    assignment,
    course: join(folder, "course"),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

export function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

export interface Ended {
  readonly code: number;
  readonly said: string;
}

/** One of nbgrader's own commands, in its course folder, with the kernel of `npm start`. */
export async function nbgrader(course: string, ...args: readonly string[]): Promise<Ended> {
  const env = {
    ...process.env,
    PATH: `${dirname(python)}${delimiter}${process.env.PATH}`,
    JUPYTER_PATH: join(userEnvironment(root), "share", "jupyter"),
  };
  return ended(run(python, ["-m", "nbgrader", ...args], { cwd: course, env, maxBuffer: 1 << 26 }));
}

export interface Kept {
  /** By cell: by the machine, by a person, and whether it waits for a person. */
  readonly grades: Readonly<Record<string, readonly [number | null, number | null, boolean]>>;
  /** By cell: by the machine, and by a person. */
  readonly comments: Readonly<Record<string, readonly [string | null, string | null]>>;
}

/** What the gradebook says, after a person has graded a cell there. */
export async function gradebook(
  course: string,
  ...grade: readonly string[]
): Promise<Readonly<Record<string, Kept>>> {
  const script = join(root, "tests/grading/nbgrader/gradebook.py");
  const { stdout } = await run(python, [script, ASSIGNMENT, ...grade], { cwd: course });
  return JSON.parse(stdout) as Record<string, Kept>;
}

async function ended(program: Promise<{ stdout: string; stderr: string }>): Promise<Ended> {
  try {
    const { stdout, stderr } = await program;
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    if (typeof code !== "number") throw error;
    return { code, said: stdout + stderr };
  }
}
