/** A course folder in which nbgrader's own commands run on our notebooks. */

import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { CourseError } from "../errors.js";
import { writeWhole } from "../files/writeWhole.js";
import type { Assignment } from "../model/assignment.js";

/** Python files are not compiled, so they lie in `src` for the compiled program, too. */
export const pythonFile = (name: string): string => join(import.meta.dirname, "../../src/nbgrader", name);

export interface SetUp {
  readonly written: readonly string[];
  /** What stands there with other contents, and was left alone. */
  readonly kept: readonly string[];
}

export class NbgraderCourse {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  readonly source = (assignment: string, notebook: string): string =>
    join(this.folder, "source", assignment, `${notebook}.ipynb`);
  readonly autograded = (student: string, assignment: string, notebook: string): string =>
    join(this.folder, "autograded", student, assignment, `${notebook}.ipynb`);
}

/**
 * @param replace what somebody has changed there is replaced, too
 * @throws CourseError
 */
export function setUpCourse(assignment: Assignment, course: NbgraderCourse, replace: boolean): SetUp {
  checkName(assignment);
  const files = [
    { from: pythonFile("nbgrader_config.py"), to: join(course.folder, "nbgrader_config.py") },
    ...assignment.notebooks.map((name) => ({
      from: assignment.source(name),
      to: course.source(assignment.name, name),
    })),
  ];
  const written: string[] = [];
  const kept: string[] = [];
  for (const { from, to } of files) {
    const text = readFileSync(from, "utf8");
    const isThere = existsSync(to);
    if (isThere && readFileSync(to, "utf8") === text) continue;
    if (isThere && !replace) kept.push(to);
    else {
      writeWhole(to, text);
      written.push(to);
    }
  }
  written.push(...linkPackages(course.folder));
  return { written, kept };
}

/** nbgrader splits the names of hand-ins at `+`, and takes names for patterns of files. */
export function checkName({ name }: Assignment): void {
  if (!/^[\w.-]+$/.test(name))
    throw new CourseError(
      `The assignment's folder is called "${name}", and nbgrader wants letters, digits, "_", "." and "-". Rename it.`,
    );
}

/** A kernel looks for packages from the notebook's folder upwards. */
function linkPackages(folder: string): string[] {
  return ["core", "notebook"].flatMap((name) => {
    if (packageFolder(join(folder, "notebook.ipynb"), name) !== undefined) return [];
    const own = packageFolder(import.meta.filename, name);
    if (own === undefined) throw new CourseError(missingPackage(folder, name));
    const link = join(folder, "node_modules/@gradus", name);
    mkdirSync(dirname(link), { recursive: true });
    // One that leads nowhere any more is no package.
    rmSync(link, { force: true });
    // A junction: on Windows everybody may make one.
    symlinkSync(realpathSync(own), link, "junction");
    return [link];
  });
}

/** Where Node finds the package from a file on. */
function packageFolder(file: string, name: string): string | undefined {
  const paths = createRequire(file).resolve.paths(`@gradus/${name}`) ?? [];
  return paths.map((path) => join(path, "@gradus", name)).find((path) => existsSync(path));
}

const missingPackage = (folder: string, name: string): string =>
  `The notebooks need @gradus/${name}, which is not found. Install it: npm --prefix ${folder} install @gradus/${name}`;
