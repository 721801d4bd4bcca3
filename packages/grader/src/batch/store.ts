/**
 * Where results lie: once by their key, which is made of everything that a result depends on, and once for each student.
 * A result with its key is final, so a run that was interrupted goes on behind it.
 */

import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { readRegularFile } from "../files/readRegularFile.js";
import { removeParts, writeWhole } from "../files/writeWhole.js";
import { LIMITS } from "../handIn/limits.js";
import { masterOf } from "../grade/master.js";
import type { Assignment } from "../model/assignment.js";
import { notebookResult, type NotebookResult } from "../model/result.js";
import { packCourse } from "./course.js";
import type { Unit } from "./units.js";
import { programVersion } from "./version.js";

export class Store {
  readonly #assignment: Assignment;
  readonly #courses = new Map<
    string,
    { readonly state: string; readonly key: string; readonly bytes: Buffer }
  >();
  readonly #secret: string;

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
    removeParts(assignment.graded("results"));
    this.#secret = secretOf(assignment);
  }

  /** @throws CourseError where the instructor's notebook cannot be graded with */
  course(notebook: string): { readonly key: string; readonly bytes: Buffer } {
    const file = this.#assignment.source(notebook);
    const { mtimeMs, size } = statSync(file);
    const state = `${mtimeMs} ${size}`;
    const there = this.#courses.get(notebook);
    if (there?.state === state) return there;
    const source = readFileSync(file, "utf8");
    masterOf(notebook, source, file);
    const made = { state, ...packCourse({ notebook, source, secret: this.#secret }) };
    this.#courses.set(notebook, made);
    return made;
  }

  /**
   * What was handed in, and the key of its result.
   *
   * @param sandbox a result that was made without one is not one that was made with it
   */
  read({ student, notebook }: Unit, sandbox: NotebookResult["sandbox"]): { key: string; bytes: Uint8Array } {
    const file = this.#assignment.submitted(student, `${notebook}.ipynb`);
    const bytes = readRegularFile(file, LIMITS.file) ?? new Uint8Array();
    const key = createHash("sha256")
      .update(`${programVersion()} ${this.course(notebook).key} ${sandbox} `)
      .update(bytes)
      .digest("hex");
    return { key, bytes };
  }

  find(key: string): NotebookResult | undefined {
    const file = this.#file(key);
    return existsSync(file) ? notebookResult.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
  }

  keep(key: string, result: NotebookResult): void {
    writeWhole(this.#file(key), printResult(result));
  }

  /** Put it where the reports of the student look for it. */
  give({ student, notebook }: Unit, result: NotebookResult): void {
    const file = this.#assignment.graded("students", student, `${notebook}.json`);
    const text = printResult(result);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeWhole(file, text);
  }

  #file(key: string): string {
    return this.#assignment.graded("results", `${key}.json`);
  }
}

/** With the fields in the order of the schema: the same result has the same bytes. */
export const printResult = (result: NotebookResult): string =>
  `${JSON.stringify(notebookResult.parse(result), null, 1)}\n`;

/** Made once. Who knows it knows the numbers of the tests, so only the owner can read it. */
function secretOf(assignment: Assignment): string {
  const file = assignment.graded("secret");
  if (!existsSync(file)) writeWhole(file, randomBytes(32).toString("hex"), 0o600);
  return readFileSync(file, "utf8");
}
