/** Nobody hands in for another, and no two people become one. */

import assert from "node:assert/strict";
import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect, type CollectReport } from "../../src/collect/collect.js";
import { collectTable } from "../../src/collect/table.js";
import { safeId } from "../../src/collect/whose.js";
import { NOTEBOOK, OTHER, renameInZip, Scratch } from "./scratch.js";

const FILE = `${NOTEBOOK}.ipynb`;
const handIn = (remark: string, notebook?: string): string => Scratch.handIn(remark, notebook);

describe("whose a hand-in is", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => {
    scratch.remove();
  });
  const take = (from: string, options = {}): Promise<CollectReport> =>
    collect(scratch.assignment(), from, options);

  describe("is never said by a name that the student gives", () => {
    const LIKE_ANOTHERS = [
      `ada+exercise-3+2026-11-20 10:00:00.1 UTC+Zm9v/${FILE}`,
      `Ada Lovelace_8_assignsubmission_file_/${FILE}`,
      `Ada Lovelace_8_assignsubmission_file_${FILE}`,
      `lovelaceada_1001_70001_${FILE}`,
      `submitted/ada/exercise-3/${FILE}`,
    ];
    for (const name of LIKE_ANOTHERS) {
      it(`${name}, in their folder`, async () => {
        await take(scratch.download({ [`bea/${FILE}`]: handIn("b"), [`mallory/${name}`]: handIn("m") }));
        assert.deepEqual(scratch.students(), ["bea", "mallory"]);
      });

      it(`${name}, in their folder of a Moodle download`, async () => {
        const folder = "Mallory_7_assignsubmission_file_";
        await take(await scratch.zip({ [`${folder}/${name}`]: handIn("m") }));
        assert.deepEqual(scratch.students(), ["Mallory_7"]);
      });

      it(`${name}, in an archive that they hand in`, async () => {
        const archive = readFileSync(await scratch.zip({ [name]: handIn("m") }));
        await take(await scratch.zip({ "mallory_7_8_work.zip": archive, [`ada_9_10_${FILE}`]: handIn("a") }));
        assert.deepEqual(scratch.students(), ["ada_9", "mallory_7"]);
        assert.equal(scratch.read(`ada_9/${FILE}`), handIn("a"));
      });
    }

    it("not even when most of a course is made to look like nbgrader's", async () => {
      const { others } = await take(
        scratch.download({ [`mallory/exercise-3/${FILE}`]: handIn("m"), [`bea/work/${FILE}`]: handIn("b") }),
      );
      assert.deepEqual([scratch.students(), others], [["bea", "mallory"], {}]);
    });
  });

  it("stays apart where names differ in one sign that the archive spells in an old way", async () => {
    const zip = await scratch.zip({ [`MxxYller/${FILE}`]: handIn("a"), [`MxxZller/${FILE}`]: handIn("b") });
    renameInZip(zip, "MxxY", Buffer.from("Mxx\xfc", "latin1"));
    renameInZip(zip, "MxxZ", Buffer.from("Mxx\xf6", "latin1"));
    await take(zip);
    const texts = scratch.students().map((student) => scratch.read(`${student}/${FILE}`));
    assert.deepEqual(new Set(texts), new Set([handIn("a"), handIn("b")]));
  });

  it("stays apart for files whose names begin alike", async () => {
    await take(scratch.download({ "ada_l.ipynb": handIn("a"), [`ada_m_${FILE}`]: handIn("b") }));
    assert.deepEqual(scratch.students(), ["ada_l", "ada_m"]);
  });

  it("is asked for where a file has only the notebook's name", async () => {
    const folder = scratch.download({ [`${NOTEBOOK} (1).ipynb`]: handIn("a") });
    const { problems } = await take(folder);
    assert.match(problems[0]!.why, /--student ID/);
    await take(folder, { student: "ada" });
    assert.deepEqual(scratch.students(), ["ada"]);
  });

  it("is the folder's within the one that was packed into an archive", async () => {
    await take(
      await scratch.zip({ [`hand-ins/ada/${FILE}`]: handIn("a"), [`hand-ins/bea/${FILE}`]: handIn("b") }),
    );
    assert.deepEqual(scratch.students(), ["ada", "bea"]);
  });

  it("is found in a folder around an unpacked download", async () => {
    await take(
      scratch.download({
        [`CS101-3/Ada Lovelace_1_assignsubmission_file_/${FILE}`]: handIn("a"),
        [`CS101-3/Bea_2_assignsubmission_file/${FILE}`]: handIn("b"),
      }),
    );
    assert.deepEqual(scratch.students(), ["Ada-Lovelace_1", "Bea_2"]);
    const { name, platformId } = scratch.receipt("Ada-Lovelace_1");
    assert.deepEqual([name, platformId], ["Ada Lovelace", "1"]);
  });

  it("is told for an archive of one student in an unpacked download of Canvas", async () => {
    const archive = readFileSync(await scratch.zip({ "x.ipynb": handIn("a") }));
    const folder = scratch.download({});
    writeFileSync(join(folder, "lovelaceada_LATE_1_2_work.zip"), archive);
    await take(folder);
    assert.deepEqual(scratch.students(), ["lovelaceada_1"]);
    assert.match(scratch.receipt("lovelaceada_1").lateness!, /late/);
  });

  it("is a number of Canvas in an anonymous assignment", async () => {
    await take(await scratch.zip({ [`LATE_anon_x8Zk2_70001_${FILE}`]: handIn("a") }));
    assert.deepEqual(scratch.students(), ["anon_x8Zk2"]);
    assert.match(scratch.receipt("anon_x8Zk2").lateness!, /1 day late/);
  });

  it("can be a name with + in an exchange", async () => {
    await take(
      scratch.download({ [`a+b+exercise-3+2026-11-20 10:00:00.1 UTC+Zm-9_v/${FILE}`]: handIn("a") }),
    );
    assert.equal(scratch.receipt(scratch.students()[0]!).name, "a+b");
  });

  it("is not mistaken where the sign at the end of a name in an exchange is all digits", async () => {
    const folder = scratch.download({
      [`ada+exercise-3+20261124T081941Z+9561266865238671/${FILE}`]: handIn("a"),
    });
    assert.deepEqual((await take(folder)).problems, []);
    assert.deepEqual(scratch.students(), ["ada"]);
  });

  it("is a problem where one student's name is what another's becomes", async () => {
    const { problems } = await take(
      scratch.download({ [`Żółć/${FILE}`]: handIn("a"), [`${safeId("Żółć")}/${FILE}`]: handIn("b") }),
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0]!.why, /differs from/);
  });

  it("is a problem where an earlier download had it in other letters", async () => {
    await take(scratch.download({ [`ada/${FILE}`]: handIn("a") }));
    const { problems } = await take(scratch.download({ [`ADA/${FILE}`]: handIn("b") }));
    assert.match(problems[0]!.why, /capital letters/);
    assert.equal(scratch.read(`ada/${FILE}`), handIn("a"));
  });

  it("is one for both ways to write an accent", () => {
    assert.equal(safeId("André"), safeId("Andre\u0301"));
  });

  it("is never the name of a device, nor one that Windows shortens", () => {
    for (const name of ["con", "NUL", "com1.txt", "ada."]) assert.notEqual(safeId(name), name);
  });

  it("is shown without the commands for a terminal that are in a name", async () => {
    const report = await take(
      scratch.download({ [`a\u001b[31mda/${FILE}`]: handIn("a"), "b\u009b2J/x.ipynb": "{}" }),
    );
    const text = collectTable(report);
    assert.match(text, /a \[31mda/);
    assert.doesNotMatch(text.replaceAll("\n", ""), /\p{Cc}/u);
  });

  describe("in nbgrader's folders", () => {
    it("leaves out what was handed in for other assignments, and says so", async () => {
      const folder = scratch.download({
        [`submitted/ada/exercise-3/${FILE}`]: handIn("a"),
        "submitted/ada/ps1/problem1.ipynb": "{}",
        "source/ps1/problem1.ipynb": "{}",
        "nbgrader_config.py": "",
      });
      const { others, problems } = await take(folder);
      assert.deepEqual([others, problems, scratch.students()], [{ ps1: 1 }, [], ["ada"]]);
    });

    it("does not lose what was handed in for a name that somebody has mistyped", async () => {
      const { problems } = await take(
        scratch.download({ [`ada+exercize-3+2026-11-20 10:00:00.1 UTC/${FILE}`]: handIn("a") }),
      );
      assert.match(problems[0]!.why, /handed in for exercize-3, and is 3-4/);
    });

    it("says when everything is for other assignments", async () => {
      const { problems } = await take(
        scratch.download({
          "inbound/ada+ps1+2026-11-20 10:00:00.1 UTC/problem1.ipynb": "{}",
          "outbound/ps1/problem1.ipynb": "{}",
        }),
      );
      assert.match(problems[0]!.why, /for other assignments: ps1/);
    });
  });

  it("is everybody's in an inbox, where somebody has handed in names that mean something elsewhere", async () => {
    const folder = scratch.download({
      [`ada+exercise-3+20261120T100000Z+1/${FILE}`]: handIn("a"),
      [`submitted/${FILE}`]: handIn("m"),
      [`inbound/${FILE}`]: handIn("m"),
      "outbound/x.txt": "",
      "nbgrader_config.py": "",
    });
    await take(folder);
    assert.deepEqual(scratch.students(), ["ada", "inbound", "submitted"]);
  });

  it("is looked at where two accounts have handed in under one name", async function () {
    if (process.getuid?.() !== 0) this.skip();
    const folder = scratch.download({
      [`ada+exercise-3+20261120T100000Z+1/${FILE}`]: handIn("a"),
      [`ada+exercise-3+20261121T100000Z+2/${FILE}`]: handIn("not hers"),
      [`bea+exercise-3+20261121T100000Z+3/${FILE}`]: handIn("b"),
    });
    chownSync(join(folder, "ada+exercise-3+20261121T100000Z+2"), 4711, 4711);
    const { problems } = await take(folder);
    assert.deepEqual(
      problems.map(({ file, why }) => [file, /Several accounts.*4711/.test(why)]),
      [["ada", true]],
    );
  });

  it("can be given for everything", async () => {
    const archive = await scratch.zip({
      [`a/${FILE}`]: handIn("a"),
      [`b/${OTHER}.ipynb`]: handIn("b", OTHER),
    });
    await take(archive, { student: "ada" });
    assert.deepEqual(scratch.submitted(), [`ada/${OTHER}.ipynb`, `ada/${FILE}`, "ada/receipt.json"]);
    await assert.rejects(take(archive, { student: "../ada" }), /cannot be a student's name/);
    mkdirSync(join(scratch.folder, "empty"));
    assert.match((await take(join(scratch.folder, "empty"))).problems[0]!.why, /no notebook/);
  });
});
