/** The service takes what students hand in, and puts it where all other commands look for it. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect } from "../../src/collect/collect.js";
import { LIMITS } from "../../src/handIn/limits.js";
import { NOTEBOOK, OTHER, Scratch } from "../collect/scratch.js";
import { FILE, Harness, type Receipt } from "./harness.js";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("the service, when somebody hands in,", function () {
  this.timeout(20_000);
  let harness: Harness;
  beforeEach(async () => {
    harness = new Harness();
    await harness.start();
    await harness.enrol("ada", "bea");
  });
  afterEach(() => harness.end());

  const submitted = (): string[] =>
    existsSync(join(harness.scratch.folder, "exercise-3/submitted")) ? harness.scratch.submitted() : [];

  it("keeps the bytes as they came, and gives a receipt", async () => {
    harness.grading.hold();
    // What a tool would write in another way, if it wrote it again.
    const text = ` ${Scratch.handIn("a \u00e9 \\u00e9")}\r\n`;
    const { status, body } = await harness.handIn("ada", text, { file: "My 3-4 (1).ipynb" });
    assert.equal(status, 201);
    assert.deepEqual(body, {
      ...{ id: body.id, student: "ada", assignment: "exercise-3", notebook: NOTEBOOK },
      ...{ file: "My 3-4 (1).ipynb", sha256: sha(text), receivedAt: "2026-11-20T10:00:00.000Z" },
      ...{ warnings: body.warnings, status: "waiting" },
    });
    assert.match(body.warnings.join(), /tasks are still open/);
    assert.equal(harness.read(`ada/${FILE}`), text);
    assert.deepEqual(harness.scratch.receipt("ada").files, [
      {
        ...{ file: FILE, original: "My 3-4 (1).ipynb", sha256: sha(text) },
        receivedAt: "2026-11-20T10:00:00.000Z",
      },
    ]);
    assert.deepEqual(submitted(), [`ada/${FILE}`, "ada/receipt.json"]);
    harness.grading.release();
  });

  for (const type of ["application/json", "application/octet-stream", "application/json; charset=utf-8"])
    it(`takes it as ${type}`, async () => {
      const { status } = await harness.handIn("ada", Scratch.handIn("a"), {
        headers: { "Content-Type": type },
      });
      assert.equal(status, 201);
    });

  it("sees by its cells which notebook it is, and says when its name says another", async () => {
    const { body } = await harness.handIn("ada", Scratch.handIn("a", OTHER), { file: FILE });
    assert.equal(body.notebook, OTHER);
    assert.match(body.warnings.join(), new RegExp(`Its cells are those of ${OTHER}`));
    assert.ok(existsSync(join(harness.scratch.folder, "exercise-3/submitted/ada", `${OTHER}.ipynb`)));
  });

  it("gives the receipt of before for the same bytes", async () => {
    const first = await harness.handIn("ada", Scratch.handIn("a"));
    await harness.settled("ada", first.body.id);
    harness.now = new Date("2026-11-20T12:00:00Z");
    const again = await harness.handIn("ada", Scratch.handIn("a"));
    assert.equal(again.status, 200);
    assert.deepEqual([again.body.id, again.body.receivedAt], [first.body.id, first.body.receivedAt]);
    assert.deepEqual(harness.grading.asked, [`ada/${NOTEBOOK}`]);
  });

  it("gives one receipt for the same bytes at the same time", async () => {
    const both = await Promise.all([1, 2].map(() => harness.handIn("ada", Scratch.handIn("a"))));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201]);
    assert.equal(both[0]!.body.id, both[1]!.body.id);
  });

  it("lets the last one count, also when it was there earlier", async () => {
    const ids: string[] = [];
    for (const remark of ["one", "two", "one"]) {
      const { status, body } = await harness.handIn("ada", Scratch.handIn(remark));
      assert.equal(status, 201);
      ids.push(body.id);
      await harness.settled("ada", body.id);
    }
    assert.equal(new Set(ids).size, 3);
    assert.equal(harness.read(`ada/${FILE}`), Scratch.handIn("one"));
    assert.equal(readdirSync(join(harness.scratch.folder, "exercise-3/submitted/ada/earlier")).length, 2);
  });

  it("takes the time from its own clock, and lateness from the course as it is now", async () => {
    const late = { late: { graceMinutes: 15, percentPerDay: 20 } };
    harness.scratch.assignment({ due: "2026-11-19T00:00:00Z", ...late });
    const { body } = await harness.handIn("ada", Scratch.handIn("a"), {
      headers: { Date: "Sun, 01 Nov 2026 10:00:00 GMT", "Last-Modified": "Sun, 01 Nov 2026 10:00:00 GMT" },
    });
    assert.equal(body.lateness, "2 days late: −40 %");
    assert.equal(harness.scratch.receipt("ada").penalty, 0.4);
    // The instructor gives them more time. No restart.
    harness.scratch.assignment({ due: "2026-11-21T00:00:00Z", ...late });
    utimesSync(
      join(harness.scratch.folder, "exercise-3/assignment.json"),
      new Date(),
      new Date(Date.now() + 5000),
    );
    assert.equal((await harness.handIn("bea", Scratch.handIn("b"))).body.lateness, undefined);
  });

  it("takes no file name of a learning platform for anything but a name", async () => {
    harness.scratch.assignment({ due: "2026-11-19T00:00:00Z" });
    for (const file of [`Bea Ba_123456_assignsubmission_file_${FILE}`, `bea_12345_67890_${FILE}`]) {
      const { body } = await harness.handIn("ada", Scratch.handIn(file), { file });
      assert.equal(body.lateness, "2 days late");
    }
    assert.deepEqual(harness.scratch.students(), ["ada"]);
    assert.equal(harness.scratch.receipt("ada").name, undefined);
    assert.equal(harness.scratch.receipt("ada").files[0]!.isAtLatest, undefined);
  });

  const UNREADABLE: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
    "is empty": "",
    "is no JSON": "not a notebook",
    "is JSON that is cut off": Scratch.handIn("a").slice(0, -100),
    "is no notebook": '{"a":1}',
    "has no cells": '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}',
    "is of an old format": '{"nbformat":3,"worksheets":[]}',
    "is nested too deeply": "[".repeat(100_000),
    "is none of the exercise's":
      '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","source":"1"}]}',
    "is bytes": new Uint8Array([0, 255, 254, 0, 1]),
  };
  for (const [what, bytes] of Object.entries(UNREADABLE))
    it(`refuses with a reason what ${what}, and stores nothing`, async () => {
      const { status, body } = await harness.handIn<{ error: string }>("ada", bytes, { file: "my.ipynb" });
      assert.equal(status, 422);
      assert.match(body.error, /^my\.ipynb.{10,}[.?]$/);
      assert.deepEqual(Object.keys(body), ["error"]);
      assert.deepEqual(submitted(), []);
      assert.deepEqual((await harness.ask("/v1/submissions", "ada")).body, { submissions: [] });
    });

  it("refuses what is too large, by its length and by its bytes", async () => {
    const large = new Uint8Array(LIMITS.file + 1);
    const stated = await harness.handIn<{ error: string }>("ada", large);
    assert.equal(stated.status, 413);
    assert.match(stated.body.error, /20 MB.*Clear the outputs/);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(large);
        controller.close();
      },
    });
    const sent = await harness.ask("/v1/assignments/exercise-3/submissions?file=a.ipynb", "ada", {
      ...{ method: "POST", body: stream, duplex: "half" },
      headers: { "Content-Type": "application/json" },
    });
    assert.equal(sent.status, 413);
    assert.deepEqual(submitted(), []);
  });

  it("refuses other types, and what is packed", async () => {
    for (const headers of [
      { "Content-Type": "text/plain" },
      { "Content-Type": "multipart/form-data; boundary=x" },
      { "Content-Type": "application/x-www-form-urlencoded" },
      { "Content-Encoding": "gzip" },
    ] as unknown as Record<string, string>[]) {
      const { status, text } = await harness.handIn("ada", Scratch.handIn("a"), { headers });
      assert.equal(status, 415, JSON.stringify(headers));
      assert.match(text, /application\/x-ipynb\+json/);
    }
  });

  it("wants a name for the file, and takes none that leads elsewhere", async () => {
    const path = "/v1/assignments/exercise-3/submissions";
    const init = {
      method: "POST",
      body: Scratch.handIn("a"),
      headers: { "Content-Type": "application/json" },
    };
    const missing = await harness.ask(path, "ada", init);
    assert.equal(missing.status, 400);
    assert.match(missing.body.error, /\?file=3-4\.ipynb/);
    for (const file of [
      "../x.ipynb",
      "a/b.ipynb",
      "a\\b.ipynb",
      "a\0.ipynb",
      "a\nb.ipynb",
      "x".repeat(201),
      "",
    ]) {
      const { status } = await harness.ask(`${path}?file=${encodeURIComponent(file)}`, "ada", init);
      assert.equal(status, 400, JSON.stringify(file));
    }
    assert.equal((await harness.ask(`${path}?file=a.ipynb&file=b.ipynb`, "ada", init)).status, 400);
    assert.deepEqual(submitted(), []);
  });

  it("takes those of different students at the same time, each to its own place", async () => {
    const students = Array.from({ length: 50 }, (_, i) => `student-${i}`);
    await harness.enrol(...students);
    const answers = await Promise.all(
      students.map((student) => harness.handIn(student, Scratch.handIn(student))),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    for (const student of students) {
      assert.equal(harness.read(`${student}/${FILE}`), Scratch.handIn(student));
      assert.equal(harness.scratch.receipt(student).files[0]!.sha256, sha(Scratch.handIn(student)));
    }
  });

  it("takes two notebooks of one student at the same time, and writes both into the receipt", async () => {
    await Promise.all([NOTEBOOK, OTHER].map((name) => harness.handIn("ada", Scratch.handIn("a", name))));
    assert.deepEqual(
      harness.scratch.receipt("ada").files.map(({ file }) => file),
      [`${OTHER}.ipynb`, FILE],
    );
  });

  it("leaves what a person has collected with a later time", async () => {
    const folder = harness.scratch.download({ [`ada/${FILE}`]: Scratch.handIn("later") });
    await collect(harness.scratch.assignment(), folder, { received: new Date("2026-12-01T00:00:00Z") });
    const { status, text } = await harness.handIn("ada", Scratch.handIn("a"));
    assert.equal(status, 409);
    assert.match(text, /later time.*Tell your instructor/);
    assert.equal(harness.read(`ada/${FILE}`), Scratch.handIn("later"));
  });

  it("has no place for a student whose name another has in other letters", async () => {
    const folder = harness.scratch.download({ [`ADA/${FILE}`]: Scratch.handIn("other") });
    await collect(harness.scratch.assignment(), folder, {});
    assert.equal((await harness.handIn("ada", Scratch.handIn("a"))).status, 409);
    assert.deepEqual(harness.scratch.students(), ["ADA"]);
  });

  it("says that it is not at fault when the disk does not take it, and takes it later", async () => {
    const submittedFolder = join(harness.scratch.folder, "exercise-3/submitted");
    writeFileSync(submittedFolder, "a file where the folder should be");
    const { status, headers, text } = await harness.handIn("ada", Scratch.handIn("a"));
    assert.equal(status, 503);
    assert.equal(headers.get("retry-after"), "60");
    assert.ok(!text.includes(harness.scratch.folder), "nothing about this machine");
    assert.match(harness.log.join("\n"), /failed POST .*(EEXIST|ENOTDIR)/);
    rmSync(submittedFolder);
    assert.equal((await harness.handIn("ada", Scratch.handIn("a"))).status, 201);
  });

  it("writes one line per hand-in, with neither token nor content", async () => {
    await harness.handIn("ada", Scratch.handIn("SECRET-WORDS"), { file: "SECRET-NAME.ipynb" });
    await harness.handIn("ada", "SECRET-JUNK", { file: "SECRET-NAME.ipynb" });
    const taken = harness.log.filter((line) => /^(taken|refused)/.test(line));
    assert.match(taken[0]!, new RegExp(`^taken ada exercise-3 ${NOTEBOOK} [0-9a-f]{12}$`));
    assert.equal(taken[1], "refused ada exercise-3: 422");
    assert.equal(taken.length, 2);
    assert.ok(!/SECRET|gr_/.test(harness.log.join()));
  });

  it("keeps its files for their owner", async () => {
    await harness.handIn("ada", Scratch.handIn("a"));
    const { folder } = harness.place as { folder: string };
    for (const name of readdirSync(folder))
      assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  });

  it("gives the receipt again to whoever asks for it", async () => {
    harness.grading.hold();
    const { body } = await harness.handIn("ada", Scratch.handIn("a"));
    assert.deepEqual((await harness.ask<Receipt>(`/v1/submissions/${body.id}`, "ada")).body, body);
    harness.grading.release();
  });
});
