/** Whose a token is. Each student has one that works, at most. */

import { sql, type Kysely } from "kysely";
import { UsageError } from "../../errors.js";
import type { Tables } from "./schema.js";
import { hashOf, isSameHash, isToken, newToken } from "./token.js";

export interface KnownToken {
  readonly student: string;
  readonly createdAt: string;
  readonly expiresAt: string | undefined;
  readonly revokedAt: string | undefined;
}

export interface NewTokenOptions {
  readonly expiresAt?: Date | undefined;
  /** Whether one that works is revoked for the new one; without it, that one stays. */
  readonly isReplaced?: boolean;
}

export class Tokens {
  readonly #db: Kysely<Tables>;
  readonly #now: () => Date;

  constructor(db: Kysely<Tables>, now = (): Date => new Date()) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * @returns the token, which nobody can tell later; undefined for a student who has one that works
   * @throws UsageError for a name that differs from another's in capital letters only: they would have one folder
   */
  async add(
    student: string,
    { expiresAt, isReplaced = false }: NewTokenOptions = {},
  ): Promise<string | undefined> {
    const now = this.#now().toISOString();
    const token = newToken();
    const added = this.#db.transaction().execute(async (db) => {
      // It writes first: a transaction that reads first could not go on when another has written in between.
      let old = db.updateTable("tokens").set({ revoked_at: now }).where("revoked_at", "is", null);
      old = old.where("student", "=", student);
      if (!isReplaced) old = old.where("expires_at", "<=", now);
      await old.execute();
      const others = await db
        .selectFrom("tokens")
        .select(["student", "revoked_at"])
        .where(sql`lower(student)`, "=", student.toLowerCase())
        .execute();
      const other = others.find((each) => each.student !== student);
      if (other)
        throw new UsageError(
          `"${student}" differs from "${other.student}" in capital letters only. Give one of them another name.`,
        );
      if (others.some((each) => each.revoked_at === null)) return undefined;
      await db
        .insertInto("tokens")
        .values({
          ...{ hash: hashOf(token), student, created_at: now, revoked_at: null },
          expires_at: expiresAt?.toISOString() ?? null,
        })
        .execute();
      return token;
    });
    return added.catch((error: unknown) => {
      if (isTaken(error)) return undefined;
      throw error;
    });
  }

  /** @returns the student, if it works now */
  async studentOf(token: string): Promise<string | undefined> {
    if (!isToken(token)) return undefined;
    const hash = hashOf(token);
    // The index takes longer for some hashes than for others. That tells something of a hash, and nothing of a token.
    const row = await this.#db.selectFrom("tokens").selectAll().where("hash", "=", hash).executeTakeFirst();
    if (!row || !isSameHash(row.hash, hash) || row.revoked_at !== null) return undefined;
    return row.expires_at !== null && row.expires_at <= this.#now().toISOString() ? undefined : row.student;
  }

  async list(): Promise<KnownToken[]> {
    const rows = await this.#db
      .selectFrom("tokens")
      .selectAll()
      .orderBy("student")
      .orderBy("created_at")
      .execute();
    return rows.map(({ student, created_at, expires_at, revoked_at }) => ({
      ...{ student, createdAt: created_at },
      ...{ expiresAt: expires_at ?? undefined, revokedAt: revoked_at ?? undefined },
    }));
  }

  /** @returns whether there was one */
  async revoke(student: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("tokens")
      .set({ revoked_at: this.#now().toISOString() })
      .where("student", "=", student)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  /** Those who can hand in now. */
  async students(): Promise<string[]> {
    const now = this.#now().toISOString();
    const rows = await this.#db
      .selectFrom("tokens")
      .select("student")
      .where("revoked_at", "is", null)
      .where((is) => is.or([is("expires_at", "is", null), is("expires_at", ">", now)]))
      .orderBy("student")
      .execute();
    return rows.map(({ student }) => student);
  }
}

/** Another command was faster, and the index has seen it. */
const isTaken = (error: unknown): boolean =>
  /^(23505|SQLITE_CONSTRAINT.*)$/.test((error as { code?: string }).code ?? "");
