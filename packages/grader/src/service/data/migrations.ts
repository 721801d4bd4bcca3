/** The tables, as they came to be. What is here once is never changed: a new step is added. */

import { Migrator, PostgresAdapter, sql, type Kysely, type Migration } from "kysely";
import { MachineError } from "../../errors.js";
import type { Tables } from "./schema.js";

const first: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable("tokens")
      .addColumn("hash", "text", (column) => column.primaryKey())
      .addColumn("student", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("expires_at", "text")
      .addColumn("revoked_at", "text")
      .execute();
    // One that works for each student, also when two commands add at the same time.
    await sql`create unique index tokens_student on tokens (lower(student)) where revoked_at is null`.execute(
      db,
    );
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    await db.schema
      .createTable("submissions")
      .addColumn("seq", isPostgres ? "serial" : "integer", (column) => column.primaryKey())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("student", "text", (column) => column.notNull())
      .addColumn("assignment", "text", (column) => column.notNull())
      .addColumn("notebook", "text", (column) => column.notNull())
      .addColumn("file", "text", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("received_at", "text", (column) => column.notNull())
      .addColumn("lateness", "text")
      .addColumn("warnings", "text", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("reason", "text")
      .addColumn("result", "text")
      .execute();
    await db.schema
      .createIndex("submissions_student")
      .on("submissions")
      .columns(["student", "assignment", "notebook", "seq"])
      .execute();
    await db.schema.createIndex("submissions_status").on("submissions").column("status").execute();
  },
};

/** @throws MachineError */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ "2026-11-first": first }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw new MachineError(`The service's tables cannot be made: ${String((error as Error).message)}`);
}
