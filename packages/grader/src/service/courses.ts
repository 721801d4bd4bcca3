/** The assignments that hand-ins are taken for. Whoever moves the end of one, or corrects a notebook, need not start anew. */

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Notebooks } from "../collect/whichNotebook.js";
import { CourseError, NotebookError, UsageError } from "../errors.js";
import { openAssignment, type Assignment } from "../model/assignment.js";

export interface Course {
  readonly assignment: Assignment;
  readonly notebooks: Notebooks;
}

interface Opened extends Course {
  /** Of the files that it was made from. */
  readonly state: string;
}

export class Courses {
  readonly #opened = new Map<string, Opened>();
  readonly #onTrouble: (message: string) => void;

  /** @throws CourseError, UsageError */
  constructor(folders: readonly string[], onTrouble: (message: string) => void) {
    this.#onTrouble = onTrouble;
    for (const folder of folders) {
      const opened = open(folder);
      const { name } = opened.assignment;
      if (this.#opened.has(name))
        throw new UsageError(`Two of the assignments are called ${name}. Rename the folder of one.`);
      this.#opened.set(name, opened);
    }
  }

  get names(): string[] {
    return [...this.#opened.keys()];
  }

  /** Only by the names that it was started with: what a student writes becomes no path. */
  get(name: string): Course | undefined {
    const known = this.#opened.get(name);
    if (!known) return undefined;
    const { folder } = known.assignment;
    try {
      if (stateOf(folder) === known.state) return known;
      const opened = open(folder);
      this.#opened.set(name, opened);
      return opened;
    } catch (error) {
      // Somebody is writing it just now, or has made a mistake: what was right before goes on.
      this.#onTrouble(`${name} cannot be read anew: ${(error as Error).message}`);
      return known;
    }
  }

  all(): Course[] {
    return this.names.map((name) => this.get(name)!);
  }
}

function open(folder: string): Opened {
  const state = stateOf(folder);
  const assignment = openAssignment(folder);
  try {
    return { assignment, notebooks: new Notebooks(assignment), state };
  } catch (error) {
    throw error instanceof NotebookError ? new CourseError(error.message) : error;
  }
}

function stateOf(folder: string): string {
  const source = join(folder, "source");
  const files = [
    join(folder, "assignment.json"),
    ...(existsSync(source) ? readdirSync(source).map((name) => join(source, name)) : []),
  ];
  return files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return `${file} ${stat?.mtimeMs ?? ""} ${stat?.size ?? ""}`;
    })
    .join("\n");
}
