/** What came from whom, and what became of it. Each question of a student is asked with the student's name. */

import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { NewSubmission, Submission, SubmissionStatus, Tables } from "./schema.js";

/** Those of one student that are shown. */
const SHOWN = 200;

const OPEN = ["waiting", "not graded"] as const;

export interface Outcome {
  readonly status: SubmissionStatus;
  readonly reason?: string | undefined;
  /** As JSON. */
  readonly result?: string;
}

export class Submissions {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** It takes the place of earlier ones that are not graded yet. */
  async add(submission: Omit<NewSubmission, "id">): Promise<Submission> {
    const { student, assignment, notebook } = submission;
    return this.#db.transaction().execute(async (db) => {
      await db
        .updateTable("submissions")
        .set({ status: "replaced", reason: null })
        .where("student", "=", student)
        .where("assignment", "=", assignment)
        .where("notebook", "=", notebook)
        .where("status", "in", OPEN)
        .execute();
      // Nobody can guess it; whose it is, is checked all the same.
      const id = randomBytes(16).toString("hex");
      const values = { ...submission, id, status: "waiting" as const, reason: null, result: null };
      return db.insertInto("submissions").values(values).returningAll().executeTakeFirstOrThrow();
    });
  }

  /** The newest first. */
  async ofStudent(student: string, assignments: readonly string[]): Promise<Submission[]> {
    if (assignments.length === 0) return [];
    return this.#db
      .selectFrom("submissions")
      .selectAll()
      .where("student", "=", student)
      .where("assignment", "in", assignments)
      .orderBy("seq", "desc")
      .limit(SHOWN)
      .execute();
  }

  /** @returns undefined also for what is another student's */
  async find(id: string, student: string): Promise<Submission | undefined> {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
    return this.#db
      .selectFrom("submissions")
      .selectAll()
      .where("id", "=", id)
      .where("student", "=", student)
      .executeTakeFirst();
  }

  async latest(student: string, assignment: string, notebook: string): Promise<Submission | undefined> {
    return this.#db
      .selectFrom("submissions")
      .selectAll()
      .where("student", "=", student)
      .where("assignment", "=", assignment)
      .where("notebook", "=", notebook)
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
  }

  /** What is to be graded, in the order in which it came. */
  async open(assignments: readonly string[]): Promise<Submission[]> {
    if (assignments.length === 0) return [];
    return this.#db
      .selectFrom("submissions")
      .selectAll()
      .where("status", "in", OPEN)
      .where("assignment", "in", assignments)
      .orderBy("seq")
      .execute();
  }

  /** Changes nothing where a later one has taken its place. */
  async settle(seq: number, { status, reason, result }: Outcome): Promise<void> {
    await this.#db
      .updateTable("submissions")
      .set({ status, reason: reason ?? null, result: result ?? null })
      .where("seq", "=", seq)
      .where("status", "in", OPEN)
      .execute();
  }

  async countOpen(assignments: readonly string[]): Promise<number> {
    if (assignments.length === 0) return 0;
    const { count } = await this.#db
      .selectFrom("submissions")
      .select((is) => is.fn.countAll().as("count"))
      .where("status", "in", OPEN)
      .where("assignment", "in", assignments)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
