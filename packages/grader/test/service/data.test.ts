/** What the service remembers: the same from SQLite and from PostgreSQL. */

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { UsageError } from "../../src/errors.js";
import { openDatabase, type Place } from "../../src/service/data/open.js";
import type { Tables } from "../../src/service/data/schema.js";
import { Submissions } from "../../src/service/data/submissions.js";
import { hashOf } from "../../src/service/data/token.js";
import { Tokens } from "../../src/service/data/tokens.js";
import { Postgres, postgresPrograms } from "./postgres.js";

const DAY = 24 * 60 * 60 * 1000;
const NOW = new Date("2026-11-20T10:00:00Z");

describe("what the service remembers", function () {
  this.timeout(60_000);

  describe("in SQLite", () => {
    let folder: string;
    const place = (): Place => ({ folder: join(folder, "data") });
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "gradus-data-"));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });
    conforms(place);

    it("lies in files that only their owner can read, without any token", async () => {
      const db = await openDatabase(place());
      const token = (await new Tokens(db).add("ada"))!;
      const files = readdirSync(join(folder, "data")).map((name) => join(folder, "data", name));
      assert.ok(files.length >= 2, "there is a log beside it");
      assert.equal(statSync(join(folder, "data")).mode & 0o777, 0o700);
      for (const file of files) {
        assert.equal(statSync(file).mode & 0o777, 0o600, file);
        assert.ok(!readFileSync(file).includes(token), file);
      }
      assert.ok(
        files.some((file) => readFileSync(file).includes(hashOf(token))),
        "its hash is there",
      );
      await db.destroy();
    });
  });

  describe("in PostgreSQL", () => {
    let postgres: Postgres | undefined;
    before(async function () {
      const programs = postgresPrograms();
      // Debian's package "postgresql" has it.
      if (programs === undefined) this.skip();
      postgres = new Postgres(programs);
      await postgres.ready();
    });
    after(() => postgres?.end());
    beforeEach(() => postgres?.empty());
    conforms(() => ({ url: postgres!.url }));
  });

  it("is refused at an address that is no database's", async () => {
    await assert.rejects(openDatabase({ url: "mysql://localhost/x" }), UsageError);
  });

  it("says that a database cannot be reached, without its password", async () => {
    await assert.rejects(
      openDatabase({ url: "postgres://gradus:hush-hush@127.0.0.1:1/x" }),
      ({ name, message }: Error) => name === "MachineError" && !message.includes("hush-hush"),
    );
  });
});

