/** The user's own files beside the notebook: their problems, and whether they have changed since the last look. */

import { statSync } from "node:fs";
import { change, type Compiler, type FileProblem } from "./compiler.js";
import type { Problem } from "./checker.js";
import { inFile } from "./problems.js";
import type { Project } from "./project.js";

const MISSING = "missing";
/** Cannot find module. */
const NOT_FOUND = 2307;
const RELATIVE_IMPORT = /["']\.{1,2}\/|["']\//;

export class LocalFiles {
  readonly #compiler: Compiler;
  readonly #project: Project;
  readonly #stamps = new Map<string, string>();
  #hasMissed = false;

  constructor(compiler: Compiler, project: Project) {
    this.#compiler = compiler;
    this.#project = project;
  }

  /** Tells the compiler what has changed on disk. */
  refresh(): void {
    const changes: { path: string; type: number }[] = [];
    for (const [path, before] of this.#stamps) {
      const now = stampOf(path);
      if (now === before) continue;
      this.#stamps.set(path, now);
      const type = now === MISSING ? change.deleted : before === MISSING ? change.created : change.changed;
      changes.push({ path, type });
    }
    // What an import has missed may be there by now: the compiler then looks for everything again.
    if (this.#hasMissed) changes.push({ path: this.#project.config, type: change.changed });
    this.#hasMissed = false;
    this.#compiler.changed(changes);
  }

  /** Looks at the files that the text which is shown imports, if any. */
  async problems(source: string, ofCell: readonly Problem[]): Promise<Problem[]> {
    this.#hasMissed = ofCell.some(({ code }) => code === NOT_FOUND);
    if (!RELATIVE_IMPORT.test(source)) return [];
    return this.#compiler.inProgram(async (ask) => {
      const names = await ask<string[]>("getSourceFileNames");
      const found: Problem[] = [];
      for (const file of names.filter((name) => this.#project.isLocal(name))) {
        this.#stamps.set(file, stampOf(file));
        for (const kind of ["Syntactic", "Semantic"])
          found.push(
            ...inFile(file, (await ask<FileProblem[] | null>(`get${kind}Diagnostics`, { file })) ?? []),
          );
      }
      this.#hasMissed ||= found.some(({ code }) => code === NOT_FOUND);
      return found;
    });
  }
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : MISSING;
}
