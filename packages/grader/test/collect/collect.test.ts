/** Hand-ins from everywhere come to where grading looks for them. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect, type CollectReport } from "../../src/collect/collect.js";
import { safeId } from "../../src/collect/whose.js";
import { isStudentId } from "../../src/model/receipt.js";
import { NOTEBOOK, OTHER, renameInZip, Scratch } from "./scratch.js";

const handIn = (remark: string, notebook?: string): string => Scratch.handIn(remark, notebook);
const FILE = `${NOTEBOOK}.ipynb`;

describe("collecting", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => {
    scratch.remove();
  });
  const take = (from: string, settings?: object, options = {}): Promise<CollectReport> =>
    collect(scratch.assignment(settings), from, options);

  describe("knows the layout of", () => {
    const students = (): string[] => scratch.students();

    it("a folder per student", async () => {
      const { problems } = await take(
        scratch.download({ "ada/3-4.ipynb": handIn("a"), [`bea/${FILE}`]: handIn("b") }),
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(scratch.submitted(), [
        `ada/${FILE}`,
        "ada/receipt.json",
        `bea/${FILE}`,
        "bea/receipt.json",
      ]);
      assert.equal(scratch.read(`ada/${FILE}`), handIn("a"));
    });

    it("files with the names of students", async () => {
      await take(scratch.download({ "ada.ipynb": handIn("a"), [`bea_${FILE}`]: handIn("b") }));
      assert.deepEqual(students(), ["ada", "bea"]);
    });

    it("a single notebook", async () => {
      const folder = scratch.download({ "my work.ipynb": handIn("a"), "other.ipynb": handIn("b") });
      await take(join(folder, "my work.ipynb"), undefined, { student: "ada" });
      assert.deepEqual(scratch.submitted(), [`ada/${FILE}`, "ada/receipt.json"]);
      assert.equal(scratch.receipt("ada").files[0]!.original, "my work.ipynb");
    });

    it("nbgrader's exchange, inbound and collected", async () => {
      await take(
        scratch.download({
          [`ada+exercise-3+2026-11-20 10:00:00.1 UTC+Zm9v/${FILE}`]: handIn("a"),
          "ada+exercise-3+2026-11-20 10:00:00.1 UTC+Zm9v/timestamp.txt": "1999-01-01 00:00:00 UTC",
          [`bea/exercise-3/${FILE}`]: handIn("b"),
        }),
      );
      assert.deepEqual(students(), ["ada", "bea"]);
      // The student's own word for the time counts for nothing.
      assert.ok(Date.now() - Date.parse(scratch.receipt("ada").receivedAt) < 60_000);
    });

    for (const [name, path] of [
      ["with folders", "Ada Lovelace_123456_assignsubmission_file_/work.ipynb"],
      ["without folders", "Ada Lovelace_123456_assignsubmission_file_work.ipynb"],
    ] as const)
      it(`a Moodle download ${name}`, async () => {
        await take(await scratch.zip({ [path]: handIn("a") }));
        const [student] = students();
        const { name, platformId, files, receivedAt } = scratch.receipt(student!);
        assert.deepEqual([name, platformId, files[0]!.original], ["Ada Lovelace", "123456", "work.ipynb"]);
        assert.equal(new Date(receivedAt).getTime(), new Date("2026-11-20T12:00:00").getTime());
      });

    it("an archive that a student has handed in, in a Moodle download", async () => {
      const inner = await scratch.zip({
        [`folder/${FILE}`]: handIn("a"),
        [`${OTHER}.ipynb`]: handIn("b", OTHER),
      });
      await take(await scratch.zip({ "Ada_7_assignsubmission_file_/all.zip": readFileSync(inner) }));
      assert.equal(scratch.submitted().filter((path) => path.endsWith(".ipynb")).length, 2);
    });

    it("a Canvas download, with its mark for late ones", async () => {
      const late = { due: "2026-11-21T00:00:00Z", late: { percentPerDay: 10 } };
      await take(
        await scratch.zip({
          [`lovelaceada_1001_70001_${NOTEBOOK}-1.ipynb`]: handIn("a"),
          [`hopperbea_LATE_1002_70002_${FILE}`]: handIn("b"),
        }),
        late,
      );
      const [ada, bea] = ["lovelaceada_1001", "hopperbea_1002"].map((id) => scratch.receipt(id));
      assert.deepEqual([ada!.penalty, ada!.platformId], [0, "1001"]);
      assert.deepEqual([bea!.penalty, bea!.lateness], [0.1, "1 day late: −10 %"]);
    });
  });

  it("tells which notebook a file is by its cells, whatever it is called", async () => {
    await take(
      scratch.download({ [`ada/${OTHER}.ipynb`]: handIn("a"), "ada/Untitled.ipynb": handIn("b", OTHER) }),
    );
    assert.equal(scratch.read(`ada/${FILE}`), handIn("a"));
    assert.equal(scratch.read(`ada/${OTHER}.ipynb`), handIn("b", OTHER));
  });

  it("keeps a broken notebook under the name that it has, for grading to say so", async () => {
    await take(scratch.download({ [`ada/${NOTEBOOK} (1).ipynb`]: "{" }));
    assert.equal(scratch.read(`ada/${FILE}`), "{");
  });

  it("keeps what is none of the assignment's notebooks, and says so", async () => {
    const { problems } = await take(scratch.download({ "ada/holiday.ipynb": "{}" }));
    assert.match(problems[0]!.why, /no notebook of/);
    assert.equal(scratch.read("ada/other/holiday.ipynb"), "{}");
  });

  it("takes the latest, and keeps what was there", async () => {
    const at = (day: number): object => ({ received: new Date(Date.UTC(2026, 10, day)) });
    await take(scratch.download({ [`ada/${FILE}`]: handIn("first") }), undefined, at(2));
    const older = await take(scratch.download({ [`ada/${FILE}`]: handIn("older") }), undefined, at(1));
    assert.equal(older.collected[0]!.outcome, "older, left out");
    assert.equal(scratch.read(`ada/${FILE}`), handIn("first"));
    const newer = await take(scratch.download({ [`ada/${FILE}`]: handIn("newer") }), undefined, at(3));
    assert.equal(newer.collected[0]!.outcome, "newer");
    assert.equal(scratch.read(`ada/${FILE}`), handIn("newer"));
    const earlier = scratch.submitted().find((path) => path.includes("/earlier/"))!;
    assert.equal(scratch.read(earlier), handIn("first"));
  });

  it("changes nothing when it is done twice", async () => {
    const folder = scratch.download({ [`ada/${FILE}`]: handIn("a") });
    await take(folder);
    const before = [scratch.submitted(), scratch.read("ada/receipt.json")];
    const { collected } = await take(folder);
    assert.equal(collected[0]!.outcome, "as before");
    assert.deepEqual([scratch.submitted(), scratch.read("ada/receipt.json")], before);
  });

  describe("takes off for lateness", () => {
    const settings = { due: "2026-11-20T23:59:00+01:00", late: { graceMinutes: 15, percentPerDay: 20 } };
    for (const [when, received, penalty] of [
      ["before the end", "2026-11-20T23:58:59+01:00", 0],
      ["within the grace", "2026-11-21T00:14:00+01:00", 0],
      ["an hour later", "2026-11-21T00:59:00+01:00", 0.2],
      ["two days later", "2026-11-22T20:00:00+01:00", 0.4],
      ["a month later", "2026-12-24T00:00:00+01:00", 1],
    ] as const)
      it(`${when}: ${100 * penalty} %`, async () => {
        await take(scratch.download({ [`ada/${FILE}`]: handIn("a") }), settings, {
          received: new Date(received),
        });
        assert.equal(scratch.receipt("ada").penalty, penalty);
      });

    it("nothing where the course does not", async () => {
      await take(scratch.download({ [`ada/${FILE}`]: handIn("a") }), { due: "2026-01-01T00:00:00Z" });
      const { penalty, lateness } = scratch.receipt("ada");
      assert.equal(penalty, 0);
      assert.match(lateness!, /days late$/);
    });
  });

  describe("is not fooled by", () => {
    it("links, pipes and hidden files", async () => {
      const folder = scratch.download({ [`ada/.${FILE}`]: handIn("a"), "__MACOSX/ada/x.ipynb": handIn("b") });
      symlinkSync("/etc/passwd", join(folder, "ada", "link.ipynb"));
      execFileSync("mkfifo", [join(folder, "ada", "pipe.ipynb")]);
      const { collected, problems } = await take(folder);
      assert.deepEqual(collected, []);
      assert.deepEqual(
        problems.map(({ file }) => file),
        ["ada/link.ipynb", "ada/pipe.ipynb"],
      );
    });

    for (const name of [
      "../../evil.ipynb",
      "/tmp/evil.ipynb",
      "..\\..\\evil.ipynb",
      "C:\\evil.ipynb",
      "ada/./evil.ipynb",
    ])
      it(`an archive with ${JSON.stringify(name)}`, async () => {
        const zip = await scratch.zip({
          ["x".repeat(Buffer.byteLength(name))]: handIn("a"),
          "bea.ipynb": handIn("b"),
        });
        renameInZip(zip, "x".repeat(Buffer.byteLength(name)), name);
        const { problems } = await take(zip);
        assert.equal(problems.length, 1);
        assert.deepEqual(scratch.submitted(), [`bea/${FILE}`, "bea/receipt.json"]);
        assert.equal(existsSync("/tmp/evil.ipynb"), false);
      });

    it("a link in an archive", async () => {
      const zip = await scratch.zip({ "ada.ipynb": "/etc/passwd" }, { mode: 0o120777 });
      const { problems, collected } = await take(zip);
      assert.deepEqual([problems.map(({ why }) => why), collected], [["It is a link."], []]);
    });

    it("a bomb: more bytes than a notebook may have", async () => {
      const zip = await scratch.zip({ "ada.ipynb": Buffer.alloc(30_000_000), "bea.ipynb": handIn("b") });
      const { problems } = await take(zip);
      assert.match(problems[0]!.why, /more than 20 MB/);
      assert.deepEqual(scratch.submitted(), [`bea/${FILE}`, "bea/receipt.json"]);
    });

    it("archives within archives within archives", async () => {
      const inmost = await scratch.zip({ "x.ipynb": handIn("a") });
      const inner = await scratch.zip({ "b.zip": readFileSync(inmost) });
      const { problems } = await take(await scratch.zip({ "ada/a.zip": readFileSync(inner) }));
      assert.match(problems[0]!.why, /archive in an archive in an archive/);
    });

    it("what only looks like an archive", async () => {
      const file = join(scratch.download({}), "x.zip");
      writeFileSync(file, "PK but not really");
      const { problems } = await take(file);
      assert.match(problems[0]!.why, /no zip archive/);
    });

    it("an archive that is cut off", async () => {
      const file = await scratch.zip({ "ada.ipynb": handIn("a"), "bea.ipynb": handIn("b") });
      writeFileSync(file, readFileSync(file).subarray(0, -300));
      const { problems } = await take(file);
      assert.equal(problems.length, 1);
    });

    it("names that differ in capital letters only", async () => {
      const { problems } = await take(
        scratch.download({ [`Ada/${FILE}`]: handIn("a"), [`ada/${FILE}`]: handIn("b") }),
      );
      assert.match(problems[0]!.why, /capital letters/);
    });
  });

  it("never leaves the folder of its students, whatever their names are", async () => {
    for (const name of [
      "..",
      ".",
      "",
      "a/b",
      "Żółć",
      "名前",
      "con\u0000",
      "-rf",
      "x".repeat(300),
      "a b",
      "a-b",
    ]) {
      assert.ok(isStudentId(safeId(name)), name);
    }
    assert.equal(new Set(["a b", "a-b", "a.b", "ä b", "á b"].map(safeId)).size, 5);
    await take(scratch.download({ [`Żółć Ñandú/${FILE}`]: handIn("a") }));
    assert.equal(readdirSync(join(scratch.folder, "exercise-3/submitted")).length, 1);
  });
});