function conforms(place: () => Place): void {
  let db: Kysely<Tables>;
  let now: Date;
  let tokens: Tokens;
  let submissions: Submissions;
  beforeEach(async () => {
    db = await openDatabase(place());
    now = NOW;
    tokens = new Tokens(db, () => now);
    submissions = new Submissions(db);
  });
  afterEach(() => db.destroy());

  const handIn = (student: string, sha256: string, notebook = "one"): ReturnType<Submissions["add"]> =>
    submissions.add({
      ...{ student, assignment: "a", notebook, file: "x.ipynb", sha256 },
      ...{ received_at: NOW.toISOString(), lateness: null, warnings: "[]" },
    });

  it("is there again after it was closed", async () => {
    const token = (await tokens.add("ada"))!;
    const { id } = await handIn("ada", "1");
    await db.destroy();
    db = await openDatabase(place());
    assert.equal(await new Tokens(db, () => now).studentOf(token), "ada");
    assert.equal((await new Submissions(db).find(id, "ada"))!.sha256, "1");
  });

  describe("a token", () => {
    it("is 32 random bytes behind a prefix, and another one each time", async () => {
      const [one, other] = [(await tokens.add("ada"))!, (await tokens.add("bea"))!];
      assert.match(one, /^gr_[\w-]{43}$/);
      assert.notEqual(one, other);
      assert.deepEqual([await tokens.studentOf(one), await tokens.studentOf(other)], ["ada", "bea"]);
    });

    it("works only whole, and as it was given", async () => {
      const token = (await tokens.add("ada"))!;
      const swapped = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
      for (const wrong of ["", "gr_", swapped, token.slice(0, -1), `${token}A`, hashOf(token), "' or 1=1 --"])
        assert.equal(await tokens.studentOf(wrong), undefined, wrong);
    });

    it("stays when another is asked for, and is revoked when it is replaced", async () => {
      const first = (await tokens.add("ada"))!;
      assert.equal(await tokens.add("ada"), undefined);
      assert.equal(await tokens.studentOf(first), "ada");
      const second = (await tokens.add("ada", { isReplaced: true }))!;
      assert.equal(await tokens.studentOf(first), undefined);
      assert.equal(await tokens.studentOf(second), "ada");
    });

    it("does not work any more when it is revoked, and others do", async () => {
      const [ada, bea] = [(await tokens.add("ada"))!, (await tokens.add("bea"))!];
      assert.equal(await tokens.revoke("ada"), true);
      assert.equal(await tokens.studentOf(ada), undefined);
      assert.equal(await tokens.studentOf(bea), "bea");
      assert.equal(await tokens.revoke("ada"), false);
      assert.deepEqual(await tokens.students(), ["bea"]);
    });

    it("works until it expires, and another can be had then", async () => {
      const token = (await tokens.add("ada", { expiresAt: new Date(NOW.getTime() + DAY) }))!;
      now = new Date(NOW.getTime() + DAY - 1);
      assert.equal(await tokens.studentOf(token), "ada");
      now = new Date(NOW.getTime() + DAY);
      assert.equal(await tokens.studentOf(token), undefined);
      assert.deepEqual(await tokens.students(), []);
      assert.ok(await tokens.add("ada"));
    });

    it("is for nobody whose name differs from another's in capital letters only", async () => {
      await tokens.add("ada");
      await assert.rejects(tokens.add("Ada"), UsageError);
    });

    it("is one, also when two ask at the same time", async () => {
      const given = await Promise.all([1, 2, 3].map(() => tokens.add("ada")));
      assert.equal(given.filter((each) => each !== undefined).length, 1);
      assert.equal((await tokens.list()).length, 1);
    });
  });

  describe("a hand-in", () => {
    it("has a name that nobody can guess, and is found by its student only", async () => {
      const [{ id }, other] = [await handIn("ada", "1"), await handIn("ada", "2")];
      assert.match(id, /^[0-9a-f]{32}$/);
      assert.notEqual(id, other.id);
      assert.equal((await submissions.find(id, "ada"))?.sha256, "1");
      for (const [wrong, student] of [
        [id, "bea"],
        ["0".repeat(32), "ada"],
        ["\0", "ada"],
        ["' or 1=1 --", "ada"],
      ] as const)
        assert.equal(await submissions.find(wrong, student), undefined, wrong);
    });

    it("is listed with those of its student, the newest first", async () => {
      for (const [student, sha] of [
        ["ada", "1"],
        ["bea", "2"],
        ["ada", "3"],
      ] as const)
        await handIn(student, sha);
      const list = await submissions.ofStudent("ada", ["a"]);
      assert.deepEqual(
        list.map(({ sha256 }) => sha256),
        ["3", "1"],
      );
      assert.deepEqual(await submissions.ofStudent("ada", ["b"]), []);
      assert.deepEqual(await submissions.ofStudent("ada", []), []);
    });

    it("takes the place of an earlier one that is not graded, and of no other", async () => {
      const graded = await handIn("ada", "0");
      await submissions.settle(graded.seq, { status: "graded", result: "{}" });
      const all = [
        graded,
        await handIn("ada", "1"),
        await handIn("bea", "2"),
        await handIn("ada", "3", "two"),
        await handIn("ada", "4"),
      ];
      const found = await Promise.all(all.map(({ id, student }) => submissions.find(id, student)));
      assert.deepEqual(
        found.map((each) => each!.status),
        ["graded", "replaced", "waiting", "waiting", "waiting"],
      );
      assert.equal((await submissions.latest("ada", "a", "one"))!.sha256, "4");
      assert.equal(await submissions.countOpen(["a"]), 3);
    });

    it("gets no result any more when it is replaced", async () => {
      const first = await handIn("ada", "1");
      await handIn("ada", "2");
      await submissions.settle(first.seq, { status: "graded", result: "{}" });
      const { status, result } = (await submissions.find(first.id, "ada"))!;
      assert.deepEqual([status, result], ["replaced", null]);
    });

    it("is open until it is graded, also when the machine has failed", async () => {
      const [first, second] = [await handIn("ada", "1"), await handIn("bea", "2")];
      await submissions.settle(first.seq, { status: "not graded", reason: "No." });
      assert.deepEqual(
        (await submissions.open(["a"])).map(({ id, reason }) => [id, reason]),
        [
          [first.id, "No."],
          [second.id, null],
        ],
      );
      await submissions.settle(first.seq, { status: "graded", result: "{}" });
      assert.equal((await submissions.find(first.id, "ada"))!.reason, null);
      assert.equal(await submissions.countOpen(["a"]), 1);
      assert.equal(await submissions.countOpen(["b"]), 0);
    });
  });
}
