/**
 * What people have said about cells, kept in `graded/manual.json`: the one file of grading that cannot be made again.
 * A grade belongs to the text that the person has read, so grading a notebook again keeps it.
 */

import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { z } from "zod";
import { writeWhole } from "../files/writeWhole.js";
import type { Assignment } from "../model/assignment.js";
import { readOurs } from "../files/readOurs.js";

export const personsGrade = z.strictObject({
  student: z.string(),
  notebook: z.string(),
  /** The `grade_id`. */
  cell: z.string(),
  /** Null while there is only a comment. */
  score: z.number().nullable(),
  comment: z.string().nullable(),
  /** `answerId` of the text that was graded. Without it the grade holds for whatever text is there. */
  answer: z.string().optional(),
});

export type PersonsGrade = z.infer<typeof personsGrade>;

export type Place = Pick<PersonsGrade, "student" | "notebook" | "cell">;

/** Two texts have the same id only if they are the same. */
export function answerId(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export class PersonsGrades {
  readonly #grades: ReadonlyMap<string, PersonsGrade>;
  readonly #byNotebook = new Map<string, PersonsGrade[]>();

  constructor(grades: readonly PersonsGrade[]) {
    this.#grades = new Map(grades.map((each) => [keyOf(each), each]));
    for (const each of this.#grades.values()) {
      const key = JSON.stringify([each.student, each.notebook]);
      this.#byNotebook.set(key, [...(this.#byNotebook.get(key) ?? []), each]);
    }
  }

  of(place: Place): PersonsGrade | undefined {
    return this.#grades.get(keyOf(place));
  }

  on(student: string, notebook: string): readonly PersonsGrade[] {
    return this.#byNotebook.get(JSON.stringify([student, notebook])) ?? [];
  }

  /** In an order that does not depend on who came first. */
  with(changed: readonly PersonsGrade[]): PersonsGrade[] {
    const grades = new Map(this.#grades);
    for (const each of changed) grades.set(keyOf(each), each);
    return [...grades].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grade]) => grade);
  }
}

const keyOf = ({ student, notebook, cell }: Place): string => JSON.stringify([student, notebook, cell]);

const known = new Map<string, { stamp: string; grades: PersonsGrades }>();

/**
 * Read again only when the file is another one: reports ask once for each student.
 *
 * @throws CourseError
 */
export function readGrades(assignment: Assignment): PersonsGrades {
  const file = assignment.graded("manual.json");
  const stat = statSync(file, { throwIfNoEntry: false });
  const stamp = stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : "none";
  const found = known.get(file);
  if (found?.stamp === stamp) return found.grades;
  const grades = new PersonsGrades(readOurs(file, z.array(personsGrade)) ?? []);
  known.set(file, { stamp, grades });
  return grades;
}

/** All of them or none; what was said about other cells stays. */
export function keepGrades(assignment: Assignment, changed: readonly PersonsGrade[]): void {
  const grades = readGrades(assignment).with(changed);
  writeWhole(assignment.graded("manual.json"), `${JSON.stringify(grades, null, 1)}\n`);
}
