/** Talks with nbgrader's gradebook, through nbgrader's own classes in a Python of its own. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { CourseError, MachineError } from "../errors.js";
import { pythonFile, type NbgraderCourse } from "./course.js";

/** A cell that nbgrader keeps a record of, as the student version has it. */
export interface RecordedCell {
  readonly name: string;
  readonly type: string;
  readonly source: string;
  readonly checksum: string;
  readonly locked: boolean;
  readonly isGrade: boolean;
  readonly isSolution: boolean;
  readonly points: number;
}

export interface RecordedNotebook {
  readonly name: string;
  readonly kernelspec: unknown;
  readonly cells: readonly RecordedCell[];
}

export interface RecordedHandIn {
  readonly student: string;
  /** nbgrader's names for what is known of the student. */
  readonly about: { readonly last_name?: string; readonly email?: string };
  readonly receivedAt: string | null;
  readonly notebooks: readonly {
    readonly name: string;
    /** In points. */
    readonly penalty: number;
    /** Null for what only a person can say. "stale" is what a person has said about an earlier text. */
    readonly grades: readonly {
      readonly cell: string;
      readonly auto: number | null;
      readonly manual: number | null;
      readonly isStale: boolean;
    }[];
    readonly comments: readonly {
      readonly cell: string;
      readonly auto: string | null;
      readonly manual: string | null;
    }[];
  }[];
}

export interface ExportOrder {
  readonly assignment: string;
  readonly due: string | null;
  readonly notebooks: readonly RecordedNotebook[];
  readonly handIns: readonly RecordedHandIn[];
  /** What people have graded in nbgrader is replaced where ours differs. */
  readonly replace: boolean;
}

const place = z.object({ student: z.string(), notebook: z.string(), cell: z.string() });
const exported = z.object({ kept: z.array(place) });
const imported = z.object({
  grades: z.array(place.extend({ score: z.number().nullable(), comment: z.string().nullable() })),
});

export type Place = z.infer<typeof place>;
/** What a person has said in nbgrader about a cell. */
export type Said = z.infer<typeof imported>["grades"][number];

export class Gradebook {
  /** @param python the interpreter that nbgrader is installed for */
  constructor(
    private readonly course: NbgraderCourse,
    private readonly python: string,
  ) {}

  /** @returns where a person's grade was left as it was */
  async write(order: ExportOrder): Promise<readonly Place[]> {
    return exported.parse(await this.#ask({ do: "export", ...order })).kept;
  }

  async read(assignment: string): Promise<readonly Said[]> {
    return imported.parse(await this.#ask({ do: "import", assignment })).grades;
  }

  /** @throws MachineError, CourseError */
  async #ask(order: object): Promise<unknown> {
    if (!existsSync(this.course.folder))
      throw new CourseError(
        `There is no folder ${this.course.folder}. Make it: gradus nbgrader setup ASSIGNMENT --course FOLDER`,
      );
    const child = spawn(this.python, [pythonFile("gradebook.py")], { stdio: "pipe" });
    const failed = new Promise<never>((_, reject) => {
      child.once("error", (error) => {
        reject(new MachineError(`${this.python} does not start: ${error.message}. Use --python PATH.`));
      });
    });
    // A program that ends early says why on its other channels.
    child.stdin.on("error", () => undefined);
    child.stdin.end(JSON.stringify({ course: this.course.folder, ...order }));
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    const [answer, said] = await Promise.race([ended, failed]);
    if (child.exitCode === 0) return JSON.parse(answer);
    throw this.#problem(child.exitCode, said.trim());
  }

  #problem(code: number | null, said: string): Error {
    if (code === NO_NBGRADER)
      return new MachineError(
        `${this.python} has no nbgrader (${said}). Install it with "${this.python} -m pip install nbgrader", ` +
          "or name another Python with --python PATH.",
      );
    if (code === MISMATCH)
      return new CourseError(
        `nbgrader's gradebook of ${this.course.folder} does not fit: ${said}. ` +
          "Move gradebook.db away, or take the assignment out of it: nbgrader db assignment remove NAME",
      );
    return new MachineError(`nbgrader's gradebook of ${this.course.folder} cannot be used:\n${said}`);
  }
}

/** Exit codes of gradebook.py. */
const NO_NBGRADER = 4;
const MISMATCH = 5;
