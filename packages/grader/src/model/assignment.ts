/** The folder of an assignment: which file lies where. */

import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { CourseError } from "../errors.js";
import { readOurs } from "../files/readOurs.js";

const settings = z.strictObject({
  title: z.string().optional(),
  /** ISO 8601 with a zone. Without it nothing is late. */
  due: z.iso.datetime({ offset: true }).optional(),
  late: z
    .strictObject({
      /** What is still on time after `due`. */
      graceMinutes: z.number().nonnegative().default(0),
      /** Of all points, for each day that has begun; 100 stands for "late is too late". */
      percentPerDay: z.number().min(0).max(100).default(0),
    })
    .default({ graceMinutes: 0, percentPerDay: 0 }),
  /** Where `gradus serve` takes hand-ins for this assignment from notebooks. */
  service: z
    .url({ abort: true })
    .refine(isPrivate, "Students send their tokens there: it must begin with https://, or be this machine.")
    .optional(),
});

export type Settings = z.infer<typeof settings>;

export class Assignment {
  readonly name: string;

  constructor(
    readonly folder: string,
    readonly settings: Settings,
    /** The names of the source notebooks, without `.ipynb`. */
    readonly notebooks: readonly string[],
  ) {
    this.name = basename(folder);
  }

  readonly source = (notebook: string): string => join(this.folder, "source", `${notebook}.ipynb`);
  readonly student = (notebook: string): string => join(this.folder, "student", `${notebook}.ipynb`);
  readonly solution = (notebook: string): string => join(this.folder, "solution", `${notebook}.ipynb`);
  /** One folder per student, with `receipt.json` and the notebooks under the names of their sources. */
  readonly submitted = (...path: readonly string[]): string => join(this.folder, "submitted", ...path);
  /** Everything that grading makes. It can be made again, but for `manual.json`. */
  readonly graded = (...path: readonly string[]): string => join(this.folder, "graded", ...path);
}

/** Whether nobody on the network can read what is sent to this address. */
function isPrivate(url: string): boolean {
  const { protocol, hostname, username, search, hash } = new URL(url);
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return (protocol === "https:" || (protocol === "http:" && isHere)) && username + search + hash === "";
}

/**
 * @param path a folder with instructor sources in `source/`, and perhaps an `assignment.json`
 * @throws CourseError
 */
export function openAssignment(path: string): Assignment {
  const folder = resolve(path);
  const source = join(folder, "source");
  if (!existsSync(source))
    throw new CourseError(`${folder} has no folder "source" with the instructor's notebooks in it.`);
  const notebooks = readdirSync(source)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => basename(file, ".ipynb"))
    .sort();
  if (notebooks.length === 0) throw new CourseError(`${source} has no notebook (.ipynb) in it.`);
  return new Assignment(
    folder,
    readOurs(join(folder, "assignment.json"), settings) ?? settings.parse({}),
    notebooks,
  );
}
