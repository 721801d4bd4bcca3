/** Where the service remembers: a file of SQLite on one machine, or PostgreSQL. Both have the same tables. */

import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { Kysely, PostgresDialect, SqliteDialect, type Dialect } from "kysely";
import Sqlite from "libsql";
import pg from "pg";
import { MachineError, UsageError } from "../../errors.js";
import { migrate } from "./migrations.js";
import type { Tables } from "./schema.js";

/** A folder for SQLite's files, or the address of a database. */
export type Place = { readonly folder: string } | { readonly url: string };

/** In milliseconds: how long a command waits while another one writes. */
const PATIENCE = 5000;
const CONNECTIONS = 5;

/** @throws UsageError, MachineError */
export async function openDatabase(place: Place): Promise<Kysely<Tables>> {
  let dialect: Dialect;
  try {
    dialect = "url" in place ? postgres(place.url) : sqlite(place.folder);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new MachineError(`The service's data cannot be opened: ${wordsOf(error)}`);
  }
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    if (error instanceof MachineError) throw error;
    throw new MachineError(`The database cannot be used: ${wordsOf(error)}`);
  }
}

function sqlite(folder: string): Dialect {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "service.sqlite");
  // SQLite gives the files beside it the same rights.
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const database = new Sqlite(file, { timeout: PATIENCE });
  // Readers do not wait for writers; and who has a receipt has it also after the power has failed.
  for (const setting of ["journal_mode = WAL", "synchronous = FULL"]) database.pragma(setting);
  return new SqliteDialect({ database });
}

function postgres(url: string): Dialect {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new UsageError("The database must be an address such as postgres://user@host/name.");
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    // What never comes back would hold a request for ever.
    query_timeout: 6 * PATIENCE,
  });
  // A connection that breaks while nobody uses it is replaced by the next question.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}

/** Errors of networks can have a list of others in the place of a message. */
function wordsOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return [message, code].find((each) => each !== undefined && each !== "") ?? String(error);
}
