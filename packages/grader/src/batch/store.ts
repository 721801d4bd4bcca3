/**
 * Where results lie: once by their key, which is made of everything that a result depends on, and once for each student.
 * A result with its key is final, so a run that was interrupted goes on behind it.
 */

import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { removeParts, writeWhole } from "../files/writeWhole.js";
import { readMaster } from "../grade/master.js";
import type { Assignment } from "../model/assignment.js";
import { notebookResult, type NotebookResult } from "../model/result.js";
import type { Unit } from "./units.js";

export class Store {
  readonly #assignment: Assignment;
  readonly #versions: ReadonlyMap<string, string>;
  readonly secret: string;

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
    removeParts(assignment.graded("results"));
    this.secret = secretOf(assignment);
    const program = programVersion();
    this.#versions = new Map(
      assignment.notebooks.map((name) => [
        name,
        `${program} ${readMaster(assignment, name).sha256} ${this.secret}`,
      ]),
    );
  }

  /** @param sandbox a result that was made without one is not one that was made with it */
  key({ notebook }: Unit, bytes: Uint8Array, sandbox: NotebookResult["sandbox"]): string {
    return createHash("sha256")
      .update(`${this.#versions.get(notebook)!} ${sandbox} `)
      .update(bytes)
      .digest("hex");
  }

  find(key: string): NotebookResult | undefined {
    const file = this.#file(key);
    return existsSync(file) ? notebookResult.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
  }

  keep(key: string, result: NotebookResult): void {
    writeWhole(this.#file(key), print(result));
  }

  /** Put it where the reports of the student look for it. */
  give({ student, notebook }: Unit, result: NotebookResult): void {
    const file = this.#assignment.graded("students", student, `${notebook}.json`);
    const text = print(result);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeWhole(file, text);
  }

  #file(key: string): string {
    return this.#assignment.graded("results", `${key}.json`);
  }
}

/** With the fields in the order of the schema: the same result has the same bytes. */
const print = (result: NotebookResult): string =>
  `${JSON.stringify(notebookResult.parse(result), null, 1)}\n`;

/** Made once. Who knows it knows the numbers of the tests, so only the owner can read it. */
function secretOf(assignment: Assignment): string {
  const file = assignment.graded("secret");
  if (!existsSync(file)) writeWhole(file, randomBytes(32).toString("hex"), 0o600);
  return readFileSync(file, "utf8");
}

/** Of the code that grades: another version may see other things in the same hand-in. */
function programVersion(): string {
  const hash = createHash("sha256");
  const own = join(import.meta.dirname, "..");
  const tasks = dirname(createRequire(import.meta.url).resolve("@gradus/tasks"));
  const parts = ["grade", "handIn", "judge", "program", "wire", "../dist/sandboxed"].map((part) =>
    join(own, part),
  );
  for (const folder of [...parts, tasks])
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (/\.(js|ts|cjs)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex");
}
